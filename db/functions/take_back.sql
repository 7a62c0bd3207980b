-- What is asked back of credits that were bought, by refunds and disputes, and given back when these came to nothing. The caller says how
-- much of a purchase is to be taken and how much is to be kept back meanwhile; the books are brought to it, whatever they were before.

-- The lot a purchase opened, and those that parts of it were moved to. The first is the purchase's own.
create function books.lot_family(p_ws text, p_origin text) returns text[]
language sql stable as $$
  with recursive family as (
    select e.lot_id as id, 0 as step from journal j
      join lot_entries e on e.workspace_id = j.workspace_id and e.tx = j.tx and e.opened_micro > 0
      where j.workspace_id = p_ws and j.effect_key = p_origin
    union all
    select x.id, 1 from family f join lots x on x.workspace_id = p_ws and x.source = 'move' and x.reference = f.id
  )
  select array_agg(id order by step, id) from family
$$;

-- Brings what is taken of a purchase to `p_taken` and what is kept back of it to `p_kept`. What remains of its credits goes first; what was
-- used of them becomes debt; what is held of them for a message or a call is due when that ends; and what has left them otherwise is debt.
-- Giving back goes the same way in the opposite direction. Nothing to do writes nothing.
create function books.claim_credits(p_ws text, p_now timestamptz, p_origin text, p_taken bigint, p_kept bigint, p_effect text, p_actor text,
  p_reference text, out tx bigint, out taken bigint, out kept bigint, out debt bigint)
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_at constant timestamptz := open_books(p_ws, p_now);
  v_ids constant text[] := lot_family(p_ws, p_origin);
  c claimed[];
  v_owed bigint;
  v_took bigint;
  n bigint; x bigint; i int; step int;
begin
  if v_ids is null then
    raise exception 'nothing was bought by %', p_origin using errcode = 'no_data_found';
  end if;
  c := read_claims(p_ws, v_ids);
  select p.debt_micro into strict v_owed from pockets p where p.workspace_id = p_ws and p.id = 'main';

  select p_taken - sum(o.taken), greatest(sum(o.kept) - p_kept, 0) into n, x from unnest(c) o;
  v_took := n;
  -- What is no longer to be kept, what remains, what is still kept, what was used, what is held.
  for step in 1 .. 5 loop
    for i in 1 .. cardinality(c) loop
      exit when n <= 0;
      taken := least(n, case step when 1 then least(c[i].kept, x) when 2 then c[i].remains when 3 then c[i].kept when 4 then c[i].used else c[i].held - c[i].due end);
      n := n - taken;
      c[i].taken := c[i].taken + taken;
      case step
        when 1, 3 then c[i].kept := c[i].kept - taken; x := x - case step when 1 then taken else 0 end;
        when 2 then c[i].remains := c[i].remains - taken;
        when 4 then c[i].used := c[i].used - taken; c[i].indebted := c[i].indebted + taken;
        when 5 then c[i].due := c[i].due + taken;
      end case;
    end loop;
  end loop;
  if n > 0 then c[1].taken := c[1].taken + n; end if;

  -- Given back: what was only due, then debt, then credits.
  for step in 1 .. 3 loop
    for i in reverse cardinality(c) .. 1 loop
      exit when n >= 0;
      taken := least(-n, case step when 1 then c[i].due when 2 then c[i].indebted else c[i].taken - c[i].indebted - c[i].due end);
      n := n + taken;
      c[i].taken := c[i].taken - taken;
      case step
        when 1 then c[i].due := c[i].due - taken;
        when 2 then
          -- Debt that was paid meanwhile comes back as credits: where it was paid from.
          x := least(taken, v_owed);
          v_owed := v_owed - x;
          c[i].indebted := c[i].indebted - taken;
          if c[i].pocket = 'main' then
            c[i].used := c[i].used + x;
            c[i].remains := c[i].remains + taken - x;
          else
            c[i].used := c[i].used + taken;
            c[i].repaid := c[i].repaid + taken - x;
          end if;
        when 3 then c[i].remains := c[i].remains + taken;
      end case;
    end loop;
  end loop;

  select p_kept - sum(o.kept) into n from unnest(c) o;
  for i in 1 .. cardinality(c) loop
    x := least(greatest(n, 0), c[i].remains);
    c[i].kept := c[i].kept + x; c[i].remains := c[i].remains - x; n := n - x;
  end loop;
  for i in reverse cardinality(c) .. 1 loop
    x := least(greatest(-n, 0), c[i].kept);
    c[i].kept := c[i].kept - x; c[i].remains := c[i].remains + x; n := n + x;
  end loop;

  -- After this point the claim is posted.
  select o.tx, o.debt into tx, debt from post_claims(p_ws, v_at, c, case when v_took = 0 then 'dispute' else 'refund' end, p_effect, p_actor, p_reference) o;
  select sum(o.taken), sum(o.kept) into taken, kept from unnest(c) o;
