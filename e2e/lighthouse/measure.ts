import { lighthouse } from "../../scripts/lighthouse.mjs";

export const categories = ["performance", "accessibility", "best-practices"] as const;
export type Category = (typeof categories)[number];

type Flags = {
  port: number;
  onlyCategories: readonly Category[];
  skipAudits: readonly string[];
  extraHeaders: Record<string, string>;
  ignoreStatusCode: boolean;
  disableFullPageScreenshot: boolean;
  logLevel: "error";
};
type Report = {
  finalDisplayedUrl: string;
  categories: Partial<Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>>;
  audits: Record<string, { score: number | null; title: string; displayValue?: string }>;
  environment: { benchmarkIndex: number };
  runtimeError?: { message: string };
};
type Lighthouse = {
  default: (address: string, flags: Flags, config?: object) => Promise<{ lhr: Report } | undefined>;
  desktopConfig: object;
};

export type Visit = { address: string; port: number; cookie: string; skipAudits: readonly string[] };
export type Scores = {
  of: Partial<Record<Category, number>>;
  /** What took points away, by category. */
  lost: string[];
  /** How fast the machine was meanwhile, as Lighthouse sees it. */
  machine: number;
};

export async function measure(
  { address, port, cookie, skipAudits }: Visit,
  device: "phone" | "desktop",
  onlyCategories: readonly Category[] = categories,
): Promise<Scores> {
  const { default: run, desktopConfig }: Lighthouse = await lighthouse();
  const flags: Flags = {
    port,
    onlyCategories,
    skipAudits,
    extraHeaders: cookie ? { Cookie: cookie } : {},
    ignoreStatusCode: true,
    disableFullPageScreenshot: true,
    logLevel: "error",
  };
  const report = (await run(address, flags, device === "desktop" ? desktopConfig : undefined))?.lhr;
  if (!report) throw new Error(`Lighthouse says nothing about ${address}.`);
  if (report.runtimeError) throw new Error(`Lighthouse cannot measure ${address}: ${report.runtimeError.message}`);
  if (report.finalDisplayedUrl !== address)
    throw new Error(`${address} led to ${report.finalDisplayedUrl}, so another page was measured.`);
  return {
    of: Object.fromEntries(onlyCategories.map((name) => [name, points(report.categories[name]?.score)])),
    lost: onlyCategories.flatMap((name) => lostIn(report, name)),
    machine: report.environment.benchmarkIndex,
  };
}

function lostIn({ categories, audits }: Report, name: Category): string[] {
  return (categories[name]?.auditRefs ?? []).flatMap(({ id, weight }) => {
    const audit = audits[id];
    if (!audit || weight === 0 || audit.score === null || audit.score === 1) return [];
    return [`${name}: ${id} ${points(audit.score)} ${audit.displayValue ?? audit.title}`];
  });
}

/** A category without a score is one in which an audit broke down. */
function points(score: number | null | undefined): number {
  return Math.round((score ?? 0) * 100);
}
