import { posix } from "node:path";
import { type Import, isNode, lineOf, type Module, type Node, nodesOf } from "./module";

export type ArrowRule = (module: Module) => string[];

const isTest = (path: string) => /\.(db\.)?test\.tsx?$|\/(test|testing)(\/|\.ts$)/.test(path);
const within = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
const featureOf = (path: string) => /^lib\/([^/]+)\//.exec(path)?.[1];

/** Rules without a database, a clock or a network; what they are told is all they know. */
const pureNames = /^(transfer|recipes|rate|thresholds|decide|clawback|money|credits|decimal|time|format|permissions)$/;
const pureFiles = ["lib/i18n/locales", "lib/i18n/icu", "lib/i18n/pseudo", "lib/i18n/tree"];
const isPure = (path: string) => {
  const name = path.replace(/\.tsx?$/, "");
  return pureFiles.includes(name) || (within(name, "lib") && pureNames.test(posix.basename(name)));
};

const browserFiles = [
  "lib/format",
  "lib/money",
  "lib/credits",
  "lib/rates/sms-parts",
  "lib/tax-ids/tax-id",
  "lib/tax-ids/indian-states",
  "lib/catalogue/offer",
  "lib/catalogue/price",
  "lib/purchases/work-out",
  "lib/purchases/slider-stops",
  "lib/purchases/read-amount",
  "lib/consumption/lasting",
];

/** What a browser may be sent of lib: pure rules, and the words of the crash page, which must be there when the server is not. */
const isForBrowsers = (target: string) =>
  browserFiles.includes(target) || /^lib\/i18n\/messages\/[\w-]+\/crash\.json$/.test(target);

/** Between features there is one downhill order. */
const downhill = [["metering"], ["alerts", "auto-recharge"], ["purchases"], ["ledger"]];
const heightOf = (feature: string | undefined) =>
  downhill.findIndex((level) => feature !== undefined && level.includes(feature));

/** Everything below this folder may import the file: its own folder, or the one its first _folder lies in. */
const sharingFolderOf = (target: string) => /^(.*?)\/_[^/]+\//.exec(target)?.[1] ?? posix.dirname(target);

const clockKeepers = /^lib\/(clock|ids|log|jobs|mail|metrics|health|i18n|auth\/next-auth-options)\b/;

export const arrowRules: readonly ArrowRule[] = [
  forbid("app asks lib, never the database", {
    from: (path) => within(path, "app") && !isTest(path),
    to: ({ target, ours }) => (ours && within(target, "db")) || /^(drizzle-orm|postgres|pg)(\/|$)/.test(target),
  }),
  forbid("a route's files are its own: what several share lies above them all or in a _folder there", {
    from: (path) => within(path, "app") && !isTest(path),
    to: ({ target, ours }, from) => ours && within(target, "app") && !within(from, sharingFolderOf(target)),
  }),
  forbid("only lib/stripe knows the Stripe SDK, and the stand-in that is held to it", {
    from: (path) => !within(path, "lib/stripe") && !within(path, "sandbox/stripe"),
    to: ({ target, ours }) => !ours && /^(stripe|@stripe\/.*)$/.test(target),
  }),
  forbid("lib never reads cookies, headers or the address bar: who is asking arrives in ctx", {
    from: (path) => within(path, "lib"),
    to: ({ target }) => /^next\/(headers|navigation|cache|server)$/.test(target) || target === "next-intl/server",
  }),
  forbid("lib knows neither the routes nor what is drawn", {
    from: (path) => within(path, "lib"),
    to: ({ target, ours }) => ours && (within(target, "app") || within(target, "components")),
  }),
  forbid("the ledger has never heard of another feature", {
    from: (path) => within(path, "lib/ledger"),
    to: ({ target, ours }) => ours && featureOf(`${target}/`) !== "ledger" && featureOf(target) !== undefined,
  }),
  forbid("between features the way leads downhill: metering, alerts and auto-recharge, purchases, ledger", {
    from: (path) => heightOf(featureOf(path)) >= 0,
    to: ({ target, ours }, from) => {
      const [here, there] = [featureOf(from), ours ? featureOf(target) : undefined];
      return here !== there && heightOf(there) >= 0 && heightOf(there) <= heightOf(here);
    },
  }),
  forbid("the sandbox imports nothing of the product", {
    from: (path) => within(path, "sandbox"),
    to: ({ target, ours }) => ours && !within(target, "sandbox"),
  }),
  forbid("the product imports nothing of the sandbox", {
    from: (path) => !within(path, "sandbox") && !isTest(path),
    to: ({ target, ours }) => ours && within(target, "sandbox"),
  }),
  forbid("components draw what they are given: no database, no routes", {
    from: (path) => within(path, "components"),
    to: ({ target, ours }) =>
      (ours && (within(target, "db") || within(target, "app"))) || /^(drizzle-orm|postgres|pg)(\/|$)/.test(target),
  }),
  forbid("components import only pure files and types from lib", {
    from: (path) => within(path, "components") && !isTest(path),
    to: ({ target, ours, typesOnly }) => ours && within(target, "lib") && !typesOnly && !isPure(target),
  }),
  clientFilesImportTypes,
  pureFilesStayPure,
  serverFilesSaySo,
  noBarrels,
  noFloatsAndNoClocks,
];

