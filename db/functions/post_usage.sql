-- What was answered to events that were seen before, and the hash of what was sent then.
create function books.first_answers(p_ws text, p_at timestamptz, p_key uuid[], p_seen int[]) returns text
language sql stable as $$
  select json_agg(json_build_array(i.ord, y.body::text, u.refusal, u.amount_micro::text, u.plan_micro::text, u.promo_micro::text,
      u.wallet_micro::text, u.number_micro::text, u.balance_after_micro::text, u.short_by_micro::text, u.limit_micro::text, u.resets_at))::text
    from unnest(p_seen) as i(ord)
    -- Key by key, whatever the planner believes of a month that was empty when it looked: never all keys of a workspace against all of these.
    cross join lateral (select * from usage_keys k where k.workspace_id = p_ws and k.key = p_key[i.ord]
      and k.created_at >= p_at - interval '36 days' and k.created_at <= p_at limit 1) y
    left join lateral (select * from usage_events e where e.workspace_id = p_ws and e.occurred_at = y.occurred_at and e.key = y.key limit 1) u on true
$$;

-- Judges the events of one workspace in their order, each against what the ones before it left, and writes what follows:
-- one call, one lock, one answer. Events arrive priced and with keys that differ; repeats within a request are the caller's to fold.
-- With `p_hold`, the name of a hold's effect, the one event is not charged: its credits are kept back.
-- Verdicts: 1 charged · 2 seen before, told in `seen` · from 10 on refused, in the order of lib/metering/verdicts.ts. `stale` says what the
-- caller believed wrongly; then nothing was done.
create function books.post_usage(
  p_ws text, p_now timestamptz, p_place text, p_rates text, p_api_key text, p_hold text, p_numbers text[], p_counters books.counter[],
  p_key uuid[], p_events books.priced_event[],
  out stale text, out judged books.judged[], out seen text)
language plpgsql volatile
set search_path = books, public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off
set enable_mergejoin = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
  v_main pockets := lock_books(p_ws);
  v_time timestamptz := posting_time(p_now, v_main.updated_at);
  v_plan bigint; v_promo bigint; v_wallet bigint; v_rest bigint; v_total bigint; v_from_plan bigint; v_from_promo bigint; v_from_number bigint;
  v_seq bigint; v_tx bigint; v_cost bigint; v_debt bigint; v_beyond bigint; v_balance bigint;
  v_actor constant text := case when p_api_key is null then 'system:seed' else 'apiKey:' || p_api_key end;
  v_extends constant boolean := coalesce(p_hold like 'extend:%', false);
  v_codes constant text[] := array['insufficient_credits', 'agent_limit_reached', 'agent_stopped', 'key_limit_reached', 'workspace_limit_reached',
    'plan_exhausted', 'number_credits_exhausted', 'wallet_frozen', 'no_rate', 'too_old', 'in_the_future'];
  v_frozen boolean; v_key_limit bigint; v_ws_limit bigint; v_any boolean := false; v_expired boolean; v_here boolean; v_rates text;
  e priced_event; i int := 0; g int; k int; v_code smallint; v_short bigint; v_lim bigint;
  v_seen int[]; v_known boolean[];
  -- per counter: what it says and, of an agent's, what the agent may; and what this call adds
  v_counters counted[]; a counted; c_new bigint[] := array_fill(0::bigint, array[cardinality(p_counters)]); c_plan_new bigint[] := c_new;
  -- per number
  n_left bigint[]; n_falls boolean[]; n_used bigint[];
