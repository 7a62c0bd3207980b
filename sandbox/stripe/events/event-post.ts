import type { Sql } from "postgres";
import { KeptPost } from "../../shared/deliveries/kept-post";
import type { Parcel } from "../../shared/deliveries/post-office";
import { signatureAt } from "../../shared/deliveries/sign";
import type { Trouble } from "../../shared/deliveries/trouble";
import { inWords } from "../http/answer";
import { apiVersion } from "../http/dialect";

type Due = {
  id: string;
  event: { type: string };
  pending: number;
  url: string;
  version: string | null;
  secrets: string[];
  trouble: Trouble;
  tried: number;
};

/** So many go to one endpoint at a time: one that hangs holds up nobody else's. */
const togetherToOne = 32;

/** The events that wait for an endpoint, in the database of the sandbox. */
export class EventPost extends KeptPost {
  constructor(
    sql: Sql,
    /** Told of each event as it goes out. */
    private readonly witness: (event: { type: string }) => void = () => undefined,
  ) {
    super(sql, "stripe_sandbox.deliveries");
  }

  async take(most: number): Promise<Parcel[]> {
    const due = await this.sql<Due[]>`
      with due as (
        select d.id from stripe_sandbox.objects o cross join lateral (
          select d.id, d.due from stripe_sandbox.deliveries d
          where d.endpoint = o.id and d.state = 'pending' and d.due <= now()
            and (d.taken_until is null or d.taken_until < now())
          order by d.due, d.id limit (
            select greatest(0, ${togetherToOne} - count(*)) from stripe_sandbox.deliveries t
            where t.endpoint = o.id and t.state = 'pending' and t.taken_until >= now()
          ) for update skip locked
        ) d
        where o.kind = 'webhook_endpoint' order by d.due, d.id limit ${most}
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
    return due.map(({ id, url, tried, trouble, ...rest }) => ({
      id,
      url,
      tried,
      trouble,
      write: (at) => {
        const event = wireEvent(rest);
        this.witness(event);
        const body = inWords(event);
        const signature = signatureAt(at, body, rest.secrets, trouble);
        return { body, headers: { "user-agent": "Stripe/1.0 (+sandbox)", "stripe-signature": signature } };
      },
    }));
  }

  async isLost({ id, trouble }: Parcel): Promise<boolean> {
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
}

function wireEvent({ event, version, pending }: Pick<Due, "event" | "version" | "pending">) {
  return { ...event, api_version: version ?? apiVersion, pending_webhooks: pending };
}
