/** Tab goes from the last control to the first, and back: what lies behind a sheet cannot be seen. */
export function stayInside(sheet: HTMLElement, event: KeyboardEvent): void {
  const controls = [...sheet.querySelectorAll<HTMLElement>("a[href], button, input, select, summary")].filter(
    (control) => control.checkVisibility(),
  );
  const [first, last] = [controls[0], controls.at(-1)];
  const { activeElement } = document;
  const leaves = event.shiftKey
    ? activeElement === first || !controls.some((control) => control === activeElement)
    : activeElement === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
