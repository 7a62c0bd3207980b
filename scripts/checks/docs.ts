import { existsSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { filesOf, type SourceFile } from "./tree/files";
import { lineOf } from "./tree/module";
import { report } from "./tree/report";

/** Made while running, so a fresh checkout does not have them. */
const madeLater = /^(\.data|\.next|\.env|node_modules)(\/|$)/;
const npmItself = new Set(["ci", "install", "i", "exec", "help", "pack"]);
const npmShort = new Set(["start", "test"]);

/** Every path and every command the documents name, held against the tree. */
export function brokenDocuments(root: string): string[] {
  const documents = [...filesOf(root, ["docs"], /\.md$/), ...filesOf(root, ["."], /^[^/]+\.md$/)];
  const { scripts = {} } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return documents.flatMap((document) => [
    ...deadPaths(root, document),
    ...deadLinks(root, document),
    ...deadCommands(document, scripts),
    ...deadPrograms(root, document),
  ]);
}

function deadPaths(root: string, { path, text }: SourceFile): string[] {
  const tops = new Set(["app", "components", "db", "docs", "e2e", "lib", "public", "sandbox", "scripts", "security"]);
  return [...text.matchAll(/`([\w.@[\]()-]+(?:\/[\w.@[\]()-]+)*\/?)`/g)].flatMap(({ 1: named = "", index }) => {
    const isOurs = tops.has(named.split("/")[0] ?? "") && named.includes("/");
    const isFile =
      /^[\w.-]+\.(md|yaml|json|js|ts|mjs)$/.test(named) && /^[A-Z.]|^(compose|package|next\.config)/.test(named);
    if ((!isOurs && !isFile) || madeLater.test(named) || existsSync(join(root, named))) return [];
    return [`${path}:${lineOf(text, index)}: ${named} does not exist.`];
  });
}

function deadLinks(root: string, { path, text }: SourceFile): string[] {
  return [...text.matchAll(/\]\(([^)#:\s]+)(?:#[^)]*)?\)/g)].flatMap(({ 1: target = "", index }) => {
    const from = posix.join(posix.dirname(path), target);
    return existsSync(join(root, from)) ? [] : [`${path}:${lineOf(text, index)}: the link to ${target} leads nowhere.`];
  });
}

function deadCommands({ path, text }: SourceFile, scripts: Record<string, string>): string[] {
  return [...text.matchAll(/\bnpm (?:(run) )?([a-z][\w:-]*)/g)].flatMap(({ 1: run, 2: name = "", index, input }) => {
    // "npm" is also a word of the sentence: only code is held against the list of commands.
    const line = input.slice(input.lastIndexOf("\n", index) + 1, index);
    const quoted = (line.match(/`/g) ?? []).length % 2 === 1 || line.trim() === "" || /^[A-Z_]+=\S+ $/.test(line);
    if (!quoted || (!run && npmItself.has(name))) return [];
    const exists = name in scripts && (run || npmShort.has(name));
    return exists
      ? []
      : [`${path}:${lineOf(text, index)}: npm ${run ? "run " : ""}${name} is not a command of this project.`];
  });
}

function deadPrograms(root: string, { path, text }: SourceFile): string[] {
  return [...text.matchAll(/\bnode (?:scripts\/run\.mjs )?((?:scripts|sandbox|db)\/[\w./-]+)/g)].flatMap((match) => {
    const program = match[1] ?? "";
    return existsSync(join(root, program)) ? [] : [`${path}:${lineOf(text, match.index)}: ${program} does not exist.`];
  });
}

await report(import.meta, brokenDocuments);
