import { languageGaps, readCatalogue } from "./tree/catalogue";
import { filesOf } from "./tree/files";
import { hardCodedText } from "./tree/hard-coded";
import { type Module, readModule } from "./tree/module";
import { report } from "./tree/report";
import { unusedKeys } from "./tree/used-keys";

/** Words settled before their page is built. A prefix leaves this list when its page says all of it. */
const settledAhead = [
  "common.actions",
  "common.relative",
  "common.status",
  "purchases",
  "shell.groups",
  "shell.nav",
  "shell.navShort",
  "shell.palette.words",
  "usage",
];

const isTest = (path: string) => /\.test\.tsx?$/.test(path);

/** What is wrong with the words: gaps between languages, sentences nobody asks for, text outside the message files. */
export function wordTroubles(root: string, ahead: readonly string[] = settledAhead): string[] {
  const modules = filesOf(root, ["app", "components", "db", "lib"], /\.tsx?$/)
    .filter(({ path }) => !isTest(path))
    .map(readModule);
  return [
    ...languageGaps(root),
    ...unused(root, modules, ahead),
    ...unknownRefusals(root, modules),
    ...written(modules),
  ];
}

function unused(root: string, modules: readonly Module[], ahead: readonly string[]): string[] {
  const waits = (key: string) => ahead.some((prefix) => key.startsWith(`${prefix}.`));
  return unusedKeys(readCatalogue(root, "en").keys(), modules)
    .filter((key) => !waits(key))
    .map((key) => `en ${key}: nobody says it.`);
}

/** A refusal names its sentence as plain text, which the compiler cannot follow. */
function unknownRefusals(root: string, modules: readonly Module[]): string[] {
  const known = readCatalogue(root, "en");
  return modules.flatMap(({ path, text }) =>
    [...text.matchAll(/new AppError\(\s*"\w+",\s*"(\w+)"/g)]
      .filter(([, key]) => !known.has(`errors.${key}`))
      .map(([, key]) => `${path}: refuses with "${key}", which errors.json does not say.`),
  );
}

function written(modules: readonly Module[]): string[] {
  return modules.filter(({ path }) => /^(app|components)\/.*\.tsx$/.test(path)).flatMap(hardCodedText);
}

await report(import.meta, wordTroubles);
