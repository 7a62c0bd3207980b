import { expect } from "vitest";

export type Form = { action: string; method: string; values: URLSearchParams; buttons: Button[] };
type Button = { name: string; value: string; label: string };
export type Seen = { url: string; status: number; text: string; words: string; forms: Form[] };

/** A browser without scripts: it opens pages, fills in the forms that stand there, and follows where it is sent. */
export class Browser {
  private seen: Seen | null = null;

  get page(): Seen {
    if (!this.seen) throw new Error("No page is open.");
    return this.seen;
  }

  async open(url: string): Promise<Seen> {
    return this.go(url, {});
  }

  /** Sends the form that has a button, as pressing the button does. */
  async press(label: string | RegExp, typed: Record<string, string> = {}): Promise<Seen> {
    const { form, button } = this.buttonOf(label);
    const body = new URLSearchParams(form.values);
    for (const [name, value] of Object.entries(typed)) body.set(name, value);
    if (button.name) body.append(button.name, button.value);
    return this.send(form.action, body);
  }

  async send(action: string, body: URLSearchParams): Promise<Seen> {
    return this.go(new URL(action, this.page.url).href, { method: "POST", body });
  }

  async follow(label: string | RegExp): Promise<Seen> {
    const links = [...this.page.text.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gs)];
    const link = links.find(([, , words = ""]) => fits(plain(words), label));
    if (!link) throw new Error(`No link ${label} in: ${this.page.words}`);
    return this.open(new URL(decoded(link[1] ?? ""), this.page.url).href);
  }

  buttonOf(label: string | RegExp): { form: Form; button: Button } {
    for (const form of this.page.forms) {
      const button = form.buttons.find((candidate) => fits(candidate.label, label));
      if (button) return { form, button };
    }
    throw new Error(`No button ${label} in: ${this.page.words}`);
  }

  private async go(url: string, init: RequestInit): Promise<Seen> {
    const response = await fetch(url, { headers: { accept: "text/html" }, ...init, redirect: "manual" });
    const next = response.headers.get("location");
    if (next && new URL(next, url).hostname !== "127.0.0.1") {
      this.seen = { url: next, status: response.status, text: "", words: "", forms: [] };
      return this.seen;
    }
    if (next) return this.go(new URL(next, url).href, {});
    const text = await response.text();
    this.seen = { url, status: response.status, text, words: plain(text), forms: formsOf(text) };
    if (text.includes("<html")) expect(text).not.toMatch(/<script|\son\w+=/);
    return this.seen;
  }
}

function fits(words: string, label: string | RegExp): boolean {
  return typeof label === "string" ? words === label : label.test(words);
}

function plain(text: string): string {
  return decoded(text.replace(/<[^>]*>/g, " "))
    .replace(/\s+/g, " ")
    .trim();
}

function decoded(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

function formsOf(text: string): Form[] {
  return [...text.matchAll(/<form ([^>]*)>(.*?)<\/form>/gs)].map(([, head = "", inside = ""]) => ({
    action: attribute(head, "action") ?? "",
    method: attribute(head, "method") ?? "get",
    values: valuesOf(inside),
    buttons: [...inside.matchAll(/<button([^>]*)>(.*?)<\/button>/gs)].map(([, own = "", label = ""]) => ({
      name: attribute(own, "name") ?? "",
      value: attribute(own, "value") ?? "",
      label: plain(label),
    })),
  }));
}

function valuesOf(inside: string): URLSearchParams {
  const values = new URLSearchParams();
  for (const [, head = ""] of inside.matchAll(/<input ([^>]*)>/g)) {
    const name = attribute(head, "name");
    const offered = !/type="(radio|checkbox)"/.test(head) || /\schecked/.test(head);
    if (name && offered) values.append(name, attribute(head, "value") ?? "");
  }
  for (const [, head = "", options = ""] of inside.matchAll(/<select ([^>]*)>(.*?)<\/select>/gs)) {
    const listed = [...options.matchAll(/<option value="([^"]*)"([^>]*)>/g)];
    const chosen = listed.find(([, , more = ""]) => more.includes("selected")) ?? listed[0];
    values.append(attribute(head, "name") ?? "", chosen?.[1] ?? "");
  }
  return values;
}

function attribute(head: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(head);
  return found ? decoded(found[1] ?? "") : null;
}
