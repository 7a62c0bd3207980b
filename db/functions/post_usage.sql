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
  p_ws text, p_now timestamptz, p_place text, p_rates text, p_api_key text, p_hold text,
  p_periods date[], p_resets timestamptz[], p_agents text[], p_numbers text[], p_slot_agent int[], p_slot_period int[],
  p_key uuid[], p_body bigint[], p_at timestamptz[], p_day date[], p_verdict smallint[], p_amount bigint[], p_template boolean[],
  p_period int[], p_agent int[], p_slot int[], p_number int[],
  p_external text[], p_channel text[], p_direction text[], p_usage_kind text[], p_recipient text[], p_country text[], p_feature text[],
  p_used_by text[], p_quantity int[], p_unit text[], p_price bigint[], p_rate text[], p_reference text[], p_tags jsonb[], p_claimed timestamptz[],
  out stale text, out verdict smallint[], out amount bigint[], out plan bigint[], out promo bigint[], out wallet bigint[], out number bigint[],
  out balance bigint[], out short bigint[], out lim bigint[], out seen text)
language plpgsql volatile
set search_path = books, public, pg_temp set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off
set enable_mergejoin = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
  n constant int := cardinality(p_key);
  v_main pockets;
  v_time timestamptz;
  v_plan bigint; v_promo bigint; v_wallet bigint; v_rest bigint; v_total bigint; v_from_plan bigint; v_from_promo bigint; v_from_number bigint;
  v_seq bigint; v_tx bigint; v_cost bigint; v_debt bigint; v_beyond bigint;
  v_actor constant text := case when p_api_key is null then 'system:seed' else 'apiKey:' || p_api_key end;
  v_frozen boolean; v_key_limit bigint; v_ws_limit bigint; v_any boolean := false;
  g int; s int; p int; k int; v_code smallint; v_short bigint; v_lim bigint;
  -- per agent
  a_limit bigint[]; a_stop boolean[]; a_plan_only boolean[]; a_stopped boolean[];
  -- per agent and month
  s_used bigint[]; s_plan bigint[]; s_plan_new bigint[]; s_new bigint[];
  -- per month: the key and the workspace
  k_used bigint[]; w_used bigint[]; k_new bigint[];
  -- per number
  n_left bigint[]; n_falls boolean[]; n_used bigint[];
  v_seen int[];
  v_codes constant text[] := array['insufficient_credits', 'agent_limit_reached', 'agent_stopped', 'key_limit_reached', 'workspace_limit_reached',
    'plan_exhausted', 'number_credits_exhausted', 'wallet_frozen', 'no_rate', 'too_old', 'in_the_future'];
  v_extends constant boolean := coalesce(p_hold like 'extend:%', false);
  seqs bigint[] := array_fill(null::bigint, array[n]);
