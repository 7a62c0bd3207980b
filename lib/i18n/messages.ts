import { en, type Messages } from "./catalogues/en";
import { id } from "./catalogues/id";
import { pt } from "./catalogues/pt";
import { ptBR } from "./catalogues/pt-br";
import type { Locale } from "./locales";
import { pseudoTree } from "./pseudo";
import { overlay } from "./tree";

const made = new Map<Locale, Messages>();

export function messagesFor(locale: Locale): Messages {
  const known = made.get(locale);
  if (known) return known;
  const messages = build(locale);
  made.set(locale, messages);
  return messages;
}

function build(locale: Locale): Messages {
  switch (locale) {
    case "en":
      return en;
    case "pt":
      return pt;
    case "pt-BR":
      return overlay(pt, ptBR);
    case "id":
      return id;
    case "en-XA":
      return pseudoTree(en);
  }
}
