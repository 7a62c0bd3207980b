-- Holds and returns: what happens to credits between the promise and the delivery, and after it.

-- Keeps back what the judge allowed, fund by fund, under the hold's key; opening and extending are the same movement.
create function books.hold_funds(p_ws text, p_at timestamptz, p_key uuid, p_number text, p_effect text, p_actor text,
  p_plan bigint, p_promo bigint, p_wallet bigint, p_from_number bigint) returns bigint
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_tx bigint;
begin
  v_tx := write_journal(p_ws, 'main', 'hold', p_at, p_effect, p_actor, p_key::text, d_plan => -p_plan, d_promo => -p_promo,
    d_wallet => -p_wallet, d_held => p_plan + p_promo + p_wallet);
  perform take_from_lots(p_ws, v_tx, 'main', 'plan', p_plan, p_key);
  perform take_from_lots(p_ws, v_tx, 'main', 'promo', p_promo, p_key);
  perform take_from_lots(p_ws, v_tx, 'main', 'wallet', p_wallet, p_key);
  if p_from_number > 0 then
    perform write_journal(p_ws, p_number, 'hold', p_at, p_effect, p_actor, p_key::text, d_wallet => -p_from_number, d_held => p_from_number,
      p_same_tx => true);
    perform take_from_lots(p_ws, v_tx, p_number, 'wallet', p_from_number, p_key);
  end if;
  return v_tx;
end $$;

-- The key under which a call is charged that was charged at its estimate before.
create function books.true_key(p_key uuid) returns uuid
language sql immutable as $$ select md5('settled:' || p_key)::uuid $$;

-- Ends a hold: `settle` charges what was delivered, `estimate` what was held, `release` and `expire` give everything back. Exactly one
-- wins; whoever comes later is told the state it found. Delivered is delivered: a hold that was given back unheard is
-- still charged when its settlement comes, one that was charged at its estimate is put right once, and what the funds do
-- not cover becomes debt.
create function books.close_hold(p_ws text, p_now timestamptz, p_key uuid, p_action text, p_amount bigint, p_quantity int, p_actor text,
  out state text, out amount bigint, out plan bigint, out promo bigint, out wallet bigint, out number bigint, out debt bigint, out balance bigint)
language plpgsql volatile set search_path = books, public, pg_temp as $$
#variable_conflict use_column
declare
  v_at constant timestamptz := open_books(p_ws, p_now);
  -- number, plan, promo, wallet: what was held, what of it is used, what finds its way back, what expired meanwhile, what is drawn on top
  v_held bigint[] := '{0,0,0,0}'; v_used bigint[] := '{0,0,0,0}'; v_back bigint[] := '{0,0,0,0}'; v_gone bigint[] := '{0,0,0,0}'; v_more bigint[] := '{0,0,0,0}';
  v_there bigint[];
  v_cost bigint[] := '{0,0}';
  funds constant text[] := '{wallet,plan,promo,wallet}';
  h holds;
  m pockets;
  q pockets;
  l lots;
  r record;
  v_kind text := case when p_action in ('settle', 'estimate') then 'settle' else 'release' end;
  v_number text;
  v_key uuid := p_key;
  v_external text;
  v_corrects boolean;
  v_take bigint; v_due bigint; v_tx bigint;
  c int; k int;
