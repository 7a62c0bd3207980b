/** An entry of the browser's history that stands for an open sheet, so that Back closes the sheet and leaves the page. */
const mark = "sheet";

export function onSheetEntry(): boolean {
  const state: unknown = window.history.state;
  return typeof state === "object" && state !== null && mark in state;
}

export function pushSheetEntry(): void {
  window.history.pushState({ [mark]: true }, "");
}

export function leaveSheetEntry(): void {
  if (onSheetEntry()) window.history.back();
}
