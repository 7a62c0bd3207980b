import { Failure } from "../http/failure";
import { type House, runUnit } from "../store/run-unit";
import type { Unit } from "../store/unit";

export type Attempt<T> = { result: T; failure: null } | { result: null; failure: Failure };

/** Tries what a form asked for. A declined payment stays written, any other refusal leaves nothing; both are told. */
export async function attempt<T>(house: House, work: (unit: Unit) => Promise<T>): Promise<Attempt<T>> {
  try {
    return await runUnit<Attempt<T>>(house, house.now(), async (unit) => {
      try {
        return { result: await work(unit), failure: null };
      } catch (error) {
        if (error instanceof Failure && error.keepsWrites) return { result: null, failure: error };
        throw error;
      }
    });
  } catch (error) {
    if (error instanceof Failure) return { result: null, failure: error };
    throw error;
  }
}
