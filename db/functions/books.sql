-- What every movement of credits begins with and is written by. Whoever moves credits holds the main pocket of the workspace until
-- the transaction ends; whatever decides is read after that lock, never before.

-- Locks the books of one workspace and reads its main pocket, as whoever had the lock before left it.
create function books.lock_books(p_ws text) returns pockets
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  m pockets;
  v_scope text := set_config('app.ws', p_ws, true);
begin
  select * into m from pockets p where p.workspace_id = p_ws and p.id = 'main' for no key update;
  if not found then
    raise exception 'workspace % has no books', p_ws using errcode = 'no_data_found';
  end if;
  return m;
end $$;

-- The posting time is never earlier than the last posting, whatever a clock says. Asked for under the lock.
create function books.posting_time(p_now timestamptz, p_last timestamptz) returns timestamptz
language sql volatile as $$ select greatest(coalesce(p_now, clock_timestamp()), p_last) $$;

-- Locks the books and takes the posting time. A lot that has expired is gone from here on, whether or not the sweeper came.
create function books.open_books(p_ws text, p_now timestamptz) returns timestamptz
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  m pockets := lock_books(p_ws);
  v_at timestamptz := posting_time(p_now, m.updated_at);
begin
  if exists (select from lots l where l.workspace_id = p_ws and l.is_open and l.expires_at <= v_at) then
    perform expire_lots(p_ws, v_at);
    perform watch_balance(p_ws, v_at);
  end if;
  return v_at;
end $$;

create function books.expire_lots(p_ws text, p_at timestamptz) returns integer
language plpgsql volatile as $$
declare
  l lots;
  v_tx bigint;
  v_count integer := 0;
begin
  for l in select * from lots x where x.workspace_id = p_ws and x.is_open and x.expires_at <= p_at
      order by x.expires_at, x.opened_at, x.id loop
    v_tx := write_journal(p_ws, l.pocket, 'expire', p_at, 'expire:' || l.id, 'system:books', l.id,
      d_plan => case l.fund when 'plan' then -l.remaining_micro else 0 end,
      d_promo => case l.fund when 'promo' then -l.remaining_micro else 0 end,
      d_wallet => case l.fund when 'wallet' then -l.remaining_micro else 0 end,
      d_expired => l.remaining_micro);
    perform move_in_lot(p_ws, v_tx, l, d_remaining => -l.remaining_micro, d_gone => l.remaining_micro);
    v_count := v_count + 1;
  end loop;
  return v_count;
end $$;

-- Moves one pocket and writes why: as the next transaction of the workspace, or as a further row of the one just written. The tables
-- refuse what does not balance, what falls below zero and an effect that was written before.
create function books.write_journal(
  p_ws text, p_pocket text, p_kind text, p_at timestamptz, p_effect text, p_actor text, p_reference text default null,
  d_plan bigint default 0, d_promo bigint default 0, d_wallet bigint default 0, d_held bigint default 0, d_debt bigint default 0,
  d_used bigint default 0, d_paid bigint default 0, d_granted bigint default 0, d_expired bigint default 0, d_moved bigint default 0,
  p_cost bigint default 0, p_first_seq bigint default null, p_last_seq bigint default null, p_same_tx boolean default false)
returns bigint
language plpgsql volatile as $$
declare
  v_tx bigint;
