import { isNode, type Module, type Node, nodesOf } from "./module";

/** Namespaces whose keys are named far from the translator: schemas and refusals say them, one wrapper translates. */
const spokenAnywhere = ["errors"];

type Words = { said: Set<string>; patterns: RegExp[]; wholes: Set<string> };

/** Keys that no file can be asking for. A key counts as asked for when one file says its namespace and its name. */
export function unusedKeys(keys: Iterable<string>, modules: readonly Module[]): string[] {
  const files = modules.map(wordsOf);
  const everywhere = {
    said: new Set(files.flatMap(({ said }) => [...said])),
    patterns: files.flatMap(({ patterns }) => patterns),
    wholes: new Set(files.flatMap(({ wholes }) => [...wholes])),
  };
  return [...keys].filter((key) => !isAsked(key, files, everywhere));
}

function isAsked(key: string, files: readonly Words[], everywhere: Words): boolean {
  const segments = key.split(".");
  return segments.some((_segment, cut) => {
    const namespace = segments.slice(0, cut).join(".");
    const name = segments.slice(cut).join(".");
    const loose = cut === 0 || name.includes(".") || spokenAnywhere.includes(namespace);
    if (loose && says(everywhere, name)) return true;
    return files.some((words) => (cut === 0 || words.said.has(namespace)) && says(words, name));
  });
}

function says({ said, patterns, wholes }: Words, name: string): boolean {
  if (said.has(name) || patterns.some((pattern) => pattern.test(name))) return true;
  return [...wholes].some((whole) => name.startsWith(`${whole}.`));
}

function wordsOf(module: Module): Words {
  const words: Words = { said: new Set(), patterns: [], wholes: new Set() };
  for (const node of nodesOf(module.program)) {
    if (node.type === "Literal" && typeof node.value === "string") words.said.add(node.value);
    if (node.type === "TemplateLiteral") addTemplate(words, node);
    if (node.type === "CallExpression") addWhole(words, node);
  }
  return words;
}

/** `nav.${page}` asks for every page; a template that is nothing but a value says nothing. */
function addTemplate(words: Words, node: Node): void {
  const fixed = (Array.isArray(node.quasis) ? node.quasis : []).map(cooked);
  if (fixed.length === 1) words.said.add(fixed.join(""));
  else if (/^[\w.-]*$/.test(fixed.join("")) && /\w{3}/.test(fixed.join(""))) {
    words.patterns.push(new RegExp(`^${fixed.map((text) => text.replaceAll(".", "\\.")).join("[\\w-]+")}$`));
  }
}

/** `t.raw("palette.words")` hands out everything below. */
function addWhole(words: Words, node: Node): void {
  const callee = isNode(node.callee) ? node.callee : undefined;
  const isRaw = callee?.type === "MemberExpression" && isNode(callee.property) && callee.property.name === "raw";
  const [first] = Array.isArray(node.arguments) ? node.arguments : [];
  if (isRaw && isNode(first) && typeof first.value === "string") words.wholes.add(first.value);
}

function cooked(quasi: unknown): string {
  const value = isNode(quasi) ? quasi.value : undefined;
  return typeof value === "object" && value !== null && "cooked" in value ? String(value.cooked) : "";
}
