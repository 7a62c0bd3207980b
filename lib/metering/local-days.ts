import { type LocalDay, localDay } from "@/lib/time";

const quarterMs = 15 * 60_000;
const most = 10_000;

/** The day of an instant in a zone. Zones change only between quarter hours, so one look serves all events of one. */
export class LocalDays {
  readonly #zone: string;
  readonly #known = new Map<number, LocalDay>();

  constructor(zone: string) {
    this.#zone = zone;
  }

  of(instant: Date): LocalDay {
    const quarter = Math.floor(instant.getTime() / quarterMs);
    const known = this.#known.get(quarter);
    if (known) return known;
    const day = localDay(instant, this.#zone);
    if (this.#known.size >= most) this.#known.clear();
    this.#known.set(quarter, day);
    return day;
  }
}