begin
  select * into h from holds x where x.workspace_id = p_ws and x.key = p_key for update;
  state := coalesce(h.state, 'unknown');
  v_external := h.external_id;
  if state = 'open' and p_action in ('expire', 'estimate') and h.expires_at > v_at then
    state := 'early';
    return;
  end if;
  v_corrects := coalesce(state = 'expired' and p_action = 'settle' and h.used_micro <> p_amount, false);
  if v_corrects then
    -- The estimate is given back, unless somebody has returned it already.
    select r.state = 'charged' into v_corrects from return_usage(p_ws, p_now, p_key, 'estimated', p_actor) r;
  end if;
  if v_corrects then
    -- What was delivered is charged as an event of its own, shown under the same id.
    v_key := true_key(p_key);
    v_external := coalesce(h.external_id, p_key::text);
    insert into usage_keys (workspace_id, key, created_at, occurred_at, body) values (p_ws, v_key, v_at, (h.event ->> 'occurred_at')::timestamptz, 0);
  elsif not (state = 'open' or (state = 'expired' and h.used_micro is null and p_action = 'settle')) then
    amount := h.used_micro;
    return;
  end if;
  v_number := h.event ->> 'number_id';
  select * into strict m from pockets p where p.workspace_id = p_ws and p.id = 'main';
  select * into q from pockets p where p.workspace_id = p_ws and p.id = v_number;
  v_tx := m.tx + 1;
  v_due := case p_action when 'settle' then p_amount when 'estimate' then h.amount_micro else 0 end;
  amount := v_due;

  if state = 'open' then
    for r in select p.lot_id, p.amount_micro as held from hold_parts p join lots x on x.workspace_id = p.workspace_id and x.id = p.lot_id
        where p.workspace_id = p_ws and p.key = p_key
        order by x.pocket = 'main', array_position(array['plan', 'promo', 'wallet'], x.fund), x.expires_at nulls last, x.opened_at, x.id loop
      select * into strict l from lots x where x.workspace_id = p_ws and x.id = r.lot_id;
      c := case when l.pocket <> 'main' then 1 else array_position(funds, l.fund, 2) end;
      k := case when c = 1 then 1 else 2 end;
      v_take := least(v_due, r.held);
      v_due := v_due - v_take;
      v_held[c] := v_held[c] + r.held;
      v_used[c] := v_used[c] + v_take;
      if l.expires_at <= v_at then
        v_gone[c] := v_gone[c] + r.held - v_take;
        v_cost[k] := v_cost[k] + move_in_lot(p_ws, v_tx, l, d_held => -r.held, d_used => v_take, d_gone => r.held - v_take);
      else
        v_back[c] := v_back[c] + r.held - v_take;
        v_cost[k] := v_cost[k] + move_in_lot(p_ws, v_tx, l, d_held => -r.held, d_used => v_take, d_remaining => r.held - v_take);
      end if;
    end loop;
  end if;

  -- Delivered beyond what was held: out of what there is, in the usual order, whatever a setting or a limit says.
  v_there := array[coalesce(q.wallet_micro, 0), m.plan_micro, m.promo_micro, case when m.frozen then 0 else m.wallet_micro end];
  for c in 1 .. 4 loop
    v_more[c] := least(v_due, v_there[c]);
    v_due := v_due - v_more[c];
    k := case when c = 1 then 1 else 2 end;
    v_cost[k] := v_cost[k] + take_from_lots(p_ws, v_tx, case when c = 1 then v_number else 'main' end, funds[c], v_more[c], p_ord => 1);
  end loop;
  debt := v_due;
  number := v_used[1] + v_more[1]; plan := v_used[2] + v_more[2]; promo := v_used[3] + v_more[3]; wallet := v_used[4] + v_more[4];

  -- After this point the hold is closed.
  perform write_journal(p_ws, 'main', v_kind, v_at, v_kind || ':' || v_key, p_actor, p_key::text,
    d_plan => v_back[2] - v_more[2], d_promo => v_back[3] - v_more[3], d_wallet => v_back[4] - v_more[4],
    d_held => -(v_held[2] + v_held[3] + v_held[4]), d_debt => debt, d_used => plan + promo + wallet + debt,
    d_expired => v_gone[2] + v_gone[3] + v_gone[4], p_cost => v_cost[2],
    p_first_seq => case when v_kind = 'settle' then m.seq + 1 end, p_last_seq => case when v_kind = 'settle' then m.seq + 1 end);
  if v_held[1] + number > 0 then
    perform write_journal(p_ws, v_number, v_kind, v_at, v_kind || ':' || v_key, p_actor, p_key::text, d_wallet => v_back[1] - v_more[1],
      d_held => -v_held[1], d_used => number, d_expired => v_gone[1], p_cost => v_cost[1], p_same_tx => true);
  end if;
  perform count_budget(p_ws, date_trunc('month', (h.event ->> 'day')::date)::date, h.event ->> 'agent_id', h.event ->> 'api_key_id',
    amount, plan - v_held[2], case when state = 'open' then -h.amount_micro else 0 end);
  select p.plan_micro + p.promo_micro + p.wallet_micro - p.debt_micro into balance from pockets p where p.workspace_id = p_ws and p.id = 'main';
  if v_kind = 'settle' then
    insert into usage_events (workspace_id, key, occurred_at, day, seq, tx, external_id, api_key_id, channel, direction, kind, recipient, country,
        feature, agent_id, number_id, used_by, quantity, unit, price_micro, rate_id, amount_micro, plan_micro, promo_micro, wallet_micro,
        number_micro, debt_micro, balance_after_micro, reference, tags, created_at)
      select p_ws, v_key, e.occurred_at, e.day, m.seq + 1, v_tx, v_external, e.api_key_id, e.channel, e.direction, e.kind, e.recipient, e.country,
        e.feature, e.agent_id, e.number_id, e.used_by, coalesce(p_quantity, e.quantity), e.unit, e.price_micro, e.rate_id, amount, plan, promo, wallet,
        number, debt, balance, e.reference, e.tags, v_at
      from jsonb_populate_record(null::usage_events, h.event) e;
    perform count_usage(p_ws, e.occurred_at, e.day, e.channel, e.kind, e.feature, e.agent_id, 1, 0, coalesce(p_quantity, e.quantity), amount)
      from jsonb_populate_record(null::usage_events, h.event) e;
  end if;
  update holds x set state = case p_action when 'settle' then 'settled' when 'release' then 'released' else 'expired' end, closed_at = v_at,
      used_micro = case when v_kind = 'settle' then amount end
    where x.workspace_id = p_ws and x.key = p_key;
  perform collect_due(p_ws, v_at, p_key, p_actor);
  perform pay_debt(p_ws, v_at, v_back[4], p_actor);
  perform watch_balance(p_ws, v_at);
