import "server-only";
import type { Context } from "@/lib/context";
import { type NamedSources, namedSources } from "@/lib/metering/named-sources";

/** The names behind the ids that the log keeps. */
export type Sources = NamedSources & {
  agentName: (id: string) => string;
  numberName: (id: string) => string;
  keyName: (id: string) => string;
};

export async function readSources(ctx: Context): Promise<Sources> {
  const sources = await namedSources(ctx);
  const names = (list: readonly { id: string; name: string }[]) => {
    const known = new Map(list.map(({ id, name }) => [id, name]));
    return (id: string) => known.get(id) ?? id;
  };
  return {
    ...sources,
    agentName: names(sources.agents),
    numberName: names(sources.numbers),
    keyName: names(sources.keys),
  };
}
