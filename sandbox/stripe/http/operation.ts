import type { Unit } from "../store/unit";

/** One request of the API: its ids stand in the address, its parameters are as the SDK's types say. */
export type Call<Params> = {
  unit: Unit;
  params: Params;
  ids: readonly string[];
  /** The address without its query, as lists repeat it. */
  url: string;
};

export type Handler = (call: Call<unknown>) => Promise<object>;

/** By method and address, `{}` where an id stands. */
export type Operations = Record<string, Handler>;

/** The contract has judged the parameters before a handler sees them, so they are what its type says. */
export function operation<Params = Record<string, never>>(handler: (call: Call<Params>) => Promise<object>): Handler {
  return (call) => handler({ ...call, params: call.params as Params });
}

/** The id at a place of the address. */
export function idOf({ ids }: { ids: readonly string[] }, place = 0): string {
  const id = ids[place];
  if (id === undefined) throw new Error(`The address has no id at place ${place}.`);
  return id;
}