begin
  -- What a decision rests on is read under the lock; few statements with much in them start sooner than many with little.
  -- A key is remembered for longer than an event may be late and early. A hold that is extended has of course been seen.
  select exists (select from workspaces w where w.id = p_ws and w.time_zone || ' ' || w.country = p_place),
      case when p_rates is not null then rates_version(p_ws) end,
      exists (select from lots l where l.workspace_id = p_ws and l.is_open and l.expires_at <= v_time),
      case when p_api_key is not null then (select x.monthly_limit_micro from api_keys x where x.workspace_id = p_ws and x.id = p_api_key) end,
      case when not v_extends then (select array_agg(array_position(p_key, y.key)) from usage_keys y
        where y.workspace_id = p_ws and y.key = any (p_key) and y.created_at >= v_time - interval '36 days' and y.created_at <= v_time) end
    into v_here, v_rates, v_expired, v_key_limit, v_seen;
  if v_expired then
    perform expire_lots(p_ws, v_time);
    perform watch_balance(p_ws, v_time);
    select * into v_main from pockets q where q.workspace_id = p_ws and q.id = 'main';
  end if;
  if not v_here then
    stale := 'place';
    return;
  end if;
  if p_rates <> v_rates then
    stale := 'rates';
    return;
  end if;
  if p_hold is not null and not v_extends and v_seen is null then
    if exists (select from holds x where x.workspace_id = p_ws and x.key = p_key[1]) then
      -- A hold's row stays, and with it its id, when the id of an event would be forgotten.
      stale := 'taken';
      return;
    end if;
  end if;
  if v_seen is not null then
    v_known := array_fill(false, array[cardinality(p_key)]);
    foreach k in array v_seen loop
      v_known[k] := true;
    end loop;
    seen := first_answers(p_ws, v_time, p_key, v_seen);
  end if;

  v_plan := v_main.plan_micro; v_promo := v_main.promo_micro; v_wallet := v_main.wallet_micro; v_debt := v_main.debt_micro;
  v_frozen := v_main.frozen; v_seq := v_main.seq; v_ws_limit := v_main.monthly_limit_micro;
  v_balance := v_plan + v_promo + v_wallet - v_debt;
  if v_key_limit is not null or v_ws_limit is not null or p_counters[cardinality(p_counters)].scope = 'agent' then
    -- The counters of agents come last.
    select array_agg(row(coalesce(b.used_micro + b.held_micro, 0), coalesce(b.plan_used_micro, 0), a.monthly_limit_micro, a.at_limit = 'stop',
          a.when_plan_exhausted = 'stop', a.stopped or a.deleted_at is not null)::counted order by c.ord),
        'agents:' || json_agg(c.id order by c.ord) filter (where c.scope = 'agent' and a.id is null)
      into v_counters, stale
      from unnest(p_counters) with ordinality c(scope, id, period, ends, ord)
      left join agents a on c.scope = 'agent' and a.workspace_id = p_ws and a.id = c.id
      left join budgets b on b.workspace_id = p_ws and b.scope = c.scope and b.id = c.id and b.period = c.period;
    if stale is not null then return; end if;
  end if;
  if cardinality(p_numbers) > 0 then
    select array_agg(q.wallet_micro order by i.ord), array_agg(x.uses_workspace order by i.ord) into n_left, n_falls
      from unnest(p_numbers) with ordinality i(id, ord)
      left join numbers x on x.workspace_id = p_ws and x.id = i.id
      left join pockets q on q.workspace_id = p_ws and q.id = x.id;
    if array_position(n_left, null) is not null then
      select 'numbers:' || json_agg(p_numbers[i]) into stale from generate_subscripts(n_left, 1) i where n_left[i] is null;
      return;
    end if;
    n_used := array_fill(0::bigint, array[cardinality(p_numbers)]);
  end if;

  judged := '{}';
  foreach e in array p_events loop
    i := i + 1;
    if e.refused <> 0 or v_known[i] then
      -- Refused before money was looked at, or seen before: the balance is what the events before it left.
      judged[i] := row(case when v_known[i] then 2 else e.refused end, null, 0, 0, 0, 0, 0, v_balance, null, null)::judged;
      continue;
    end if;
    v_rest := e.cost; v_from_number := 0; v_code := 0; v_short := null; v_lim := null;
    g := e.by_agent; k := e.through;
    if k > 0 then
      -- A template through a number costs one of its credits; anything else costs the card's price, the number's credits first.
      if e.template and n_left[k] >= 1000000 then
        v_from_number := 1000000; v_rest := 0;
      elsif e.template then
        if not n_falls[k] then v_code := 16; v_short := 1000000 - n_left[k]; v_rest := 1000000; end if;
      elsif v_rest >= 0 then
        v_from_number := least(n_left[k], v_rest); v_rest := v_rest - v_from_number;
        if v_rest > 0 and not n_falls[k] then v_code := 16; v_short := v_rest; end if;
      end if;
    end if;
    if v_rest < 0 and v_code = 0 then v_code := 18; end if;
    v_total := v_from_number + v_rest;
    if g > 0 then a := v_counters[g]; end if;
    if g > 0 and v_code in (0, 16) then
      if a.stopped then v_code := 12; v_short := null;
      elsif a.stops and a.used + c_new[g] + v_total > a.lim then
        v_code := 11; v_lim := a.lim; v_short := a.used + c_new[g] + v_total - v_lim;
      end if;
    end if;
    if v_key_limit is not null and v_code in (0, 16) then
      v_beyond := v_counters[e.by_key].used + c_new[e.by_key] + v_total - v_key_limit;
      if v_beyond > 0 then v_code := 13; v_lim := v_key_limit; v_short := v_beyond; end if;
    end if;
    if v_ws_limit is not null and v_code in (0, 16) then
      v_beyond := v_counters[e.month].used + c_new[e.month] + v_total - v_ws_limit;
      if v_beyond > 0 then v_code := 14; v_lim := v_ws_limit; v_short := v_beyond; end if;
    end if;
    if v_code = 0 then
      v_from_plan := least(v_rest, v_plan);
      if g > 0 and not a.stops and a.lim is not null then
        v_from_plan := least(v_from_plan, greatest(a.lim - a.plan - c_plan_new[g], 0));
      end if;
      v_rest := v_rest - v_from_plan;
      v_from_promo := least(v_rest, v_promo);
      v_rest := v_rest - v_from_promo;
      if v_rest > 0 then
        -- The plan's end is the agent's to answer for; a cap on its share of the plan is not the plan's end.
        if g > 0 and a.plan_only and v_from_plan = v_plan then v_code := 15; v_short := v_rest;
        elsif v_frozen then
          v_code := case when v_rest <= v_wallet then 17 else 10 end; v_short := v_rest;
        elsif v_rest > v_wallet then v_code := 10; v_short := v_rest - v_wallet + v_debt;
        end if;
      end if;
      -- A debt is a negative wallet: what the balance does not show cannot be spent, from whichever fund.
      if v_code = 0 and v_debt > 0 and v_total > v_from_number then
        v_beyond := v_total - v_from_number - v_balance;
        if v_beyond > 0 then v_code := 10; v_short := v_beyond; end if;
      end if;
    end if;
    if v_code <> 0 then
      judged[i] := row(v_code, null, 0, 0, 0, 0, 0, v_balance, v_short, v_lim)::judged;
    else
      v_any := true;
      v_plan := v_plan - v_from_plan; v_promo := v_promo - v_from_promo; v_wallet := v_wallet - v_rest; v_seq := v_seq + 1;
      v_balance := v_plan + v_promo + v_wallet - v_debt;
      if v_from_number > 0 then n_left[k] := n_left[k] - v_from_number; n_used[k] := n_used[k] + v_from_number; end if;
      c_new[e.month] := c_new[e.month] + v_total;
      if e.by_key > 0 then c_new[e.by_key] := c_new[e.by_key] + v_total; end if;
      if g > 0 then c_new[g] := c_new[g] + v_total; c_plan_new[g] := c_plan_new[g] + v_from_plan; end if;
      judged[i] := row(1, v_seq, v_total, v_from_plan, v_from_promo, v_rest, v_from_number, v_balance, null, null)::judged;
    end if;
  end loop;

  -- After this point the events are posted, or the hold is made.
  if v_any and p_hold is not null then
    v_tx := hold_funds(p_ws, v_time, p_key[1], p_numbers[1], p_hold, v_actor, judged[1].plan, judged[1].promo, judged[1].wallet, judged[1].number);
    perform count_budget(p_ws, p_counters[1].period, p_events[1].agent, p_api_key, 0, judged[1].plan, judged[1].amount);
  elsif v_any then
    v_tx := v_main.tx + 1;
    v_cost := take_from_lots(p_ws, v_tx, 'main', 'plan', v_main.plan_micro - v_plan)
      + take_from_lots(p_ws, v_tx, 'main', 'promo', v_main.promo_micro - v_promo)
      + take_from_lots(p_ws, v_tx, 'main', 'wallet', v_main.wallet_micro - v_wallet);
    v_tx := write_journal(p_ws, 'main', 'usage', v_time, 'usage:' || v_tx, v_actor, d_plan => v_plan - v_main.plan_micro,
      d_promo => v_promo - v_main.promo_micro, d_wallet => v_wallet - v_main.wallet_micro,
      d_used => v_main.plan_micro - v_plan + v_main.promo_micro - v_promo + v_main.wallet_micro - v_wallet, p_cost => v_cost,
      p_first_seq => v_main.seq + 1, p_last_seq => v_seq);
    for k in 1 .. cardinality(p_numbers) loop
      continue when n_used[k] = 0;
      v_tx := write_journal(p_ws, p_numbers[k], 'usage', v_time, 'usage:' || v_tx, v_actor, d_wallet => -n_used[k], d_used => n_used[k],
        p_cost => take_from_lots(p_ws, v_tx, p_numbers[k], 'wallet', n_used[k]), p_first_seq => v_main.seq + 1, p_last_seq => v_seq, p_same_tx => true);
    end loop;
    insert into budgets as b (workspace_id, scope, id, period, used_micro, plan_used_micro)
      select p_ws, c.scope, c.id, c.period, c.used, c.plan
      from unnest(p_counters, c_new, c_plan_new) as c(scope, id, period, ends, used, plan) where c.used > 0
      on conflict (workspace_id, scope, id, period) do update
        set used_micro = b.used_micro + excluded.used_micro, plan_used_micro = b.plan_used_micro + excluded.plan_used_micro;
  end if;
  if v_any and v_main.low_micro is not null then
    perform watch_balance(p_ws, v_time);
  end if;

  if v_extends then return; end if;
  -- The events are unpacked once for all that is logged and counted of them.
  with e as materialized (
    select * from unnest(p_key, p_events, judged) as e(key) where e.verdict = 1 or e.verdict >= 10
  ), known as (
    insert into usage_keys (workspace_id, key, created_at, occurred_at, body)
      select p_ws, e.key, v_time, coalesce(e.at, v_time), e.body from e
  ), posted as materialized (
    select * from e where p_hold is null or e.verdict >= 10
  ), log as (
    insert into usage_events (workspace_id, key, occurred_at, day, seq, tx, external_id, api_key_id, channel, direction, kind, recipient, country,
        feature, agent_id, number_id, used_by, quantity, unit, price_micro, rate_id, amount_micro, plan_micro, promo_micro, wallet_micro, number_micro,
        balance_after_micro, refusal, short_by_micro, limit_micro, resets_at, reference, tags, created_at, claimed_at)
      select p_ws, e.key, coalesce(e.at, v_time), e.day, e.seq, case when e.verdict = 1 then v_tx end, e.external, p_api_key, e.channel, e.direction, e.kind,
        e.recipient, e.country, e.feature, e.agent, e.nr, e.used_by, e.quantity, e.unit, e.price, e.rate, e.amount,
        e.plan, e.promo, e.wallet, e.number, e.balance, case when e.verdict >= 10 then v_codes[e.verdict - 9] end,
        e.short, e.lim, case when e.lim is not null then p_counters[e.month].ends end, e.reference, e.tags, v_time, e.claimed
      from posted e
  ), quarters as (
    insert into usage_quarters as t (workspace_id, bucket, channel, feature, events, quantity, amount_micro)
      select p_ws, date_bin('15 minutes', coalesce(e.at, v_time), '2000-01-01+00'), e.channel, coalesce(e.feature, ''), count(*), sum(e.quantity), sum(e.amount)
      from posted e where e.verdict = 1 group by 2, 3, 4 order by 2, 3, 4
      on conflict (workspace_id, bucket, channel, feature) do update set events = t.events + excluded.events, quantity = t.quantity + excluded.quantity,
        amount_micro = t.amount_micro + excluded.amount_micro
  )
  insert into usage_days as t (workspace_id, day, channel, kind, feature, agent_id, events, refused, quantity, amount_micro)
    select p_ws, e.day, e.channel, e.kind, coalesce(e.feature, ''), coalesce(e.agent, ''), count(*) filter (where e.verdict = 1),
      count(*) filter (where e.verdict >= 10), coalesce(sum(e.quantity) filter (where e.verdict = 1), 0), sum(e.amount)
    from posted e group by 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
    on conflict (workspace_id, day, channel, kind, feature, agent_id) do update set events = t.events + excluded.events,
      refused = t.refused + excluded.refused, quantity = t.quantity + excluded.quantity, amount_micro = t.amount_micro + excluded.amount_micro;
end $$;
