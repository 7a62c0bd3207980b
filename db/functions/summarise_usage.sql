-- What a workspace no longer keeps as single items. The application's role may take no row out of the log; this function takes those that
-- were posted before the first day that is kept, from the first of all on and without leaving one out, and writes down what they were:
-- in the record, and in each rollup beside the sum that they are part of.

-- The first day whose items are kept single, in the workspace's zone as it is now; NULL keeps them for ever.
create function books.first_kept_day(p_ws text, p_at timestamptz) returns date
language sql stable set search_path = books, public, pg_temp as $$
  select ((p_at at time zone w.time_zone)::date - make_interval(months => w.usage_kept_months))::date from workspaces w where w.id = p_ws
$$;

-- One piece of it, about so many events: charged ones first, then refused ones, then what closed holds know of people. `state` is `kept`
-- when the workspace keeps everything, `waits` while a file is being written that reaches back so far, `some` when there may be more.
create function books.summarise_usage(p_ws text, p_now timestamptz, p_limit int,
  out state text, out events bigint, out refused bigint, out holds bigint)
language plpgsql volatile security definer set search_path = books, public, pg_temp set enable_seqscan = off as $$
#variable_conflict use_column
declare
  m pockets;
  s usage_summaries;
  v_at timestamptz;
  v_day date;
begin
  if p_ws is distinct from app_setting('ws') then
    raise exception 'a workspace summarises usage of its own alone' using errcode = 'insufficient_privilege';
  end if;
  m := lock_books(p_ws);
  v_at := posting_time(p_now, m.updated_at);
  v_day := first_kept_day(p_ws, v_at);
  state := 'done'; events := 0; refused := 0; holds := 0;
  if v_day is null then
    state := 'kept';
    return;
  end if;
  if exists (select from usage_exports x where x.workspace_id = p_ws and x.state in ('waiting', 'writing') and (x.filter ->> 'from')::date < v_day) then
    state := 'waits';
    return;
  end if;
  select x.* into s from usage_summaries x where x.workspace_id = p_ws order by x.n desc limit 1;
  s.workspace_id := p_ws; s.n := coalesce(s.n, 0) + 1; s.through_tx := coalesce(s.through_tx, 0); s.through_seq := coalesce(s.through_seq, 0);
  s.kept_from := greatest(s.kept_from, v_day); s.summarised_at := v_at;
  select w.usage_kept_months into s.kept_months from workspaces w where w.id = p_ws;
  events := summarise_charged(s, v_day, p_limit);
  if events = 0 then refused := summarise_refused(s, v_day, p_limit); end if;
  if events = 0 and refused = 0 then holds := forget_holds(p_ws, v_day, p_limit); end if;
  if events + refused + holds > 0 then state := 'some'; end if;
end $$;

-- The next transactions of the journal that were posted before the day and have no event of it or later: an event may lie a little ahead.
create function books.summarise_charged(s usage_summaries, p_day date, p_limit int) returns bigint
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_ws constant text := s.workspace_id;
  v_before constant timestamptz := (select p_day::timestamp at time zone w.time_zone from workspaces w where w.id = v_ws);
  v_seq constant bigint := s.through_seq;
  v_tx constant bigint := s.through_tx;
  v_first bigint; v_ahead bigint; v_wrong text; v_returned_tx bigint;
