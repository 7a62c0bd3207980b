import type { Context } from "@/lib/context";
import { eventsOf, type Planned } from "./days";
import { watch } from "./deeds";
import type { Act, Story, Times } from "./story";

/** What is done at one moment: some usage is posted, or something else happens. */
export type Step = { at: Date; usage: Planned[] } | (Act & { usage?: undefined });

/** Acts and usage in the order of time, usage in batches that end where something else happens. */
export function* stepsOf(story: Story, times: Times): Generator<Step> {
  const { end, scale } = times;
  const watched = { at: new Date(end.getTime() - 1_000), run: (ctx: Context) => watch(ctx, story.lowCredits * scale) };
  const acts = [...story.acts(times), watched].sort((a, b) => a.at.getTime() - b.at.getTime());
  const most = Math.round(story.batch * Math.min(Math.max(scale, 1), 5_000 / story.batch));
  let usage: Planned[] = [];
  let next = 0;
  for (const planned of eventsOf(story, times)) {
    for (let act = acts[next]; act && act.at <= planned.at; act = acts[next]) {
      if (usage.length > 0) yield posting(usage);
      usage = [];
      yield act;
      next += 1;
    }
    usage.push(planned);
    if (usage.length < most) continue;
    yield posting(usage);
    usage = [];
  }
  if (usage.length > 0) yield posting(usage);
  yield* acts.slice(next);
}

function posting(usage: Planned[]): Step {
  return { at: usage.at(-1)?.at ?? new Date(0), usage };
}
