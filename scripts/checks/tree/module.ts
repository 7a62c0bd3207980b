import { posix } from "node:path";
import { parseSync } from "vite";
import type { SourceFile } from "./files";

export type Import = {
  /** "@/lib/x", "./x" and "../x" as a path from the root without extension; a package by its name. */
  target: string;
  ours: boolean;
  typesOnly: boolean;
};

export type Node = { type: string; start: number; end: number; [key: string]: unknown };

export type Module = SourceFile & { imports: Import[]; program: Node; directives: string[] };

export function readModule(file: SourceFile): Module {
  const { program, module, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new SyntaxError(`${file.path}: ${errors[0]?.message}`);
  const found: Import[] = [];
  const add = (specifier: string, typesOnly: boolean) => found.push({ ...resolve(file.path, specifier), typesOnly });

  for (const { moduleRequest, entries, start } of module.staticImports) {
    const typesOnly =
      file.text.startsWith("import type", start) || (entries.length > 0 && entries.every((entry) => entry.isType));
    add(moduleRequest.value, typesOnly);
  }
  for (const { entries, start } of module.staticExports) {
    const source = entries.find((entry) => entry.moduleRequest)?.moduleRequest?.value;
    if (source) add(source, file.text.startsWith("export type", start) || entries.every((entry) => entry.isType));
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const literal = /^["'`]([^"'`$]+)["'`]$/.exec(file.text.slice(moduleRequest.start, moduleRequest.end));
    if (literal?.[1]) add(literal[1], false);
  }
  const tree = asNode(program);
  return { ...file, imports: found, program: tree, directives: directivesOf(tree) };
}

/** Every node of a tree, parents first. */
export function* nodesOf(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* nodesOf(child);
  }
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

export function lineOf(text: string, at: number): number {
  return text.slice(0, at).split("\n").length;
}

function asNode(program: unknown): Node {
  if (!isNode(program)) throw new TypeError("The parser gave no tree.");
  return program;
}

function directivesOf(program: Node): string[] {
  const body = Array.isArray(program.body) ? program.body : [];
  return body.flatMap((statement) =>
    isNode(statement) && typeof statement.directive === "string" ? [statement.directive] : [],
  );
}

function resolve(from: string, specifier: string): { target: string; ours: boolean } {
  if (!specifier.startsWith("@/") && !specifier.startsWith(".")) return { target: specifier, ours: false };
  const path = specifier.startsWith("@/") ? specifier.slice(2) : posix.join(posix.dirname(from), specifier);
  return {
    target: posix
      .normalize(path)
      .replace(/\.(m?[jt]sx?)$/, "")
      .replace(/\/index$/, ""),
    ours: true,
  };
}
