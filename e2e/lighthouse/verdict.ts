import { type Category, measure, type Scores, type Visit } from "./measure";

/** Performance is asked for where it is scarce. On a desktop it is told and not judged. */
const perfect = ["accessibility", "best-practices"] as const;
const performanceBar = 95;

// The median of five reaches the bar when three of them do. A machine that is busy with something else makes 98 into 84,
// so a miss counts only on a quiet one; what reaches the bar on a busy one would reach it all the more.
const majority = 3;
const quietMachine = 2000;
const patience = 3;

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

/** Ends as soon as the median is settled. A machine that is seldom quiet cannot judge, and the line says so. */
async function performanceSeries(first: Scores, again: () => Promise<Scores>) {
  const told: string[] = [];
  const lost: string[] = [];
  const count = { reached: 0, missed: 0, disturbed: 0 };
  for (let scores = first; ; scores = await again()) {
    const performance = scores.of.performance ?? 0;
    const quiet = scores.machine >= quietMachine;
    told.push(quiet ? String(performance) : `(${performance})`);
    if (performance >= performanceBar) count.reached += 1;
    else if (quiet) count.missed += 1;
    else count.disturbed += 1;
    if (quiet) lost.push(...scores.lost.filter((line) => line.startsWith("performance")));
    if (count.reached === majority) return { missed: [], told: told.join(" ") };
    if (count.missed === majority) return { missed: [`performance ${told.join(" ")}`, ...lost], told: told.join(" ") };
    if (count.disturbed === patience)
      return { missed: [], told: `${told.join(" ")}: not judged, the machine was too busy` };
  }
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
