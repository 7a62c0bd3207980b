/** A reader of ICU message syntax, just enough to rewrite the words of a message and leave its machinery alone. */
export type IcuPart =
  | { kind: "text"; value: string }
  | { kind: "pound" }
  | { kind: "argument"; name: string; source: string }
  | { kind: "choice"; name: string; type: "plural" | "select" | "selectordinal"; offset: string; options: IcuOption[] }
  | { kind: "tag"; name: string; parts: IcuPart[] };

export type IcuOption = { selector: string; parts: IcuPart[] };

const choiceTypes = ["plural", "select", "selectordinal"] as const;
const openingTag = /^<([a-zA-Z][\w-]*)>/;

export function parseIcu(message: string): IcuPart[] {
  const reader = new Reader(message);
  const parts = reader.parts({ inPlural: false, until: () => false });
  if (!reader.done) throw new SyntaxError(`Unexpected "${message[reader.at]}" at ${reader.at} in "${message}"`);
  return parts;
}

class Reader {
  at = 0;
  constructor(private readonly source: string) {}

  get done(): boolean {
    return this.at >= this.source.length;
  }

  parts(scope: { inPlural: boolean; until: () => boolean }): IcuPart[] {
    const parts: IcuPart[] = [];
    let text = "";
    const flush = () => {
      if (text) parts.push({ kind: "text", value: text });
      text = "";
    };
    while (!this.done && !scope.until()) {
      const rest = this.source.slice(this.at);
      const tag = openingTag.exec(rest);
      if (rest[0] === "}") break;
      if (rest[0] === "'") text += this.quoted(scope.inPlural);
      else if (rest[0] === "{") {
        flush();
        parts.push(this.argument());
      } else if (tag?.[1]) {
        flush();
        parts.push(this.tag(tag[1], scope.inPlural));
      } else if (rest[0] === "#" && scope.inPlural) {
        flush();
        parts.push({ kind: "pound" });
        this.at += 1;
      } else {
        text += rest[0];
        this.at += 1;
      }
    }
    flush();
    return parts;
  }

  /** An apostrophe quotes only before syntax; elsewhere it is itself, and two of them are one. */
  private quoted(inPlural: boolean): string {
    const next = this.source[this.at + 1] ?? "";
    if (next === "'") {
      this.at += 2;
      return "''";
    }
    if (!"{}<>".includes(next) && !(inPlural && next === "#")) {
      this.at += 1;
      return "'";
    }
    const end = this.source.indexOf("'", this.at + 2);
    const stop = end === -1 ? this.source.length : end + 1;
    const quoted = this.source.slice(this.at, stop);
    this.at = stop;
    return quoted;
  }

  private tag(name: string, inPlural: boolean): IcuPart {
    this.at += name.length + 2;
    const closing = `</${name}>`;
    const parts = this.parts({ inPlural, until: () => this.source.startsWith(closing, this.at) });
    this.expect(closing);
    return { kind: "tag", name, parts };
  }

  private argument(): IcuPart {
    const start = this.at;
    this.expect("{");
    const name = this.word();
    if (this.take("}")) return { kind: "argument", name, source: this.source.slice(start, this.at) };
    this.expect(",");
    const type = choiceTypes.find((candidate) => candidate === this.peekWord());
    if (!type) {
      this.at = this.source.indexOf("}", this.at) + 1;
      if (this.at === 0) throw new SyntaxError(`Missing "}" in "${this.source}"`);
      return { kind: "argument", name, source: this.source.slice(start, this.at) };
    }
    this.word();
    this.expect(",");
    return { kind: "choice", name, type, ...this.options(type !== "select") };
  }

  private options(inPlural: boolean): { offset: string; options: IcuOption[] } {
    let offset = "";
    const options: IcuOption[] = [];
    while (!this.take("}")) {
      const selector = this.word();
      if (selector.startsWith("offset:")) {
        offset = selector;
        continue;
      }
      this.expect("{");
      const parts = this.parts({ inPlural, until: () => false });
      this.expect("}");
      options.push({ selector, parts });
    }
    if (!options.some(({ selector }) => selector === "other")) {
      throw new SyntaxError(`A choice without "other" in "${this.source}"`);
    }
    return { offset, options };
  }

  private peekWord(): string {
    const before = this.at;
    const word = this.word();
    this.at = before;
    return word;
  }

  private word(): string {
    this.blank();
    const match = /^[^\s{},<>#']+/.exec(this.source.slice(this.at));
    if (!match) throw new SyntaxError(`Expected a name at ${this.at} in "${this.source}"`);
    this.at += match[0].length;
    this.blank();
    return match[0];
  }

  private blank(): void {
    while (/\s/.test(this.source[this.at] ?? "")) this.at += 1;
  }

  private take(text: string): boolean {
    this.blank();
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  private expect(text: string): void {
    if (!this.source.startsWith(text, this.at)) {
      throw new SyntaxError(`Expected "${text}" at ${this.at} in "${this.source}"`);
    }
    this.at += text.length;
    if (text === ",") this.blank();
  }
}

/** What a message needs to be given: the names of its arguments, its tags, and the cases it tells apart by word. */
export function placeholders(message: string): string[] {
  const found = new Set<string>();
  const visit = (parts: IcuPart[]) => {
    for (const part of parts) {
      if (part.kind === "argument") found.add(part.name);
      if (part.kind === "tag") {
        found.add(`<${part.name}>`);
        visit(part.parts);
      }
      if (part.kind === "choice") {
        found.add(part.type === "select" ? `${part.name}: ${selectors(part.options)}` : part.name);
        for (const option of part.options) visit(option.parts);
      }
    }
  };
  visit(parseIcu(message));
  return [...found].sort();
}

function selectors(options: IcuOption[]): string {
  return options
    .map(({ selector }) => selector)
    .sort()
    .join("|");
}
