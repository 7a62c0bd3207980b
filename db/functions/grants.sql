-- Credits that come in, change place or are corrected. Each has an effect key: the first call is recorded, a repeat is told so, and a
-- repeat with another amount is an error of the caller.

create function books.was_recorded(p_ws text, p_effect text, p_pocket text, p_amount bigint) returns bigint
language plpgsql stable set search_path = books, public, pg_temp as $$
declare
  j journal;
begin
  select * into j from journal x where x.workspace_id = p_ws and x.effect_key = p_effect order by x.pocket = p_pocket desc limit 1;
  if not found then return null; end if;
  if j.pocket <> p_pocket then
    raise exception 'effect % was recorded in another pocket', p_effect using errcode = 'unique_violation';
  end if;
  if j.plan_micro + j.promo_micro + j.wallet_micro - j.debt_micro <> p_amount then
    raise exception 'effect % was recorded with another amount', p_effect using errcode = 'unique_violation';
  end if;
  return j.tx;
end $$;

-- Opens a lot.
create function books.grant_credits(p_ws text, p_now timestamptz, p_lot text, p_pocket text, p_fund text, p_amount bigint, p_cost bigint,
  p_expires timestamptz, p_source text, p_effect text, p_actor text, p_reference text, out status text, out tx bigint)
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_at timestamptz := open_books(p_ws, p_now);
begin
  tx := was_recorded(p_ws, p_effect, p_pocket, p_amount);
  if tx is not null then
    status := 'duplicate';
    return;
  end if;
  if p_expires <= v_at then
    raise exception 'a lot must expire after it is opened' using errcode = 'check_violation';
  end if;
  insert into lots (workspace_id, id, pocket, fund, granted_micro, remaining_micro, cost_minor, opened_at, expires_at, source, reference)
    values (p_ws, p_lot, p_pocket, p_fund, p_amount, p_amount, p_cost, v_at, p_expires, p_source, p_reference);
  tx := write_journal(p_ws, p_pocket, case p_source when 'adjustment' then 'adjust' when 'promo' then 'grant' else p_source end, v_at, p_effect, p_actor, p_reference,
    d_plan => case p_fund when 'plan' then p_amount else 0 end,
    d_promo => case p_fund when 'promo' then p_amount else 0 end,
    d_wallet => case p_fund when 'wallet' then p_amount else 0 end,
    d_paid => case p_source when 'purchase' then -p_amount else 0 end,
    d_granted => case p_source when 'purchase' then 0 else -p_amount end);
  insert into lot_entries (workspace_id, tx, lot_id, ord, opened_micro, remaining_micro) values (p_ws, tx, p_lot, 0, p_amount, p_amount);
  if p_pocket = 'main' and p_fund = 'wallet' then
    perform pay_debt(p_ws, v_at, p_amount, p_actor);
  end if;
  perform watch_balance(p_ws, v_at);
  status := 'recorded';
end $$;

-- What comes into the wallet pays debt first: those credits were spent before they were there.
create function books.pay_debt(p_ws text, p_at timestamptz, p_most bigint, p_actor text) returns void
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  m pockets;
  v_pay bigint;
begin
  select * into strict m from pockets p where p.workspace_id = p_ws and p.id = 'main';
  v_pay := least(m.wallet_micro, m.debt_micro, p_most);
  if v_pay = 0 then return; end if;
  perform write_journal(p_ws, 'main', 'debt', p_at, 'debt:' || (m.tx + 1), p_actor, d_wallet => -v_pay, d_debt => -v_pay,
    p_cost => take_from_lots(p_ws, m.tx + 1, 'main', 'wallet', v_pay));
end $$;

-- Takes credits out of a wallet again, by the operator's word. Never more than there are.
create function books.withdraw_credits(p_ws text, p_now timestamptz, p_pocket text, p_amount bigint, p_effect text, p_actor text, p_reference text,
  out status text, out tx bigint, out short bigint)
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_at timestamptz := open_books(p_ws, p_now);
begin
  tx := was_recorded(p_ws, p_effect, p_pocket, -p_amount);
  if tx is not null then
    status := 'duplicate';
    return;
  end if;
  select greatest(p_amount - p.wallet_micro, 0) into strict short from pockets p where p.workspace_id = p_ws and p.id = p_pocket;
  if short > 0 then
    status := 'insufficient';
    return;
  end if;
  tx := write_journal(p_ws, p_pocket, 'adjust', v_at, p_effect, p_actor, p_reference, d_wallet => -p_amount, d_granted => p_amount);
  perform take_away(p_ws, tx, p_pocket, p_amount, null);
  perform watch_balance(p_ws, v_at);
  status := 'recorded';