function forbid(
  sentence: string,
  rule: { from: (path: string) => boolean; to: (edge: Import, from: string) => boolean },
): ArrowRule {
  return ({ path, imports }) => {
    if (!rule.from(path)) return [];
    return imports.filter((edge) => rule.to(edge, path)).map((edge) => `imports ${edge.target}, but ${sentence}.`);
  };
}

function clientFilesImportTypes({ path, directives, imports }: Module): string[] {
  if (!directives.includes("use client") || isTest(path)) return [];
  return imports
    .filter(({ ours, target, typesOnly }) => ours && within(target, "lib") && !typesOnly && !isForBrowsers(target))
    .map(({ target }) => `imports ${target} into the browser, but a client file imports only types from lib.`);
}

function pureFilesStayPure(module: Module): string[] {
  if (!isPure(module.path) || isTest(module.path)) return [];
  const impure = module.imports.filter(
    ({ ours, target, typesOnly }) => !typesOnly && (ours ? !isPure(target) : target !== "zod"),
  );
  return [
    ...impure.map(({ target }) => `is a pure file and imports ${target}.`),
    ...calls(module, /^(Date\.now|fetch|Math\.random|setTimeout|setInterval)$/).map(
      (call) => `is a pure file and calls ${call}.`,
    ),
  ];
}

function serverFilesSaySo({ path, imports }: Module): string[] {
  if (!within(path, "lib") || isTest(path)) return [];
  const secret = imports.find(
    ({ ours, target, typesOnly }) => ours && !typesOnly && (within(target, "db") || target === "lib/env"),
  );
  if (!secret && path !== "lib/env.ts") return [];
  if (imports[0]?.target === "server-only") return [];
  return [`touches ${secret?.target ?? "the settings"} and must open with import "server-only".`];
}

function noBarrels({ path }: Module): string[] {
  const isBarrel = /(^|\/)index\.(ts|tsx|js|mjs)$/.test(path) && path !== "db/index.ts";
  return isBarrel ? ["is a barrel; import the file that holds what you need."] : [];
}

function noFloatsAndNoClocks(module: Module): string[] {
  if (isTest(module.path)) return [];
  const careless = calls(module, /(^|\.)(toLocaleString|toLocaleDateString|toLocaleTimeString|parseFloat)$/);
  const complaints = careless.map((call) => `calls ${call}; text comes from lib/format and figures are bigint.`);
  if (!within(module.path, "lib") || clockKeepers.test(module.path)) return complaints;
  const clocks = [...calls(module, /^Date\.now$/), ...freshDates(module)];
  return [...complaints, ...clocks.map((call) => `reads the clock with ${call}; the time arrives as an argument.`)];
}

function calls(module: Module, name: RegExp): string[] {
  return [...nodesOf(module.program)].flatMap((node) => {
    if (node.type !== "CallExpression" || !isNode(node.callee)) return [];
    const callee = nameOf(node.callee);
    return name.test(callee) ? [`${callee} in line ${lineOf(module.text, node.start)}`] : [];
  });
}

function freshDates(module: Module): string[] {
  return [...nodesOf(module.program)].flatMap((node) => {
    const fresh = node.type === "NewExpression" && isNode(node.callee) && nameOf(node.callee) === "Date";
    const given = Array.isArray(node.arguments) && node.arguments.length > 0;
    return fresh && !given ? [`new Date() in line ${lineOf(module.text, node.start)}`] : [];
  });
}

function nameOf(callee: Node): string {
  if (callee.type === "Identifier") return String(callee.name);
  if (callee.type !== "MemberExpression" || !isNode(callee.property)) return "";
  const owner = isNode(callee.object) ? nameOf(callee.object) : "";
  return `${owner}.${callee.property.type === "Identifier" ? String(callee.property.name) : ""}`;
}
