export const liveRegionId = "announcements";

/** Says it politely in the page's one live region; the same words twice are heard twice. */
export function announce(words: string) {
  const region = document.getElementById(liveRegionId);
  if (!region) return;
  region.textContent = "";
  requestAnimationFrame(() => {
    region.textContent = words;
  });
}