begin
  select j.tx into v_first from journal j where j.workspace_id = v_ws and j.tx > v_tx and j.pocket = 'main' and j.kind in ('usage', 'settle')
    order by j.tx limit 1;
  select max(j.tx), max(j.last_seq) into s.through_tx, s.through_seq
    from (select * from journal x where x.workspace_id = v_ws and x.tx >= v_first and x.pocket = 'main' order by x.tx limit p_limit) j
    where j.kind in ('usage', 'settle') and j.at < v_before and (j.tx = v_first or j.last_seq <= v_seq + p_limit);
  select min(e.tx) into v_ahead from usage_events e
    where e.workspace_id = v_ws and e.seq > v_seq and e.seq <= s.through_seq and e.day >= p_day;
  if v_ahead is not null then
    select max(j.tx), max(j.last_seq) into s.through_tx, s.through_seq from journal j
      where j.workspace_id = v_ws and j.tx >= v_first and j.tx < v_ahead and j.pocket = 'main' and j.kind in ('usage', 'settle');
  end if;
  if s.through_tx is null then return 0; end if;

  -- What goes has to be what the journal says of it, or nothing goes: a difference is for people to look at.
  with e as materialized (
    select x.* from usage_events x where x.workspace_id = v_ws and x.seq > v_seq and x.seq <= s.through_seq
  ), told as (
    select j.tx, j.pocket, j.used_micro as used, case when j.pocket = 'main' then j.last_seq - j.first_seq + 1 end as events,
      case when j.pocket = 'main' then j.last_seq end as last_seq
    from journal j where j.workspace_id = v_ws and j.tx > v_tx and j.tx <= s.through_tx and j.kind in ('usage', 'settle')
  ), counted as (
    select e.tx, 'main' as pocket, sum(e.amount_micro - e.number_micro) as used, count(*) as events, max(e.seq) as last_seq from e group by e.tx
    union all
    select e.tx, e.number_id, sum(e.number_micro), null, null from e where e.number_micro <> 0 group by e.tx, e.number_id
  )
  select concat('transaction ', coalesce(t.tx, c.tx), ' of pocket ', coalesce(t.pocket, c.pocket), ' used ', coalesce(t.used, 0), ' in ',
      coalesce(t.events, 0), ' events, the log says ', coalesce(c.used, 0), ' in ', coalesce(c.events, 0)) into v_wrong
    from told t full join counted c on c.tx = t.tx and c.pocket = t.pocket
    where coalesce(t.used, 0) <> coalesce(c.used, 0) or t.events is distinct from c.events or t.last_seq is distinct from c.last_seq
    order by 1 limit 1;
  if v_wrong is not null then
    raise exception 'usage of workspace % is not summarised: %', v_ws, v_wrong using errcode = 'data_corrupted';
  end if;

  select count(*), sum(e.plan_micro), sum(e.promo_micro), sum(e.wallet_micro), sum(e.number_micro), sum(e.debt_micro),
      coalesce(sum(r.amount_micro), 0), max(r.tx)
    into s.events, s.plan_micro, s.promo_micro, s.wallet_micro, s.number_micro, s.debt_micro, s.returned_micro, v_returned_tx
    from usage_events e
    left join usage_returns r on r.workspace_id = e.workspace_id and r.occurred_at = e.occurred_at and r.key = e.key
    where e.workspace_id = v_ws and e.seq > v_seq and e.seq <= s.through_seq;
  if s.events <> s.through_seq - v_seq then
    raise exception 'usage of workspace % is not summarised: % events of % to % are there', v_ws, s.events, v_seq + 1, s.through_seq using errcode = 'data_corrupted';
  end if;
  if not exists (select from posted_marks p where p.workspace_id = v_ws and p.seq >= s.through_seq and p.tx >= greatest(s.through_tx, v_returned_tx)) then
    raise exception 'usage of workspace % is not summarised: its statement still counts these events', v_ws using errcode = 'object_not_in_prerequisite_state';
  end if;
  select e.balance_after_micro into strict s.balance_after_micro from usage_events e where e.workspace_id = v_ws and e.seq = s.through_seq;
  s.refused := 0;

  -- After this point the events are summarised.
  insert into usage_summaries select s.*;
  perform count_summarised(v_ws, v_seq, s.through_seq);
  delete from usage_events e where e.workspace_id = v_ws and e.seq > v_seq and e.seq <= s.through_seq;
  return s.events;
end $$;

-- What the rollups owe to these events, less what was given back of them.
create function books.count_summarised(p_ws text, p_after bigint, p_to bigint) returns void
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_missing bigint[];
begin
  with e as materialized (
    select x.*, x.amount_micro - coalesce(r.amount_micro, 0) as net, case when r.key is null then x.plan_micro else 0 end as net_plan
    from usage_events x
    left join usage_returns r on r.workspace_id = x.workspace_id and r.occurred_at = x.occurred_at and r.key = x.key
    where x.workspace_id = p_ws and x.seq > p_after and x.seq <= p_to
  ), by_day as (
    select e.day, e.channel, e.kind, coalesce(e.feature, '') as feature, coalesce(e.agent_id, '') as agent, count(*) as events,
      sum(e.quantity) as quantity, sum(e.net) as net
    from e group by 1, 2, 3, 4, 5
  ), by_quarter as (
    select date_bin('15 minutes', e.occurred_at, '2000-01-01+00') as bucket, e.channel, coalesce(e.feature, '') as feature, count(*) as events,
      sum(e.quantity) as quantity, sum(e.net) as net
    from e group by 1, 2, 3
  ), by_limit as (
    select c.scope, c.id, date_trunc('month', e.day)::date as period, sum(e.net) as net,
      sum(case c.scope when 'agent' then e.net_plan else 0 end) as net_plan
    from e cross join lateral (values ('workspace', ''), ('agent', e.agent_id), ('key', e.api_key_id)) as c(scope, id)
    where c.id is not null group by 1, 2, 3 having sum(e.net) <> 0
  ), days as (
    update usage_days t set summed_events = t.summed_events + n.events, summed_quantity = t.summed_quantity + n.quantity,
        summed_amount_micro = t.summed_amount_micro + n.net
      from by_day n where t.workspace_id = p_ws and t.day = n.day and t.channel = n.channel and t.kind = n.kind and t.feature = n.feature
        and t.agent_id = n.agent returning 1
  ), quarters as (
    update usage_quarters t set summed_events = t.summed_events + n.events, summed_quantity = t.summed_quantity + n.quantity,
        summed_amount_micro = t.summed_amount_micro + n.net
      from by_quarter n where t.workspace_id = p_ws and t.bucket = n.bucket and t.channel = n.channel and t.feature = n.feature returning 1
  ), by_posting as (
    select date_bin('15 minutes', e.created_at, '2000-01-01+00') as bucket, x.pocket, e.channel, count(*) as items, sum(x.amount) as amount
    from e cross join lateral (values ('main', e.number_micro - e.amount_micro), (e.number_id, -e.number_micro)) as x(pocket, amount)
    where x.amount <> 0 group by 1, 2, 3
  ), posted as (
    update posted_quarters t set summed_items = t.summed_items + n.items, summed_amount_micro = t.summed_amount_micro + n.amount
      from by_posting n where t.workspace_id = p_ws and t.bucket = n.bucket and t.pocket = n.pocket and t.entry = 'usage' and t.channel = n.channel
      returning 1
  ), limits as (
    update budgets t set summed_used_micro = t.summed_used_micro + n.net, summed_plan_micro = t.summed_plan_micro + n.net_plan
      from by_limit n where t.workspace_id = p_ws and t.scope = n.scope and t.id = n.id and t.period = n.period returning 1
  )
  select array[(select count(*) from by_day) - (select count(*) from days), (select count(*) from by_quarter) - (select count(*) from quarters),
    (select count(*) from by_limit) - (select count(*) from limits), (select count(*) from by_posting) - (select count(*) from posted)]
    into v_missing;
  if v_missing <> '{0,0,0,0}' then
    raise exception 'usage of workspace % is not summarised: % days, quarter hours, months and quarter hours of posting miss their row', p_ws, v_missing using errcode = 'data_corrupted';
  end if;
