import { type Category, measure, type Scores, type Visit } from "./measure";

/** Performance is asked for where it is scarce. On a desktop it is told and not judged. */
const perfect = ["accessibility", "best-practices"] as const;
const performanceBar = 95;

// The median of five reaches the bar when three of them do. What was measured while the machine was busy with something
// else says little about the page (98 becomes 84) and is measured again.
const majority = 3;
const machineBar = 2000;
const patience = 8;

type Verdict = { missed: string[]; line: string };

export async function onDesktop(visit: Visit): Promise<Verdict> {
  const scores = await measure(visit, "desktop");
  return { missed: imperfect(scores), line: `desktop ${inWords(scores)}` };
}

export async function onPhone(visit: Visit): Promise<Verdict> {
  const first = await measure(visit, "phone");
  const series = await performanceSeries(first, () => measure(visit, "phone", ["performance"]));
  const line = `phone ${inWords(first)}, performance ${series.told}`;
  return { missed: [...imperfect(first), ...series.missed], line };
}

/** Ends as soon as the median is settled. A machine that is never quick enough cannot judge, and the line says so. */
async function performanceSeries(first: Scores, again: () => Promise<Scores>) {
  const quiet: number[] = [];
  const told: string[] = [];
  let lost: string[] = [];
  const settled = () =>
    [true, false].some((good) => quiet.filter((one) => one >= performanceBar === good).length >= majority);
  for (let scores = first, runs = 1; ; scores = await again(), runs += 1) {
    const performance = scores.of.performance ?? 0;
    const disturbed = scores.machine < machineBar;
    told.push(disturbed ? `(${performance})` : String(performance));
    if (!disturbed) quiet.push(performance);
    if (!disturbed && performance < performanceBar) lost = scores.lost.filter((line) => line.startsWith("performance"));
    if (settled() || runs === patience) break;
  }
  const missed = quiet.filter((one) => one < performanceBar).length >= majority;
  return {
    missed: missed ? [`performance on a phone: ${quiet.join(", ")}`, ...lost] : [],
    told: settled() ? told.join(" ") : `${told.join(" ")}: not judged, the machine was too busy`,
  };
}

function imperfect({ of, lost }: Scores): string[] {
  return perfect.flatMap((name) =>
    of[name] === 100 ? [] : [`${name} ${of[name]}`, ...lost.filter((line) => line.startsWith(name))],
  );
}

function inWords({ of }: Scores): string {
  const names: Category[] = ["performance", ...perfect];
  return names.map((name) => of[name]).join("/");
}