begin
  if p_pocket <> 'main' then
    update pockets p set tx = tx + case when p_same_tx then 0 else 1 end, seq = coalesce(p_last_seq, seq),
        cost_minor = cost_minor + p_cost, updated_at = p_at
      where p.workspace_id = p_ws and p.id = 'main' returning p.tx into strict v_tx;
  end if;
  with k as (
    update pockets p set tx = tx + case when p_same_tx or p_pocket <> 'main' then 0 else 1 end,
        seq = case p_pocket when 'main' then coalesce(p_last_seq, seq) else seq end, plan_micro = plan_micro + d_plan,
        promo_micro = promo_micro + d_promo, wallet_micro = wallet_micro + d_wallet, held_micro = held_micro + d_held,
        debt_micro = debt_micro + d_debt, cost_minor = cost_minor + case p_pocket when 'main' then p_cost else 0 end, updated_at = p_at
      where p.workspace_id = p_ws and p.id = p_pocket returning p.*
  )
  insert into journal (workspace_id, tx, pocket, kind, at, effect_key, actor, reference, first_seq, last_seq,
      plan_micro, promo_micro, wallet_micro, held_micro, debt_micro, used_micro, paid_micro, granted_micro, expired_micro, moved_micro,
      plan_after_micro, promo_after_micro, wallet_after_micro, held_after_micro, debt_after_micro, cost_minor, cost_after_minor)
    select p_ws, coalesce(v_tx, k.tx), p_pocket, p_kind, p_at, p_effect, p_actor, p_reference, p_first_seq, p_last_seq,
      d_plan, d_promo, d_wallet, d_held, d_debt, d_used, d_paid, d_granted, d_expired, d_moved,
      k.plan_micro, k.promo_micro, k.wallet_micro, k.held_micro, k.debt_micro, p_cost, case p_pocket when 'main' then k.cost_minor end
    from k
    returning journal.tx into strict v_tx;
  return v_tx;
end $$;

-- The share of a lot's price that belongs to what was used of it: always taken of the whole, so that the shares sum to the price.
create function books.lot_cost(l lots, p_used bigint) returns bigint
language sql immutable as $$
  select round(l.cost_minor::numeric * p_used / l.granted_micro)::bigint
$$;

-- Moves credits inside one lot and writes its entry; a transaction that comes back to a lot counts up `p_ord`. Returns what the use of them costs.
create function books.move_in_lot(p_ws text, p_tx bigint, l lots,
  d_remaining bigint default 0, d_held bigint default 0, d_used bigint default 0, d_gone bigint default 0, p_ord int default 0) returns bigint
language plpgsql volatile as $$
declare
  v_cost bigint := case when d_used = 0 then 0 else lot_cost(l, l.used_micro + d_used) - lot_cost(l, l.used_micro) end;
begin
  update lots x set remaining_micro = remaining_micro + d_remaining, held_micro = held_micro + d_held, used_micro = used_micro + d_used,
      gone_micro = gone_micro + d_gone
    where x.workspace_id = p_ws and x.id = l.id;
  insert into lot_entries (workspace_id, tx, lot_id, ord, remaining_micro, held_micro, used_micro, gone_micro, cost_minor)
    values (p_ws, p_tx, l.id, p_ord, d_remaining, d_held, d_used, d_gone, v_cost);
  return v_cost;
end $$;

-- Takes credits of one fund, lot after lot: soonest expiry first, then oldest. They become used, or held under a key. Returns what the use costs.
create function books.take_from_lots(p_ws text, p_tx bigint, p_pocket text, p_fund text, p_amount bigint, p_hold uuid default null, p_ord int default 0) returns bigint
language plpgsql volatile as $$
declare
  v_left bigint := p_amount;
  v_lot text;
  v_took bigint;
  v_price bigint;
  v_cost bigint := 0;
begin
  while v_left > 0 loop
    with taken as (
      update lots x set remaining_micro = x.remaining_micro - least(v_left, x.remaining_micro),
          used_micro = x.used_micro + case when p_hold is null then least(v_left, x.remaining_micro) else 0 end,
          held_micro = x.held_micro + case when p_hold is null then 0 else least(v_left, x.remaining_micro) end
        where x.workspace_id = p_ws and x.id = (
          select l.id from lots l where l.workspace_id = p_ws and l.pocket = p_pocket and l.fund = p_fund and l.is_open
          order by l.expires_at nulls last, l.opened_at, l.id limit 1)
        returning x.id, new.remaining_micro - old.remaining_micro as remaining, new.held_micro - old.held_micro as held,
          new.used_micro - old.used_micro as used, lot_cost(new, new.used_micro) - lot_cost(new, old.used_micro) as cost
    )
    insert into lot_entries (workspace_id, tx, lot_id, ord, remaining_micro, held_micro, used_micro, cost_minor)
      select p_ws, p_tx, t.id, p_ord, t.remaining, t.held, t.used, t.cost from taken t
      returning lot_id, -remaining_micro, cost_minor into v_lot, v_took, v_price;
    if not found then
      raise exception 'the % lots of pocket % hold % less than the pocket', p_fund, p_pocket, v_left using errcode = 'data_corrupted';
    end if;
    if p_hold is not null then
      insert into hold_parts as h (workspace_id, key, lot_id, amount_micro) values (p_ws, p_hold, v_lot, v_took)
        on conflict (workspace_id, key, lot_id) do update set amount_micro = h.amount_micro + excluded.amount_micro;
    end if;
    v_left := v_left - v_took;
    v_cost := v_cost + v_price;
  end loop;
  return v_cost;
