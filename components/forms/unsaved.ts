/**
 * What a form held before the person changed it. Read when they come to it rather than when it appears: by then a page
 * that was saved or corrected has settled.
 */
export class Unsaved {
  words = "";
  readonly #read: () => string;
  #before: string | undefined;
  #touched = false;

  constructor(read: () => string) {
    this.#read = read;
  }

  approach = () => {
    if (!this.#touched) this.#before = this.#read();
  };

  touch = () => {
    this.#touched = true;
  };

  /** Saved, or given up: what the form holds now is nothing to ask about. */
  forget = () => {
    this.#touched = false;
  };

  get isDirty(): boolean {
    return this.#touched && this.#read() !== this.#before;
  }
}

const watched = new Set<Unsaved>();

/** Asks once for all forms of the page. */
export function mayLeave(): boolean {
  const dirty = [...watched].filter((form) => form.isDirty);
  const [first] = dirty;
  if (!first) return true;
  if (!window.confirm(first.words)) return false;
  for (const form of dirty) form.forget();
  return true;
}

export function watch(form: Unsaved): () => void {
  if (watched.size === 0) {
    document.addEventListener("click", stayOnClick, true);
    window.addEventListener("beforeunload", stayOnUnload);
    window.navigation?.addEventListener("navigate", stayOnTraverse);
  }
  watched.add(form);
  return () => {
    watched.delete(form);
    if (watched.size > 0) return;
    document.removeEventListener("click", stayOnClick, true);
    window.removeEventListener("beforeunload", stayOnUnload);
    window.navigation?.removeEventListener("navigate", stayOnTraverse);
  };
}

/** Before the router hears of it, for a page it has begun to leave cannot be held back. */
function stayOnClick(event: MouseEvent) {
  const link = event.target instanceof Element ? event.target.closest("a") : null;
  if (!link || !leavesThisPage(link, event) || mayLeave()) return;
  event.preventDefault();
  event.stopPropagation();
}

function leavesThisPage(link: HTMLAnchorElement, event: MouseEvent): boolean {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  if (!link.href || link.target === "_blank" || link.hasAttribute("download")) return false;
  const { origin, pathname, search } = window.location;
  // The browser itself asks before another site is opened.
  return link.origin === origin && (link.pathname !== pathname || link.search !== search);
}

/** Back and Forward within the application, in browsers that let a page hold them; the others go without asking. */
function stayOnTraverse(event: NavigateEvent) {
  if (event.navigationType !== "traverse" || !event.cancelable || !event.destination.sameDocument) return;
  const { pathname, search } = new URL(event.destination.url);
  if (pathname === window.location.pathname && search === window.location.search) return;
  if (!mayLeave()) event.preventDefault();
}

function stayOnUnload(event: BeforeUnloadEvent) {
  if ([...watched].some((form) => form.isDirty)) event.preventDefault();
}
