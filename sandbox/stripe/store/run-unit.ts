import type { Sql } from "postgres";
import { writeUnit } from "./rows";
import { inTransaction } from "./transaction";
import { type Surroundings, Unit } from "./unit";

export type House = {
  sql: Sql;
  surroundings: Surroundings;
  /** What follows for others from what a unit did: an invoice from its payment, a subscription from its invoice. */
  follow: (unit: Unit) => Promise<void>;
  /** Called when something was written that others wait for: events to deliver, jobs to do. */
  written: () => void;
  /** Seconds, on the sandbox's clock. */
  now: () => number;
};

const nobody = { request: null, key: null };

/** Something that happens without a request of the API: on a page, or by itself. */
export async function runUnit<T>(house: House, now: number, work: (unit: Unit) => Promise<T>): Promise<T> {
  const result = await inTransaction(house.sql, async (sql) => {
    const unit = new Unit(sql, house.surroundings, now, nobody, "to-change");
    const done = await work(unit);
    await house.follow(unit);
    await writeUnit(sql, unit);
    return done;
  });
  house.written();
  return result;
}

/** Reads as the API would, and changes nothing. */
export function readingUnit({ sql, surroundings, now }: House): Unit {
  return new Unit(sql, surroundings, now(), nobody, "to-show");
}