end $$;

-- Refused events are in no sequence: those of earlier days go, and are counted.
create function books.summarise_refused(s usage_summaries, p_day date, p_limit int) returns bigint
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_ws constant text := s.workspace_id;
  v_times timestamptz[]; v_keys uuid[]; v_missing bigint;
begin
  -- Two days more than the day: a zone may have been changed since. An id that is still remembered is answered from the log.
  select array_agg(x.occurred_at), array_agg(x.key), count(*) into v_times, v_keys, s.refused from (
    select e.occurred_at, e.key from usage_events e
    where e.workspace_id = v_ws and e.refusal is not null and e.occurred_at < (p_day + 2)::timestamp at time zone 'UTC' and e.day < p_day
      and e.created_at < s.summarised_at - interval '36 days'
    order by e.occurred_at limit p_limit) x;
  if s.refused = 0 then return 0; end if;
  s.events := 0; s.plan_micro := 0; s.promo_micro := 0; s.wallet_micro := 0; s.number_micro := 0; s.debt_micro := 0; s.returned_micro := 0;
  insert into usage_summaries select s.*;
  with gone as (
    delete from usage_events e using unnest(v_times, v_keys) as x(occurred_at, key)
      where e.workspace_id = v_ws and e.occurred_at = x.occurred_at and e.key = x.key
      returning e.day, e.channel, e.kind, coalesce(e.feature, '') as feature, coalesce(e.agent_id, '') as agent
  ), by_day as (
    select g.day, g.channel, g.kind, g.feature, g.agent, count(*) as refused from gone g group by 1, 2, 3, 4, 5
  ), days as (
    update usage_days t set summed_refused = t.summed_refused + n.refused
      from by_day n where t.workspace_id = v_ws and t.day = n.day and t.channel = n.channel and t.kind = n.kind and t.feature = n.feature
        and t.agent_id = n.agent returning 1
  )
  select (select count(*) from by_day) - (select count(*) from days) into v_missing;
  if v_missing <> 0 then
    raise exception 'usage of workspace % is not summarised: % days of refused events miss their row', v_ws, v_missing using errcode = 'data_corrupted';
  end if;
  return s.refused;
end $$;

-- The row of a closed hold stays, because its id is free for nobody else and its credits are proven by it; what it says of people goes,
-- and so does why a summarised event was given back.
create function books.forget_holds(p_ws text, p_day date, p_limit int) returns bigint
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_before constant timestamptz := (select p_day::timestamp at time zone w.time_zone from workspaces w where w.id = p_ws);
  v_count bigint;
begin
  update holds h set event = h.event - array['recipient', 'used_by', 'reference', 'tags'], external_id = null
    where h.workspace_id = p_ws and h.key in (
      select x.key from holds x where x.workspace_id = p_ws and x.closed_at < v_before and x.closed_at is not null and x.state <> 'open'
        and x.event ?| array['recipient', 'used_by', 'reference', 'tags'] limit p_limit);
  get diagnostics v_count = row_count;
  if v_count = 0 then
    update usage_returns r set reason = null
      where r.workspace_id = p_ws and r.reason is not null and r.occurred_at < (p_day + 2)::timestamp at time zone 'UTC'
        and not exists (select from usage_events e where e.workspace_id = p_ws and e.occurred_at = r.occurred_at and e.key = r.key);
    get diagnostics v_count = row_count;
  end if;
  return v_count;
end $$;
revoke execute on function books.summarise_usage(text, timestamptz, int), books.summarise_charged(usage_summaries, date, int),
  books.count_summarised(text, bigint, bigint), books.summarise_refused(usage_summaries, date, int), books.forget_holds(text, date, int) from public;
