import { type IcuPart, parseIcu } from "./icu";
import { mapTree } from "./tree";

const plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
const accented = "áƀçďéƒğħíĵķłḿñóþɋŕšţúṽŵẋýžÁƁÇĎÉƑĞĤÍĴĶĿḾÑÓÞɊŔŠŢÚṼŴẊÝŽ";
const accents = new Map([...plain].map((letter, index) => [letter, [...accented][index] ?? letter]));
const padding = "~";

/** English that no one can mistake for a finished page: accented, about a third longer, in brackets, its ICU untouched. */
export function pseudoMessage(message: string): string {
  const parts = parseIcu(message);
  const letters = countLetters(parts);
  if (letters === 0) return message;
  return `[${write(parts)}${padding.repeat(Math.ceil(letters * 0.3))}]`;
}

export function pseudoTree<Tree extends object>(tree: Tree): Tree {
  return mapTree(tree, pseudoMessage);
}

function write(parts: IcuPart[]): string {
  return parts.map(writePart).join("");
}

function writePart(part: IcuPart): string {
  switch (part.kind) {
    case "text":
      return accent(part.value);
    case "pound":
      return "#";
    case "argument":
      return part.source;
    case "tag":
      return `<${part.name}>${write(part.parts)}</${part.name}>`;
    case "choice": {
      const options = part.options.map(({ selector, parts }) => `${selector} {${write(parts)}}`);
      return `{${[part.name, part.type, [part.offset, ...options].filter(Boolean).join(" ")].join(", ")}}`;
    }
  }
}

function accent(text: string): string {
  return [...text].map((letter) => accents.get(letter) ?? letter).join("");
}

function countLetters(parts: IcuPart[]): number {
  return parts.reduce((sum, part) => {
    if (part.kind === "text") return sum + [...part.value].filter((letter) => accents.has(letter)).length;
    if (part.kind === "tag") return sum + countLetters(part.parts);
    if (part.kind === "choice") return sum + Math.max(...part.options.map((option) => countLetters(option.parts)));
    return sum;
  }, 0);
}
