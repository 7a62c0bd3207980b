import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { placeholders } from "../../../lib/i18n/icu";
import { flatten } from "../../../lib/i18n/tree";

type Sentences = Map<string, string>;

const folder = "lib/i18n/messages";
const complete = ["pt", "id"];
const overriding = ["pt-BR"];

/** Words we do not use: they cheer, blame or fill. */
const tone = /!|\boops\b|\bsuccessfully\b|\bplease\b|\bsorry\b/i;

export function readCatalogue(root: string, locale: string): Sentences {
  const files = readdirSync(join(root, folder, locale)).filter((name) => name.endsWith(".json"));
  const trees = files.map((name) => [
    name.replace(/\.json$/, ""),
    JSON.parse(readFileSync(join(root, folder, locale, name), "utf8")),
  ]);
  return flatten(Object.fromEntries(trees));
}

/** Every language says everything English says, with the same things to fill in. */
export function languageGaps(root: string): string[] {
  const english = readCatalogue(root, "en");
  const told = [...english].flatMap(([key, sentence]) =>
    tone.test(sentence) ? [`en ${key}: "${sentence}" is not our tone.`] : [],
  );
  const gaps = [...complete, ...overriding].flatMap((locale) => {
    const own = readCatalogue(root, locale);
    const missing = complete.includes(locale) ? [...english.keys()].filter((key) => !own.has(key)) : [];
    return [...missing.map((key) => `${locale} ${key}: is missing.`), ...compare(locale, own, english)];
  });
  return [...told, ...gaps];
}

function compare(locale: string, own: Sentences, english: Sentences): string[] {
  return [...own].flatMap(([key, sentence]) => {
    const original = english.get(key);
    if (original === undefined) return [`${locale} ${key}: is not in en.`];
    if (sentence.trim() === "") return [`${locale} ${key}: is empty.`];
    try {
      const [mine, theirs] = [placeholders(sentence).join(", "), placeholders(original).join(", ")];
      return mine === theirs ? [] : [`${locale} ${key}: needs (${mine}), but en needs (${theirs}).`];
    } catch (error) {
      return [`${locale} ${key}: ${error instanceof Error ? error.message : String(error)}`];
    }
  });
}
