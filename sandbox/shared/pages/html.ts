/** A piece of a page. What is put into one is escaped, unless it is a piece itself. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | null | undefined | false | readonly Part[];

export function html(words: TemplateStringsArray, ...parts: Part[]): Html {
  return new Html(
    words.reduce((text, word, place) => text + word + (place < parts.length ? shown(parts[place]) : ""), ""),
  );
}

function shown(part: Part): string {
  if (part === null || part === undefined || part === false) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "object") return part.map(shown).join("");
  return String(part).replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);
}
