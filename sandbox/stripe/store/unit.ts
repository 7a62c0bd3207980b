import type { Sql, TransactionSql } from "postgres";
import { blankOf } from "../contract/blank";
import { definition } from "../contract/resolve";
import type { Contract } from "../contract/schema";
import { type Announcement, changesBetween, type EventType, type Told } from "../events/event";
import { missing } from "../http/failure";
import { newId } from "./ids";
import { type Kind, kinds, type Objects } from "./kinds";
import type { Job, Row } from "./rows";

export type Hidden = Record<string, unknown>;
type Identity = { id: string; object: string };
type Entry = { kind: Kind; object: Identity; hidden: Hidden; clock: string | null; written: string; told: object };

/** Who asked for what happens, as events tell it. */
export type Asker = { request: string | null; key: string | null };

export type Surroundings = { contract: Contract; publicUrl: string };

/**
 * One request, or one thing that happens by itself. An object read twice is the same object; it is changed by changing
 * it, and all that changed, was made or announced is written together at the end.
 */
export class Unit {
  private readonly entries = new Map<string, Entry>();
  private readonly removed = new Set<string>();
  readonly announced: Announcement[] = [];
  scheduled: Job[] = [];
  readonly called: { subject: string; kind: string }[] = [];
  /** The test clock this happens on; null is the sandbox's own. */
  clock: string | null = null;

  constructor(
    readonly sql: Sql | TransactionSql,
    readonly surroundings: Surroundings,
    /** Seconds, on the clock this happens on. */
    public now: number,
    readonly asker: Asker,
    private readonly reads: "to-change" | "to-show",
  ) {}

  /** Who reads to change waits for whoever is changing the same: what is read then is what it has become. */
  get lock() {
    return this.reads === "to-change" ? this.sql`for update` : this.sql``;
  }

  /** A unit that begins where this one stands and of which nothing is ever written: for who only wants to see what would. */
  aside(): Unit {
    const other = new Unit(this.sql, this.surroundings, this.now, this.asker, "to-show");
    other.clock = this.clock;
    for (const [id, entry] of this.entries) other.entries.set(id, structuredClone(entry));
    return other;
  }

  /** A new object: what the contract requires, as empty as it may be, and what is given. */
  create<K extends Kind>(kind: K, given: Partial<Objects[K]>, hidden: Hidden = {}): Objects[K] {
    const { prefix, type } = kinds[kind];
    const { contract } = this.surroundings;
    const blank = blankOf<Objects[K]>(contract, type);
    const created = definition(contract, type).properties?.created ? { created: this.now } : {};
    const object = Object.assign(blank, { id: newId(prefix) }, created, given);
    this.entries.set(object.id, {
      kind,
      object,
      hidden,
      clock: this.clock,
      written: "",
      told: structuredClone(object),
    });
    return object;
  }

  async find<K extends Kind>(kind: K, id: string): Promise<Objects[K] | null> {
    const entry = this.entries.get(id) ?? (await this.read(id));
    if (!entry || entry.kind !== kind || this.removed.has(id)) return null;
    return entry.object as Objects[K];
  }

  /** The object, or the refusal that names it; `param` is the parameter its id came in, none for the address. */
  async get<K extends Kind>(kind: K, id: string, param?: string): Promise<Objects[K]> {
    const found = await this.find(kind, id);
    if (!found) throw missing(kind.split(".").at(-1) ?? kind, id, param);
    return found;
  }

  /** What is known of an object and never shown. */
  hiddenOf(object: { id: string }): Hidden {
    const entry = this.entries.get(object.id);
    if (!entry) throw new Error(`${object.id} was not read by this unit.`);
    return entry.hidden;
  }

  /** Objects as they were read, so that each is known once. */
  adopt<K extends Kind>(kind: K, rows: Row[]): Objects[K][] {
    return rows
      .filter(({ id }) => !this.removed.has(id))
      .map((row) => (this.entries.get(row.id) ?? this.keep(row)).object as Objects[K])
      .filter((object) => this.entries.get(object.id)?.kind === kind);
  }

  /** What was made in this unit and is written at its end. */
  madeHere<K extends Kind>(kind: K): Objects[K][] {
    const made = [...this.entries.values()].filter((entry) => entry.kind === kind && entry.written === "");
    return made.filter(({ object }) => !this.removed.has(object.id)).map(({ object }) => object as Objects[K]);
  }

  /** What this unit has read or made of a kind, changed or not. */
  known<K extends Kind>(kind: K): Objects[K][] {
    return [...this.entries.values()].filter((entry) => entry.kind === kind).map(({ object }) => object as Objects[K]);
  }

  remove(object: { id: string }): void {
    this.removed.add(object.id);
  }

  announce(type: EventType, object: Told, previous?: object): void {
    this.announced.push({
      id: newId("evt"),
      type,
      created: this.now,
      object: structuredClone(object),
      previous: previous && structuredClone(previous),
    });
    const entry = object.id === undefined ? undefined : this.entries.get(object.id);
    if (entry) entry.told = structuredClone(object);
  }

  /** Announces what has changed since the object was read or last announced; nothing when nothing has. */
  announceChange(type: EventType, object: Identity): void {
    const entry = this.entries.get(object.id);
    const previous = entry && changesBetween(entry.told, object);
    if (previous) this.announce(type, object, previous);
  }

  /** Lets something happen by itself at a time of this unit's clock. */
  schedule(kind: string, subject: { id: string }, due: number, data: object = {}): void {
    this.scheduled.push({ kind, subject: subject.id, due, clock: this.clock, data });
  }

  callOff(kind: string, subject: { id: string }): void {
    this.scheduled = this.scheduled.filter((job) => job.kind !== kind || job.subject !== subject.id);
    this.called.push({ kind, subject: subject.id });
  }

  /** From here on it is the time of the customer's test clock, if there is one. */
  async standAtClockOf(customerId: string | null | undefined): Promise<void> {
    if (!customerId) return;
    const customer = await this.find("customer", customerId);
    const id = typeof customer?.test_clock === "string" ? customer.test_clock : null;
    if (!id || id === this.clock) return;
    const clock = await this.get("test_helpers.test_clock", id);
    this.clock = id;
    this.now = clock.frozen_time;
  }

  /** Lets nothing of all this have happened: for who only wanted to see what would. */
  abandon(): void {
    this.entries.clear();
    this.removed.clear();
    for (const list of [this.announced, this.scheduled, this.called]) list.length = 0;
  }

  /** What is to be written. */
  changed(): { rows: Row[]; removed: string[] } {
    const kept = [...this.entries.values()].filter(({ object }) => !this.removed.has(object.id));
    const rows = kept.flatMap(({ kind, object, hidden, clock, written }) =>
      JSON.stringify([object, hidden]) === written ? [] : [{ id: object.id, kind, clock, data: object, hidden }],
    );
    return { rows, removed: [...this.removed] };
  }

  private async read(id: string): Promise<Entry | null> {
    const [row] = await this.sql<Row[]>`
      select id, kind, clock, data, hidden from stripe_sandbox.objects where id = ${id} ${this.lock}`;
    return row ? this.keep(row) : null;
  }

  private keep({ kind, data, hidden, clock }: Row): Entry {
    const written = JSON.stringify([data, hidden]);
    const entry = { kind, object: data, hidden, clock, written, told: structuredClone(data) };
    this.entries.set(data.id, entry);
    return entry;
  }
}
