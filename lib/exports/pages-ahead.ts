import type { UsageCursor } from "@/lib/metering/list-usage";
import type { CsvPage } from "./csv-page";

/** Each is at work on a connection of its own. */
const pagesAtOnce = 2;

export type Reading = {
  page: (after: UsageCursor | null) => Promise<CsvPage>;
  /** Where the pages after the one that begins at a place will probably begin; none at the end. */
  places: (from: UsageCursor) => Promise<UsageCursor[]>;
};

/**
 * Reads the pages that will probably be asked for next. Where a page ends is known when it has been read; so that two can
 * be read at once, places further down the log are looked up beside them. A page counts only if the one before it ended
 * where it begins: a place that was wrong, or was never found, costs time and nothing else.
 */
export class PagesAhead {
  private readonly reading: Reading;
  private readonly underWay = new Set<Promise<unknown>>();
  private begun = new Map<string, Promise<CsvPage>>();
  /** Where the pages after those begun begin, as far as it was looked up. */
  private places: UsageCursor[] = [];
  private last: UsageCursor | null = null;
  private isLooking = false;
  private isLeft = false;

  constructor(reading: Reading) {
    this.reading = reading;
  }

  first(): Promise<CsvPage> {
    return this.watched(this.reading.page(null));
  }

  /** Says where the next page begins, which is when those ahead are begun. */
  expect(next: UsageCursor): void {
    if (!this.begun.has(nameOf(next))) {
      this.begun = new Map();
      this.places = [];
      this.begin(next);
    }
    this.fill();
  }

  /** The page that was said to be next. */
  async next(after: UsageCursor): Promise<CsvPage> {
    const page = await (this.begun.get(nameOf(after)) ?? this.watched(this.reading.page(after)));
    this.begun.delete(nameOf(after));
    return page;
  }

  /** Begins nothing more, and waits until nothing is under way. */
  async leave(): Promise<void> {
    this.isLeft = true;
    await Promise.allSettled(this.underWay);
  }

  private begin(place: UsageCursor): void {
    this.last = place;
    this.begun.set(nameOf(place), this.watched(this.reading.page(place)));
  }

  private fill(): void {
    while (this.begun.size < pagesAtOnce) {
      const place = this.places.shift();
      if (!place) break;
      this.begin(place);
    }
    const from = this.places.at(-1) ?? this.last;
    if (from && this.places.length < pagesAtOnce) this.look(from);
  }

  private look(from: UsageCursor): void {
    if (this.isLooking || this.isLeft) return;
    this.isLooking = true;
    const goOn = (found: UsageCursor[]) => {
      // Without a place it is the end, or not worth another try: then the pages are read one after the other.
      this.isLooking = found.length === 0;
      const isStillAfter = nameOf(this.places.at(-1) ?? this.last) === nameOf(from);
      if (isStillAfter) this.places.push(...found);
      if (!this.isLeft && !this.isLooking) this.fill();
    };
    this.watched(this.reading.places(from)).then(goOn, () => undefined);
  }

  /** Awaited in its turn, or never; until then a failure must not count as one that nobody hears. */
  private watched<T>(work: Promise<T>): Promise<T> {
    this.underWay.add(work);
    const done = () => this.underWay.delete(work);
    work.then(done, done);
    return work;
  }
}

function nameOf(place: UsageCursor | null): string {
  return place ? `${place.atMicros} ${place.key}` : "";
}
