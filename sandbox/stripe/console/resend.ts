import { missing } from "../http/failure";
import type { House } from "../store/run-unit";

/** Sends a delivery once more, at once; one that is on its way already is left alone. */
export async function resendDelivery(house: House, id: string): Promise<string> {
  const known = /^\d{1,18}$/.test(id);
  const [row] = known
    ? await house.sql<{ event: string }[]>`select event from stripe_sandbox.deliveries where id = ${id}`
    : [];
  if (!row) throw missing("delivery", id);
  await house.sql`
    update stripe_sandbox.deliveries set state = 'pending', due = now()
    where id = ${id} and (state <> 'pending' or taken_until is null)`;
  house.written();
  return row.event;
}

/** Sends an event to every endpoint that listens to it now, also to those that came later. */
export async function resendEvent(house: House, id: string): Promise<{ sent: number }> {
  const [event] = await house.sql`select id from stripe_sandbox.events where id = ${id}`;
  if (!event) throw missing("event", id);
  const sent = await house.sql`
    insert into stripe_sandbox.deliveries (event, endpoint, due)
    select e.id, o.id, now() from stripe_sandbox.events e
    join stripe_sandbox.objects o on o.kind = 'webhook_endpoint' and o.data ->> 'status' = 'enabled'
      and (o.data -> 'enabled_events' ? e.type or o.data -> 'enabled_events' ? '*')
    where e.id = ${id} returning id`;
  house.written();
  return { sent: sent.length };
}
