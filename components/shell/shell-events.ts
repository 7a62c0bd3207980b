const paletteEvent = "saldo:palette";

/** The palette is one for the page; whatever opens it only asks. */
export function openPalette() {
  window.dispatchEvent(new Event(paletteEvent));
}

export function onPalette(open: () => void) {
  window.addEventListener(paletteEvent, open);
  return () => window.removeEventListener(paletteEvent, open);
}