end $$;

-- What a hold kept from being taken is taken once the hold has ended, out of what came back or what was used.
create function books.collect_due(p_ws text, p_at timestamptz, p_key uuid, p_actor text) returns void
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  c claimed[];
  v_lot text;
  x bigint; y bigint;
begin
  for v_lot in select k.lot_id from hold_parts h join lot_claims k on k.workspace_id = h.workspace_id and k.lot_id = h.lot_id
      where h.workspace_id = p_ws and h.key = p_key and k.due_micro > 0 order by k.lot_id loop
    c := read_claims(p_ws, array[v_lot]);
    x := least(c[1].due, c[1].remains);
    y := least(c[1].due - x, c[1].used);
    c[1].remains := c[1].remains - x; c[1].used := c[1].used - y; c[1].indebted := c[1].indebted + y; c[1].due := c[1].due - x - y;
    perform post_claims(p_ws, p_at, c, 'refund', 'due:' || v_lot || ':' || p_key, p_actor, purchase_of(p_ws, v_lot));
  end loop;
end $$;

-- The purchase that the credits of a lot came with, through however many pockets.
create function books.purchase_of(p_ws text, p_lot text) returns text
language sql stable as $$
  with recursive origin as (
    select l.source, l.reference from lots l where l.workspace_id = p_ws and l.id = p_lot
    union all
    select l.source, l.reference from origin o join lots l on o.source = 'move' and l.workspace_id = p_ws and l.id = o.reference
  )
  select reference from origin where source <> 'move'
$$;

create function books.read_claims(p_ws text, p_ids text[]) returns books.claimed[]
language sql stable as $$
  select array_agg(row(l.id, l.pocket, l.remaining_micro, l.used_micro, l.held_micro - coalesce(k.kept_micro, 0), coalesce(k.taken_micro, 0),
      coalesce(k.indebted_micro, 0), coalesce(k.due_micro, 0), coalesce(k.kept_micro, 0), 0)::books.claimed order by i.ord)
    from unnest(p_ids) with ordinality i(id, ord) join lots l on l.workspace_id = p_ws and l.id = i.id
    left join lot_claims k on k.workspace_id = l.workspace_id and k.lot_id = l.id
$$;

-- Writes how lots and claims are to stand as one transaction: a row for each pocket, debt on the main one. Credits that come into the wallet pay
-- debt, and what other credits there are pay the debt that arose, unless the wallet is frozen.
create function books.post_claims(p_ws text, p_at timestamptz, p_to books.claimed[], p_kind text, p_effect text, p_actor text, p_reference text,
  out tx bigint, out debt bigint)
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  m pockets;
  l lots;
  o claimed;
  r record;
  v_from claimed[];
  v_cost bigint[];
  v_repaid bigint := 0;
  v_came bigint := 0;
  v_lot text;
  v_tx bigint;
