import { createTranslator } from "next-intl";
import { expect, test } from "vitest";
import { placeholders } from "./icu";
import { type Locale, locales } from "./locales";
import { messagesFor } from "./messages";
import { translatorFor } from "./translator";
import { flatten } from "./tree";

test("every language says every sentence", () => {
  const english = [...flatten(messagesFor("en")).keys()];
  for (const locale of locales) expect([...flatten(messagesFor(locale)).keys()], locale).toEqual(english);
});

test("Brazil reads its own words where it has them, and Portuguese everywhere else", () => {
  const [angola, brazil] = [messagesFor("pt"), messagesFor("pt-BR")];
  expect(brazil.common.roles.owner.name).toBe(angola.common.roles.owner.name);
  expect(angola.common.roles.admin.name).toBe("Gestor de faturação");
  expect(brazil.common.roles.admin.name).toBe("Gestor de faturamento");
});

test.each([
  ["en", "Too many attempts. Try again in 1 minute.", "Too many attempts. Try again in 5 minutes."],
  [
    "pt",
    "Demasiadas tentativas. Tente de novo dentro de 1 minuto.",
    "Demasiadas tentativas. Tente de novo dentro de 5 minutos.",
  ],
  ["pt-BR", "Muitas tentativas. Tente de novo em 1 minuto.", "Muitas tentativas. Tente de novo em 5 minutos."],
  ["id", "Terlalu banyak percobaan. Coba lagi dalam 1 menit.", "Terlalu banyak percobaan. Coba lagi dalam 5 menit."],
] as [Locale, string, string][])("in %s one and many are told apart", (locale, one, many) => {
  const t = translatorFor(locale, "errors");
  expect(t("rate_limited", { minutes: 1 })).toBe(one);
  expect(t("rate_limited", { minutes: 5 })).toBe(many);
});

test("Portuguese counts nothing in the plural, although its grammar tables say otherwise", () => {
  expect(translatorFor("pt", "errors")("rate_limited", { minutes: 0 })).toContain("0 minutos");
});

test.each([
  ["en", "145,893 items"],
  ["pt", "145\u00a0893 itens"],
  ["pt-BR", "145.893 itens"],
  ["id", "145.893 item"],
] as [Locale, string][])("a sentence in %s counts as the figures beside it are written", (locale, said) => {
  expect(translatorFor(locale, "numbers")("items", { count: 145_893 })).toBe(said);
});

test("a sentence with a hole is refused, so that no mail goes out with one", () => {
  const t = translatorFor("en", "errors");
  expect(() => t("rate_limited", {})).toThrow();
});

test("every sentence of every language can be said when it is given what it needs", () => {
  for (const locale of locales) {
    const sentences = flatten(messagesFor(locale));
    const onError = (error: Error) => {
      throw new Error(`${locale}: ${error.message}`);
    };
    for (const [key, message] of sentences) {
      const t = createTranslator({ locale, messages: { message }, onError });
      const needs = placeholders(message).map((name) => name.replace(/:.*$/, ""));
      const values = needs.map((name) =>
        name.startsWith("<") ? [name.slice(1, -1), (inner: string) => inner] : [name, 2],
      );
      expect(t.markup("message", Object.fromEntries(values)), `${locale} ${key}`).not.toMatch(/[{}<>]|^$/);
    }
  }
});
