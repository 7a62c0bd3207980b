import { Agent, request } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { performance } from "node:perf_hooks";
import type { Sql } from "postgres";
import { inWords } from "../http/answer";
import { apiVersion } from "../http/dialect";
import { signatureHeader } from "./sign";
import { type Trouble, waitOf } from "./trouble";

export type Attempt = { at: string; status: number | null; error: string | null; ms: number };

type Due = {
  id: string;
  event: object;
  pending: number;
  url: string;
  version: string | null;
  secrets: string[];
  trouble: Trouble;
  tried: number;
};

const together = 16;
const answerWithinMs = 10_000;

/**
 * Sends what is due and notes what came back. An event is due at once, and again after each of the waits when nobody
 * took it; then it is given up.
 */
export class Deliveries {
  private readonly agents = [
    new Agent({ keepAlive: true, maxSockets: together }),
    new SecureAgent({ keepAlive: true }),
  ] as const;
  private readonly onTheWay = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> | null = null;
  private again = false;
  private closed = false;

  constructor(
    private readonly sql: Sql,
    private readonly waitsMs: readonly number[],
  ) {}

  /** Looks for what is due; called when something was written, and by itself when something falls due. */
  wake(): void {
    if (this.closed) return;
    if (this.round) {
      this.again = true;
      return;
    }
    this.round = this.sendAll().finally(() => {
      this.round = null;
      if (this.again) {
        this.again = false;
        this.wake();
      }
    });
  }

  /** Resolves when nothing is due and nothing is on its way. */
  async settled(): Promise<void> {
    while (this.round || this.onTheWay.size) await Promise.all([this.round, ...this.onTheWay]);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    for (const agent of this.agents) agent.destroy();
    await Promise.allSettled([this.round, ...this.onTheWay]);
  }

  private async sendAll(): Promise<void> {
    for (;;) {
      const due = await this.claim();
      for (const delivery of due) this.start(delivery);
      if (due.length < together) break;
      while (this.onTheWay.size >= together) await Promise.race(this.onTheWay);
    }
    await this.sleepUntilNext();
  }

  private start(delivery: Due): void {
    const sending = this.deliver(delivery).finally(() => this.onTheWay.delete(sending));
    this.onTheWay.add(sending);
  }

  /** What a process that is gone had taken is to be sent again. */
  async takeOver(): Promise<void> {
    await this
      .sql`update stripe_sandbox.deliveries set taken_until = null where state = 'pending' and taken_until is not null`;
  }

  private claim(): Promise<Due[]> {
    return this.sql<Due[]>`
      with due as (
        select d.id from stripe_sandbox.deliveries d
        where d.state = 'pending' and d.due <= now() and (d.taken_until is null or d.taken_until < now())
        order by d.due, d.id limit ${together} for update skip locked
      ), claimed as (
        update stripe_sandbox.deliveries d set taken_until = now() + interval '1 minute' from due where d.id = due.id
        returning d.id, d.event, d.endpoint, d.attempts
      )
      select c.id, e.data as event, o.data ->> 'url' as url, o.data ->> 'api_version' as version,
        array(select jsonb_array_elements_text(o.hidden -> 'secrets')) as secrets,
        coalesce(o.hidden -> 'trouble', '{}') as trouble, jsonb_array_length(c.attempts) as tried,
        (select count(*)::int from stripe_sandbox.deliveries p where p.event = c.event and p.state = 'pending') as pending
      from claimed c join stripe_sandbox.events e on e.id = c.event
      join stripe_sandbox.objects o on o.id = c.endpoint
      order by c.id`;
  }

  private async deliver(due: Due): Promise<void> {
    if (await this.isDropped(due)) return;
    await sleep(waitOf(due.trouble, Math.random()));
    const copies = Math.max(1, due.trouble.duplicate ?? 1);
    const attempts = await Promise.all(Array.from({ length: copies }, () => this.send(due)));
    const [attempt = { at: "", status: null, error: "nothing was sent", ms: 0 }] = attempts;
    if (this.closed) return;
    const taken = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    const wait = this.waitsMs[due.tried];
    const state = taken ? "delivered" : wait === undefined ? "failed" : "pending";
    await this.sql`
      update stripe_sandbox.deliveries
      set state = ${state}, taken_until = null, due = now() + ${wait ?? 0} * interval '1 millisecond',
        attempts = attempts || (${JSON.stringify([attempt])}::text)::jsonb
      where id = ${due.id}`;
    if (state === "pending") this.wake();
  }

  private async isDropped({ id, trouble }: Due): Promise<boolean> {
    if (!trouble.drop) return false;
    const dropped = await this.sql`
      with endpoint as (
        update stripe_sandbox.objects o
        set hidden = jsonb_set(o.hidden, '{trouble,drop}', to_jsonb((o.hidden #>> '{trouble,drop}')::int - 1))
        from stripe_sandbox.deliveries d
        where d.id = ${id} and o.id = d.endpoint and (o.hidden #>> '{trouble,drop}')::int > 0
        returning o.id
      )
      update stripe_sandbox.deliveries d set state = 'dropped' from endpoint where d.id = ${id} returning d.id`;
    return dropped.length > 0;
  }

  private send(due: Due): Promise<Attempt> {
    const at = new Date();
    const body = inWords({ ...due.event, api_version: due.version ?? apiVersion, pending_webhooks: due.pending });
    const second = Math.floor(at.getTime() / 1000) - (due.trouble.oldTimestamp ? 3_600 : 0);
    const secrets = due.trouble.badSignature ? ["whsec_of_somebody_else"] : due.secrets;
    const began = performance.now();
    const attempt = (status: number | null, error: string | null): Attempt => ({
      at: at.toISOString(),
      status,
      error,
      ms: Math.round(performance.now() - began),
    });
    return new Promise((done) => {
      const secure = due.url.startsWith("https:");
      const outgoing = (secure ? secureRequest : request)(due.url, {
        method: "POST",
        agent: secure ? this.agents[1] : this.agents[0],
        timeout: answerWithinMs,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(body),
          "user-agent": "Stripe/1.0 (+sandbox)",
          "stripe-signature": signatureHeader(body, secrets, second),
        },
      });
      outgoing.on("response", (incoming) => {
        incoming.resume();
        incoming.on("end", () => done(attempt(incoming.statusCode ?? null, null)));
        incoming.on("error", (error) => done(attempt(null, error.message)));
      });
      outgoing.on("timeout", () => outgoing.destroy(new Error(`no answer within ${answerWithinMs / 1000} s`)));
      outgoing.on("error", (error) => done(attempt(null, error.message)));
      outgoing.end(body);
    });
  }

  private async sleepUntilNext(): Promise<void> {
    const [next] = await this.sql<{ ms: number | null }[]>`
      select (extract(epoch from min(greatest(due, taken_until)) - now()) * 1000)::float as ms from stripe_sandbox.deliveries where state = 'pending'`;
    clearTimeout(this.timer);
    if (this.closed || next?.ms == null) return;
    this.timer = setTimeout(() => this.wake(), Math.max(0, Math.min(next.ms, 60_000)));
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}