end $$;

-- Moves wallet credits to another pocket of the same workspace. They keep their expiry and their price.
create function books.move_credits(p_ws text, p_now timestamptz, p_from text, p_to text, p_amount bigint, p_effect text, p_actor text,
  out status text, out tx bigint, out short bigint)
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_at timestamptz := open_books(p_ws, p_now);
  f pockets;
begin
  tx := was_recorded(p_ws, p_effect, p_from, -p_amount);
  if tx is not null then
    status := 'duplicate';
    return;
  end if;
  select * into strict f from pockets p where p.workspace_id = p_ws and p.id = p_from;
  short := greatest(p_amount - f.wallet_micro, 0);
  if short > 0 or f.frozen then
    status := case when f.frozen then 'frozen' else 'insufficient' end;
    return;
  end if;
  tx := write_journal(p_ws, p_from, 'move', v_at, p_effect, p_actor, p_to, d_wallet => -p_amount, d_moved => p_amount);
  perform write_journal(p_ws, p_to, 'move', v_at, p_effect, p_actor, p_from, d_wallet => p_amount, d_moved => -p_amount, p_same_tx => true);
  perform take_away(p_ws, tx, p_from, p_amount, p_to);
  if p_to = 'main' then
    perform pay_debt(p_ws, v_at, p_amount, p_actor);
  end if;
  perform watch_balance(p_ws, v_at);
  status := 'recorded';
end $$;

-- Empties wallet lots, soonest expiry first; with a destination, each part opens a lot there.
create function books.take_away(p_ws text, p_tx bigint, p_pocket text, p_amount bigint, p_to text) returns void
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  l lots;
  v_left bigint := p_amount;
  v_take bigint;
  v_new text;
begin
  for l in select * from lots x where x.workspace_id = p_ws and x.pocket = p_pocket and x.fund = 'wallet' and x.is_open
      order by x.expires_at nulls last, x.opened_at, x.id loop
    exit when v_left = 0;
    v_take := least(v_left, l.remaining_micro);
    perform move_in_lot(p_ws, p_tx, l, d_remaining => -v_take, d_gone => v_take);
    if p_to is not null then
      v_new := 'lot_' || replace(uuidv7()::text, '-', '');
      insert into lots (workspace_id, id, pocket, fund, granted_micro, remaining_micro, cost_minor, opened_at, expires_at, source, reference)
        values (p_ws, v_new, p_to, 'wallet', v_take, v_take, round(l.cost_minor::numeric * v_take / l.granted_micro)::bigint, l.opened_at, l.expires_at, 'move', l.id);
      insert into lot_entries (workspace_id, tx, lot_id, ord, opened_micro, remaining_micro) values (p_ws, p_tx, v_new, 0, v_take, v_take);
    end if;
    v_left := v_left - v_take;
  end loop;
end $$;

-- Stops spending from the wallet for a reason, or takes the reason away: it opens when none is left. Debt that arose meanwhile is paid then.
create function books.set_frozen(p_ws text, p_now timestamptz, p_reason text, p_frozen boolean, p_actor text) returns boolean
language plpgsql volatile set search_path = books, public, pg_temp as $$
declare
  v_at timestamptz := open_books(p_ws, p_now);
  v_frozen boolean;
begin
  update pockets p set frozen_for = x.reasons, frozen = cardinality(x.reasons) > 0
    from (select array_remove(q.frozen_for, p_reason) || case when p_frozen then array[p_reason] else '{}' end as reasons
      from pockets q where q.workspace_id = p_ws and q.id = 'main') x
    where p.workspace_id = p_ws and p.id = 'main' returning p.frozen into strict v_frozen;
  if not v_frozen then
    perform pay_debt(p_ws, v_at, 9223372036854775807, p_actor);
  end if;
  return v_frozen;
end $$;