begin
  select * into strict m from pockets p where p.workspace_id = p_ws and p.id = 'main';
  select read_claims(p_ws, array_agg(x.lot order by x.ord)), coalesce(sum(x.repaid), 0) into v_from, v_repaid
    from unnest(p_to) with ordinality x(lot, pocket, remains, used, held, taken, indebted, due, kept, repaid, ord);
  v_tx := m.tx + 1;
  for i in 1 .. cardinality(p_to) loop
    o := p_to[i];
    v_cost[i] := 0;
    if (o.remains, o.used, o.kept) is distinct from (v_from[i].remains, v_from[i].used, v_from[i].kept) then
      select * into strict l from lots x where x.workspace_id = p_ws and x.id = o.lot;
      v_cost[i] := move_in_lot(p_ws, v_tx, l, d_remaining => o.remains - v_from[i].remains, d_used => o.used - v_from[i].used,
        d_held => o.kept - v_from[i].kept,
        d_gone => v_from[i].remains - o.remains + v_from[i].used - o.used + v_from[i].kept - o.kept);
    end if;
    if (o.taken, o.indebted, o.due, o.kept) is distinct from (v_from[i].taken, v_from[i].indebted, v_from[i].due, v_from[i].kept) then
      insert into lot_claims as k (workspace_id, lot_id, taken_micro, indebted_micro, due_micro, kept_micro)
        values (p_ws, o.lot, o.taken, o.indebted, o.due, o.kept)
        on conflict (workspace_id, lot_id) do update set taken_micro = excluded.taken_micro, indebted_micro = excluded.indebted_micro,
          due_micro = excluded.due_micro, kept_micro = excluded.kept_micro;
    end if;
  end loop;
  if v_repaid > 0 then
    v_lot := 'lot_' || replace(uuidv7()::text, '-', '');
    insert into lots (workspace_id, id, pocket, fund, granted_micro, remaining_micro, opened_at, source, reference)
      values (p_ws, v_lot, 'main', 'wallet', v_repaid, v_repaid, p_at, 'adjustment', p_reference);
    insert into lot_entries (workspace_id, tx, lot_id, ord, opened_micro, remaining_micro) values (p_ws, v_tx, v_lot, 0, v_repaid, v_repaid);
  end if;
  debt := 0;
  -- The main pocket comes first; what another pocket cannot give is asked of it.
  for r in
    with moved as (
      select t.pocket, sum(t.remains - f.remains)::bigint as wallet, sum(t.kept - f.kept)::bigint as held,
        sum(t.taken - t.due - f.taken + f.due)::bigint as paid, sum(k.cost)::bigint as cost
      from unnest(p_to) with ordinality t(lot, pocket, remains, used, held, taken, indebted, due, kept, repaid, ord)
      join unnest(v_from) with ordinality f(lot, pocket, remains, used, held, taken, indebted, due, kept, repaid, ord) using (ord)
      join unnest(v_cost) with ordinality k(cost, ord) using (ord)
      group by t.pocket
    ), asked as (
      select coalesce(sum(x.wallet + x.held + x.paid), 0)::bigint as amount from moved x where x.pocket <> 'main'
    )
    select * from (
      select 'main' as pocket, coalesce(x.wallet, 0) + v_repaid as wallet, coalesce(x.held, 0) as held, coalesce(x.paid, 0) as paid, a.amount as moved,
          coalesce(x.cost, 0) as cost
        from asked a left join moved x on x.pocket = 'main'
      union all
      select x.pocket, x.wallet, x.held, x.paid, -(x.wallet + x.held + x.paid), x.cost from moved x where x.pocket <> 'main'
    ) z where (z.wallet, z.held, z.paid, z.moved) <> (0, 0, 0, 0) order by z.pocket <> 'main', z.pocket
  loop
    if r.pocket = 'main' then debt := r.wallet + r.held + r.paid + r.moved; end if;
    perform write_journal(p_ws, r.pocket, p_kind, p_at, p_effect, p_actor, p_reference, d_wallet => r.wallet, d_held => r.held, d_paid => r.paid,
      d_moved => r.moved, d_debt => case r.pocket when 'main' then debt else 0 end, p_cost => r.cost, p_same_tx => tx is not null);
    tx := v_tx;
    if r.pocket = 'main' then v_came := greatest(r.wallet, 0); end if;
  end loop;
  if tx is not null then
    perform pay_debt(p_ws, p_at, case when m.frozen then v_came else 9223372036854775807 end, p_actor);
    perform watch_balance(p_ws, p_at);
  end if;
end $$;