end $$;

-- Counts what was used or is held against the limits of the month.
create function books.count_budget(p_ws text, p_period date, p_agent text, p_key text, d_used bigint, d_plan bigint, d_held bigint) returns void
language sql volatile as $$
  -- Two steps, because what is proposed to be inserted is checked before a conflict is seen, and these may be negative.
  insert into budgets (workspace_id, scope, id, period)
    select p_ws, s.scope, s.id, p_period from (values ('agent', p_agent), ('key', p_key), ('workspace', '')) as s(scope, id) where s.id is not null
    on conflict do nothing;
  update budgets b set used_micro = used_micro + d_used, held_micro = held_micro + d_held,
      plan_used_micro = plan_used_micro + case b.scope when 'agent' then d_plan else 0 end
    where b.workspace_id = p_ws and b.period = p_period
      and (b.scope, b.id) in (('agent', p_agent), ('key', p_key), ('workspace', ''))
$$;

-- Counts one event, or takes credits off it again, in both rollups.
create function books.count_usage(p_ws text, p_at timestamptz, p_day date, p_channel text, p_kind text, p_feature text, p_agent text,
  d_events int, d_refused int, d_quantity int, d_amount bigint) returns void
language plpgsql volatile as $$
begin
  with quarter as (
    insert into usage_quarters as t (workspace_id, bucket, channel, feature, events, quantity, amount_micro)
      select p_ws, date_bin('15 minutes', p_at, '2000-01-01+00'), p_channel, coalesce(p_feature, ''), d_events, d_quantity, d_amount where d_refused = 0
      on conflict (workspace_id, bucket, channel, feature) do update set events = t.events + excluded.events,
        quantity = t.quantity + excluded.quantity, amount_micro = t.amount_micro + excluded.amount_micro
  )
  insert into usage_days as t (workspace_id, day, channel, kind, feature, agent_id, events, refused, quantity, amount_micro)
    values (p_ws, p_day, p_channel, p_kind, coalesce(p_feature, ''), coalesce(p_agent, ''), d_events, d_refused, d_quantity, d_amount)
    on conflict (workspace_id, day, channel, kind, feature, agent_id) do update set events = t.events + excluded.events,
      refused = t.refused + excluded.refused, quantity = t.quantity + excluded.quantity, amount_micro = t.amount_micro + excluded.amount_micro;
end $$;

-- A balance that fell below its mark leaves one row for whoever acts on it; well above the mark it is watched again.
create function books.watch_balance(p_ws text, p_at timestamptz) returns void
language plpgsql volatile as $$
declare
  m pockets;
  v_balance bigint;
begin
  select * into m from pockets p where p.workspace_id = p_ws and p.id = 'main';
  v_balance := m.plan_micro + m.promo_micro + m.wallet_micro - m.debt_micro;
  if not m.low_told and v_balance < m.low_micro then
    update pockets p set low_told = true where p.workspace_id = p_ws and p.id = 'main';
    insert into outbox (workspace_id, id, topic, payload, effect_key, created_at, available_at)
      values (p_ws, 'out_' || replace(uuidv7()::text, '-', ''), 'balance.low',
        jsonb_build_object('balanceMicro', v_balance::text, 'lowMicro', m.low_micro::text), 'low:' || m.tx, p_at, p_at);
  elsif m.low_told and v_balance >= m.low_micro + greatest(m.low_micro / 10, 1000000) then
    update pockets p set low_told = false where p.workspace_id = p_ws and p.id = 'main';
  end if;
end $$;