begin
  v_time := open_books(p_ws, p_now);
  select * into v_main from pockets q where q.workspace_id = p_ws and q.id = 'main';
  if not exists (select from workspaces w where w.id = p_ws and w.time_zone || ' ' || w.country = p_place) then
    stale := 'place';
    return;
  end if;
  if p_rates is not null and p_rates <> rates_version(p_ws) then
    stale := 'rates';
    return;
  end if;

  verdict := p_verdict;
  amount := array_fill(0::bigint, array[n]); plan := amount; promo := amount; wallet := amount; number := amount;
  balance := array_fill(null::bigint, array[n]); short := balance; lim := balance;

  -- Seen before: the first answer again. A key is remembered for longer than an event may be late and early. A hold that is extended has of course been seen.
  if not v_extends then
    select array_agg(array_position(p_key, y.key)) into v_seen
      from usage_keys y where y.workspace_id = p_ws and y.key = any (p_key) and y.created_at >= v_time - interval '36 days'
        and y.created_at <= v_time;
  end if;
  if v_seen is null and not v_extends and p_hold is not null and exists (
      select from holds x where x.workspace_id = p_ws and x.key = p_key[1]) then
    -- A hold's row stays, and with it its id, when the id of an event would be forgotten.
    stale := 'taken';
    return;
  end if;
  if v_seen is not null then
    foreach k in array v_seen loop
      verdict[k] := 2;
    end loop;
    seen := first_answers(p_ws, v_time, p_key, v_seen);
  end if;

  v_plan := v_main.plan_micro; v_promo := v_main.promo_micro; v_wallet := v_main.wallet_micro; v_debt := v_main.debt_micro;
  v_frozen := v_main.frozen; v_seq := v_main.seq; v_ws_limit := v_main.monthly_limit_micro;
  if p_api_key is not null then
    select x.monthly_limit_micro into v_key_limit from api_keys x where x.workspace_id = p_ws and x.id = p_api_key;
  end if;
  if cardinality(p_agents) > 0 then
    select array_agg(a.monthly_limit_micro order by i.ord), array_agg(a.at_limit = 'stop' order by i.ord),
        array_agg(a.when_plan_exhausted = 'stop' order by i.ord), array_agg(a.stopped or a.deleted_at is not null order by i.ord)
      into a_limit, a_stop, a_plan_only, a_stopped
      from unnest(p_agents) with ordinality i(id, ord) left join agents a on a.workspace_id = p_ws and a.id = i.id;
    if array_position(a_stopped, null) is not null then
      select 'agents:' || json_agg(p_agents[i]) into stale from generate_subscripts(a_stopped, 1) i where a_stopped[i] is null;
      return;
    end if;
    select array_agg(coalesce(b.used_micro + b.held_micro, 0) order by i.ord), array_agg(coalesce(b.plan_used_micro, 0) order by i.ord)
      into s_used, s_plan
      from unnest(p_slot_agent, p_slot_period) with ordinality i(agent, period, ord)
      left join budgets b on b.workspace_id = p_ws and b.scope = 'agent' and b.id = p_agents[i.agent] and b.period = p_periods[i.period];
    s_new := array_fill(0::bigint, array[cardinality(p_slot_agent)]);
    s_plan_new := s_new;
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
  k_new := array_fill(0::bigint, array[cardinality(p_periods)]); k_used := k_new; w_used := k_new;
  if v_key_limit is not null or v_ws_limit is not null then
    select array_agg(coalesce(kb.used_micro + kb.held_micro, 0) order by i.ord), array_agg(coalesce(wb.used_micro + wb.held_micro, 0) order by i.ord)
      into k_used, w_used
      from unnest(p_periods) with ordinality i(period, ord)
      left join budgets kb on kb.workspace_id = p_ws and kb.scope = 'key' and kb.id = p_api_key and kb.period = i.period
      left join budgets wb on wb.workspace_id = p_ws and wb.scope = 'workspace' and wb.id = '' and wb.period = i.period;
  end if;

  for i in 1 .. n loop
    -- Refused before money was looked at, or seen before: the balance is what the events before it left.
    balance[i] := v_plan + v_promo + v_wallet - v_debt;
    continue when verdict[i] <> 0;
    v_rest := p_amount[i]; v_from_number := 0; v_code := 0; v_short := null; v_lim := null;
    g := p_agent[i]; s := p_slot[i]; p := p_period[i]; k := p_number[i];
    if k > 0 then
      -- A template through a number costs one of its credits; anything else costs the card's price, the number's credits first.
      if p_template[i] and n_left[k] >= 1000000 then
        v_from_number := 1000000; v_rest := 0;
      elsif p_template[i] then
        if not n_falls[k] then v_code := 16; v_short := 1000000 - n_left[k]; v_rest := 1000000; end if;
      elsif v_rest >= 0 then
        v_from_number := least(n_left[k], v_rest); v_rest := v_rest - v_from_number;
        if v_rest > 0 and not n_falls[k] then v_code := 16; v_short := v_rest; end if;
      end if;
    end if;
    if v_rest < 0 and v_code = 0 then v_code := 18; end if;
    v_total := v_from_number + v_rest;
    if g > 0 and v_code in (0, 16) then
      if a_stopped[g] then v_code := 12; v_short := null;
      elsif a_stop[g] and s_used[s] + v_total > a_limit[g] then v_code := 11; v_lim := a_limit[g]; v_short := s_used[s] + v_total - v_lim;
      end if;
    end if;
    if v_code in (0, 16) and k_used[p] + v_total > v_key_limit then v_code := 13; v_lim := v_key_limit; v_short := k_used[p] + v_total - v_lim; end if;
    if v_code in (0, 16) and w_used[p] + v_total > v_ws_limit then v_code := 14; v_lim := v_ws_limit; v_short := w_used[p] + v_total - v_lim; end if;
    if v_code = 0 then
      v_from_plan := least(v_rest, v_plan);
      if g > 0 and not a_stop[g] and a_limit[g] is not null then v_from_plan := least(v_from_plan, greatest(a_limit[g] - s_plan[s], 0)); end if;
      v_rest := v_rest - v_from_plan;
      v_from_promo := least(v_rest, v_promo);
      v_rest := v_rest - v_from_promo;
      if v_rest > 0 then
        -- The plan's end is the agent's to answer for; a cap on its share of the plan is not the plan's end.
        if g > 0 and a_plan_only[g] and v_from_plan = v_plan then v_code := 15; v_short := v_rest;
        elsif v_frozen then
          v_code := case when v_rest <= v_wallet then 17 else 10 end; v_short := v_rest;
        elsif v_rest > v_wallet then v_code := 10; v_short := v_rest - v_wallet + v_debt;
        end if;
      end if;
      -- A debt is a negative wallet: what the balance does not show cannot be spent, from whichever fund.
      v_beyond := v_total - v_from_number - (v_plan + v_promo + v_wallet - v_debt);
      if v_code = 0 and v_debt > 0 and v_total > v_from_number and v_beyond > 0 then v_code := 10; v_short := v_beyond; end if;
    end if;
    if v_code <> 0 then
      verdict[i] := v_code; short[i] := v_short; lim[i] := v_lim;
    else
      verdict[i] := 1; v_any := true;
      v_plan := v_plan - v_from_plan; v_promo := v_promo - v_from_promo; v_wallet := v_wallet - v_rest; v_seq := v_seq + 1;
      amount[i] := v_total; plan[i] := v_from_plan; promo[i] := v_from_promo; wallet[i] := v_rest; seqs[i] := v_seq;
      if v_from_number > 0 then number[i] := v_from_number; n_left[k] := n_left[k] - v_from_number; n_used[k] := n_used[k] + v_from_number; end if;
      if g > 0 then
        s_used[s] := s_used[s] + v_total; s_new[s] := s_new[s] + v_total;
        s_plan[s] := s_plan[s] + v_from_plan; s_plan_new[s] := s_plan_new[s] + v_from_plan;
      end if;
      k_used[p] := k_used[p] + v_total; w_used[p] := w_used[p] + v_total; k_new[p] := k_new[p] + v_total;
    end if;
    balance[i] := v_plan + v_promo + v_wallet - v_debt;
  end loop;

  -- After this point the events are posted, or the hold is made.
  if v_any and p_hold is not null then
    v_tx := hold_funds(p_ws, v_time, p_key[1], p_numbers[1], p_hold, v_actor, plan[1], promo[1], wallet[1], number[1]);
    perform count_budget(p_ws, p_periods[1], p_agents[1], p_api_key, 0, plan[1], amount[1]);
    perform watch_balance(p_ws, v_time);
  elsif v_any then
    v_tx := v_main.tx + 1;
    v_cost := take_from_lots(p_ws, v_tx, 'main', 'plan', v_main.plan_micro - v_plan)
      + take_from_lots(p_ws, v_tx, 'main', 'promo', v_main.promo_micro - v_promo)
      + take_from_lots(p_ws, v_tx, 'main', 'wallet', v_main.wallet_micro - v_wallet);
    perform write_journal(p_ws, 'main', 'usage', v_time, 'usage:' || v_tx, v_actor, d_plan => v_plan - v_main.plan_micro,
      d_promo => v_promo - v_main.promo_micro, d_wallet => v_wallet - v_main.wallet_micro,
      d_used => v_main.plan_micro - v_plan + v_main.promo_micro - v_promo + v_main.wallet_micro - v_wallet, p_cost => v_cost,
      p_first_seq => v_main.seq + 1, p_last_seq => v_seq);
    for k in 1 .. cardinality(p_numbers) loop
      continue when n_used[k] = 0;
      perform write_journal(p_ws, p_numbers[k], 'usage', v_time, 'usage:' || v_tx, v_actor, d_wallet => -n_used[k], d_used => n_used[k],
        p_cost => take_from_lots(p_ws, v_tx, p_numbers[k], 'wallet', n_used[k]), p_first_seq => v_main.seq + 1, p_last_seq => v_seq, p_same_tx => true);
    end loop;
    insert into budgets as b (workspace_id, scope, id, period, used_micro, plan_used_micro)
      select p_ws, 'workspace', '', p_periods[i], k_new[i], 0 from generate_subscripts(p_periods, 1) i where k_new[i] > 0
      union all
      select p_ws, 'key', p_api_key, p_periods[i], k_new[i], 0 from generate_subscripts(p_periods, 1) i where k_new[i] > 0 and p_api_key is not null
      union all
      select p_ws, 'agent', p_agents[p_slot_agent[i]], p_periods[p_slot_period[i]], s_new[i], s_plan_new[i]
        from generate_subscripts(p_slot_agent, 1) i where s_new[i] > 0
      on conflict (workspace_id, scope, id, period) do update
        set used_micro = b.used_micro + excluded.used_micro, plan_used_micro = b.plan_used_micro + excluded.plan_used_micro;
    perform watch_balance(p_ws, v_time);
  end if;

  if v_extends then return; end if;
  insert into usage_keys (workspace_id, key, created_at, occurred_at, body)
    select p_ws, e.key, v_time, coalesce(e.at, v_time), e.body
    from unnest(verdict, p_key, p_at, p_body) as e(verdict, key, at, body) where e.verdict = 1 or e.verdict >= 10;
  insert into usage_events (workspace_id, key, occurred_at, day, seq, tx, external_id, api_key_id, channel, direction, kind, recipient, country,
      feature, agent_id, number_id, used_by, quantity, unit, price_micro, rate_id, amount_micro, plan_micro, promo_micro, wallet_micro, number_micro,
      balance_after_micro, refusal, short_by_micro, limit_micro, resets_at, reference, tags, created_at, claimed_at)
    select p_ws, e.key, coalesce(e.at, v_time), e.day, e.seq, case when e.verdict = 1 then v_tx end, e.external, p_api_key, e.channel, e.direction, e.kind,
      e.recipient, e.country, e.feature, p_agents[nullif(e.agent, 0)], p_numbers[nullif(e.nr, 0)], e.used_by, e.quantity, e.unit, e.price, e.rate, e.amount,
      e.plan, e.promo, e.wallet, e.number, e.balance, case when e.verdict >= 10 then v_codes[e.verdict - 9] end,
      e.short, e.lim, case when e.lim is not null then p_resets[e.period] end, e.reference, e.tags, v_time, e.claimed
    from unnest(verdict, seqs, amount, plan, promo, wallet, number, balance, short, lim, p_key, p_at, p_day, p_period, p_agent, p_number,
      p_external, p_channel, p_direction, p_usage_kind, p_recipient, p_country, p_feature, p_used_by, p_quantity, p_unit, p_price, p_rate,
      p_reference, p_tags, p_claimed)
      as e(verdict, seq, amount, plan, promo, wallet, number, balance, short, lim, key, at, day, period, agent, nr,
      external, channel, direction, kind, recipient, country, feature, used_by, quantity, unit, price, rate, reference, tags, claimed)
    where e.verdict = 1 and p_hold is null or e.verdict >= 10;

  if n = 1 then
    if verdict[1] >= 10 or verdict[1] = 1 and p_hold is null then
      perform count_usage(p_ws, coalesce(p_at[1], v_time), p_day[1], p_channel[1], p_usage_kind[1], p_feature[1], p_agents[p_agent[1]],
        case verdict[1] when 1 then 1 else 0 end, case verdict[1] when 1 then 0 else 1 end, case verdict[1] when 1 then p_quantity[1] else 0 end, amount[1]);
    end if;
    return;
  end if;
  insert into usage_quarters as t (workspace_id, bucket, channel, feature, events, quantity, amount_micro)
    select p_ws, date_bin('15 minutes', coalesce(e.at, v_time), '2000-01-01+00'), e.channel, coalesce(e.feature, ''), count(*), sum(e.quantity), sum(e.amount)
    from unnest(verdict, p_at, p_channel, p_feature, p_quantity, amount) as e(verdict, at, channel, feature, quantity, amount)
    where e.verdict = 1 group by 2, 3, 4 order by 2, 3, 4
    on conflict (workspace_id, bucket, channel, feature) do update set events = t.events + excluded.events, quantity = t.quantity + excluded.quantity,
      amount_micro = t.amount_micro + excluded.amount_micro;
  insert into usage_days as t (workspace_id, day, channel, kind, feature, agent_id, events, refused, quantity, amount_micro)
    select p_ws, e.day, e.channel, e.kind, coalesce(e.feature, ''), coalesce(p_agents[nullif(e.agent, 0)], ''), count(*) filter (where e.verdict = 1),
      count(*) filter (where e.verdict >= 10), coalesce(sum(e.quantity) filter (where e.verdict = 1), 0), sum(e.amount)
    from unnest(verdict, p_day, p_channel, p_usage_kind, p_feature, p_agent, p_quantity, amount)
      as e(verdict, day, channel, kind, feature, agent, quantity, amount)
    where e.verdict = 1 or e.verdict >= 10 group by 2, 3, 4, 5, 6 order by 2, 3, 4, 5, 6
    on conflict (workspace_id, day, channel, kind, feature, agent_id) do update set events = t.events + excluded.events,
      refused = t.refused + excluded.refused, quantity = t.quantity + excluded.quantity, amount_micro = t.amount_micro + excluded.amount_micro;
end $$;