end $$;

-- Gives the credits of a charged event back to the lots they were taken from; what came from a lot that has expired meanwhile expires.
create function books.return_usage(p_ws text, p_now timestamptz, p_key uuid, p_reason text, p_actor text,
  out state text, out amount bigint, out plan bigint, out promo bigint, out wallet bigint, out number bigint, out balance bigint)
language plpgsql volatile set search_path = books, public, pg_temp as $$
#variable_conflict use_column
declare
  v_at constant timestamptz := open_books(p_ws, p_now);
  funds constant text[] := '{wallet,plan,promo,wallet}';
  v_part bigint[]; v_before bigint[]; v_back bigint[] := '{0,0,0,0}'; v_gone bigint[] := '{0,0,0,0}'; v_cost bigint[] := '{0,0}';
  u usage_events;
  t usage_returns;
  m pockets;
  l lots;
  r record;
  -- what was taken back of the lots it came from, and became debt
  v_short bigint[] := '{0,0,0,0}';
  v_owed bigint; v_from bigint; v_to bigint; v_cum bigint; v_tx bigint; v_debt bigint; v_lot text;
  c int; k int;
begin
  select e.* into u from usage_keys y join usage_events e on e.workspace_id = y.workspace_id and e.occurred_at = y.occurred_at and e.key = y.key
    where y.workspace_id = p_ws and y.key = p_key and y.created_at >= v_at - interval '36 days';
  if not found then
    state := case when exists (select from holds x where x.workspace_id = p_ws and x.key = p_key) then 'held' else 'unknown' end;
    return;
  end if;
  if u.seq is null then
    state := 'refused';
    return;
  end if;
  select * into t from usage_returns x where x.workspace_id = p_ws and x.key = p_key and x.occurred_at = u.occurred_at;
  if t.key is not null and exists (select from usage_keys y where y.workspace_id = p_ws and y.key = true_key(p_key)) then
    -- It was an estimate; what was charged in its place is what can be given back.
    select r.* into state, amount, plan, promo, wallet, number, balance from return_usage(p_ws, p_now, true_key(p_key), p_reason, p_actor) r;
    return;
  end if;
  state := case when t.key is null then 'charged' else 'returned' end;
  select * into strict m from pockets p where p.workspace_id = p_ws and p.id = 'main';
  amount := u.amount_micro; plan := u.plan_micro; promo := u.promo_micro; wallet := u.wallet_micro; number := u.number_micro;
  balance := m.plan_micro + m.promo_micro + m.wallet_micro - m.debt_micro;
  if state = 'returned' then return; end if;

  -- The events of one posting used the lots one after the other: where this one's share lies is the sum of those before it.
  v_part := array[number, plan, promo, wallet];
  select array[coalesce(sum(e.number_micro) filter (where e.number_id = u.number_id), 0), coalesce(sum(e.plan_micro), 0),
      coalesce(sum(e.promo_micro), 0), coalesce(sum(e.wallet_micro), 0)] into v_before
    from usage_events e where e.workspace_id = p_ws and e.tx = u.tx and e.seq < u.seq
      and e.seq >= (select j.first_seq from journal j where j.workspace_id = p_ws and j.tx = u.tx and j.pocket = 'main');
  v_tx := m.tx + 1;
  for c in 1 .. 4 loop
    continue when v_part[c] = 0;
    k := case when c = 1 then 1 else 2 end;
    v_cum := 0;
    for r in select x.id, sum(e.used_micro)::bigint as used_micro from lot_entries e join lots x on x.workspace_id = e.workspace_id and x.id = e.lot_id
        where e.workspace_id = p_ws and e.tx = u.tx and e.used_micro > 0 and x.fund = funds[c]
          and x.pocket = case when c = 1 then u.number_id else 'main' end
        group by x.id, x.expires_at, x.opened_at order by x.expires_at nulls last, x.opened_at, x.id loop
      v_from := greatest(v_cum, v_before[c]);
      v_to := least(v_cum + r.used_micro, v_before[c] + v_part[c]);
      v_cum := v_cum + r.used_micro;
      continue when v_to <= v_from;
      select * into strict l from lots x where x.workspace_id = p_ws and x.id = r.id;
      v_owed := greatest(v_to - v_from - l.used_micro, 0);
      if v_owed > 0 then
        update lot_claims x set indebted_micro = x.indebted_micro - v_owed where x.workspace_id = p_ws and x.lot_id = l.id;
        v_short[c] := v_short[c] + v_owed;
        v_to := v_to - v_owed;
        continue when v_to = v_from;
      end if;
      if l.expires_at <= v_at then
        v_gone[c] := v_gone[c] + v_to - v_from;
        v_cost[k] := v_cost[k] + move_in_lot(p_ws, v_tx, l, d_used => v_from - v_to, d_gone => v_to - v_from);
      else
        v_back[c] := v_back[c] + v_to - v_from;
        v_cost[k] := v_cost[k] + move_in_lot(p_ws, v_tx, l, d_used => v_from - v_to, d_remaining => v_to - v_from);
      end if;
    end loop;
    if v_back[c] + v_gone[c] + v_short[c] <> v_part[c] then
      raise exception 'event % used % of %, its lots say %', p_key, v_part[c], funds[c], v_back[c] + v_gone[c] + v_short[c] using errcode = 'data_corrupted';
    end if;
  end loop;
  -- What was charged as debt, or became it, lowers the debt; paid meanwhile, it comes back as credits.
  v_owed := u.debt_micro + v_short[1] + v_short[2] + v_short[3] + v_short[4];
  v_debt := least(v_owed, m.debt_micro);
  if v_owed > v_debt then
    v_lot := 'lot_' || replace(uuidv7()::text, '-', '');
    insert into lots (workspace_id, id, pocket, fund, granted_micro, remaining_micro, opened_at, source, reference)
      values (p_ws, v_lot, 'main', 'wallet', v_owed - v_debt, v_owed - v_debt, v_at, 'adjustment', p_key::text);
    insert into lot_entries (workspace_id, tx, lot_id, ord, opened_micro, remaining_micro) values (p_ws, v_tx, v_lot, 0, v_owed - v_debt, v_owed - v_debt);
    v_back[4] := v_back[4] + v_owed - v_debt;
  end if;

  -- After this point the event is returned.
  perform write_journal(p_ws, 'main', 'return', v_at, 'return:' || p_key || ':' || u.seq, p_actor, p_key::text, d_plan => v_back[2], d_promo => v_back[3],
    d_wallet => v_back[4], d_debt => -v_debt, d_used => -(plan + promo + wallet + u.debt_micro), d_expired => v_gone[2] + v_gone[3] + v_gone[4],
    d_moved => -v_short[1], p_cost => v_cost[2]);
  if number > 0 then
    perform write_journal(p_ws, u.number_id, 'return', v_at, 'return:' || p_key || ':' || u.seq, p_actor, p_key::text, d_wallet => v_back[1], d_used => -number,
      d_expired => v_gone[1], d_moved => v_short[1], p_cost => v_cost[1], p_same_tx => true);
  end if;
  insert into usage_returns (workspace_id, key, occurred_at, tx, amount_micro, plan_micro, promo_micro, wallet_micro, number_micro, reason, returned_at)
    values (p_ws, p_key, u.occurred_at, v_tx, amount, plan, promo, wallet, number, p_reason, v_at);
  perform count_budget(p_ws, date_trunc('month', u.day)::date, u.agent_id, u.api_key_id, -amount, -plan, 0);
  perform count_usage(p_ws, u.occurred_at, u.day, u.channel, u.kind, u.feature, u.agent_id, 0, 0, 0, -amount);
  perform pay_debt(p_ws, v_at, v_back[4], p_actor);
  perform watch_balance(p_ws, v_at);
  select p.plan_micro + p.promo_micro + p.wallet_micro - p.debt_micro into balance from pockets p where p.workspace_id = p_ws and p.id = 'main';
end $$;
