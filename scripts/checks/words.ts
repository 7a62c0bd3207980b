import { filesOf, type SourceFile } from "./tree/files";
import { isNode, lineOf, nodesOf, readModule } from "./tree/module";
import { report } from "./tree/report";

type Taboo = { words: RegExp; because: string; unless?: RegExp };

const tests = /\.(test|spec)\.\w+$/;
/** Files whose business it is to name what others must not. */
const mayNameThem = /^scripts\/checks\/(words|tree\/)|^scripts\/checks\/words\.test\.ts$|^package-lock\.json$/;
const folders = ["."];
const readable = /\.(ts|tsx|mjs|js|json|css|md|sql|yaml|svg|example)$|(^|\/)(Dockerfile|run|\.npmrc|\.gitignore)$/;

const taboos: readonly Taboo[] = [
  {
    words: /(?<![\w/.:])\/(home|Users|root|work|private\/var)\/[\w-]+\/[\w./-]*/,
    because: "is a path of somebody's machine",
  },
  { words: /(?<![\w/.:])\/tmp\/[\w-]+/, because: "is a path of somebody's machine; ask for a temporary folder" },
  {
    words: /https?:\/\/(registry\.[\w.-]+|[\w.-]*(npmmirror|artifactory|nexus|verdaccio)[\w.-]*)/i,
    because: "names a registry",
  },
  { words: /\b(TODO|FIXME|XXX|HACK)\b/, because: "is unfinished" },
  { words: /@ts-(ignore|expect-error|nocheck)|biome-ignore|eslint-disable/, because: "silences a check" },
  { words: /\bas unknown as\b/, because: "forces a type" },
  { words: /\b(it|test|describe)\.(only|skip|todo|fails|skipIf|runIf)\b/, because: "leaves tests out" },
  { words: /\bnpx? [^\n]*@latest\b/, because: "fetches whatever is newest" },
];

/** What must not be in the tree: traces of one machine, unfinished work, silenced checks, tests left out. */
export function badWords(root: string): string[] {
  const files = filesOf(root, folders, readable).filter(({ path }) => !mayNameThem.test(path));
  return files.flatMap((file) => [
    ...taboos.flatMap((taboo) => found(file, taboo)),
    ...emptyCatches(file),
    ...waits(file),
  ]);
}

function found({ path, text }: SourceFile, { words, because }: Taboo): string[] {
  return text.split("\n").flatMap((line, index) => {
    const [hit] = words.exec(line) ?? [];
    return hit ? [`${path}:${index + 1}: "${hit}" ${because}.`] : [];
  });
}

/** A refusal that is caught and dropped tells a customer they have no money. */
function emptyCatches(file: SourceFile): string[] {
  if (!/\.(tsx?|mjs|js)$/.test(file.path)) return [];
  return [...nodesOf(readModule(file).program)].flatMap((node) => {
    const body = node.type === "CatchClause" && isNode(node.body) ? node.body.body : undefined;
    const isEmpty = Array.isArray(body) && body.length === 0;
    return isEmpty ? [`${file.path}:${lineOf(file.text, node.start)}: catches an error and drops it.`] : [];
  });
}

/** A test waits for a condition, never for a while. */
function waits({ path, text }: SourceFile): string[] {
  if (!tests.test(path)) return [];
  return [...text.matchAll(/\.waitForTimeout\(/g)].map(
    ({ index }) => `${path}:${lineOf(text, index)}: waits for a while instead of a condition.`,
  );
}

await report(import.meta, badWords);
