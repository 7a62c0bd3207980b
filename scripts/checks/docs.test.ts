import { expect, test } from "vitest";
import { brokenDocuments } from "./docs";
import { projectWith } from "./tree/temporary";

function judge(readme: string): string[] {
  return brokenDocuments(
    projectWith({
      "package.json": JSON.stringify({ scripts: { start: "", test: "", verify: "" } }),
      "scripts/start.mjs": "",
      "docs/operating.md": "Back to [the start](../README.md#run-it).",
      "README.md": readme,
    }),
  );
}

test("documents that name what exists are left alone", () => {
  const readme = [
    "Run `npm start`, `PORT=3001 npm start`, `npm run verify` or `npm ci`. npm brings a browser along.",
    "The supervisor is `scripts/start.mjs`, in `scripts/`. Data lies in `.data/`, addresses like `/w/kianda` are no files.",
    "```\nnpm test\nnode scripts/start.mjs\n```",
    "See [operating](docs/operating.md), or [elsewhere](https://example.com).",
  ].join("\n");
  expect(judge(readme)).toEqual([]);
});

test.each([
  ["a path that is gone", "Look into `lib/gone/file.ts`.", "README.md:1: lib/gone/file.ts does not exist."],
  ["a document that is gone", "Read `CHANGES.md`.", "CHANGES.md does not exist"],
  ["a link that leads nowhere", "First\n[scaling](docs/scaling.md)", "README.md:2: the link to docs/scaling.md"],
  ["a command that is gone", "`npm run vanish`", "npm run vanish is not a command"],
  ["a command in a block", "```\nnpm run vanish\n```", "npm run vanish is not a command"],
  ["a command that needs run", "`npm verify`", "npm verify is not a command"],
  ["a program that is gone", "```\nnode scripts/run.mjs scripts/gone.ts\n```", "scripts/gone.ts does not exist"],
])("%s is seen", (_name, readme, complaint) => {
  expect(judge(readme).join("\n")).toContain(complaint);
});
