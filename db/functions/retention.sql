-- What the log forgets of a person. The application's role may change no row of it; this function changes one column, in the rows of one
-- recipient of the workspace that asks, and nothing else of them. A trigger of the log holds it to that.
create function books.erase_recipient(p_ws text, p_recipients text[], p_mark text, out events bigint, out holds bigint)
language plpgsql volatile security definer set search_path = books, public, pg_temp as $$
begin
  if p_ws is distinct from app_setting('ws') then
    raise exception 'a workspace erases recipients of its own alone' using errcode = 'insufficient_privilege';
  end if;
  if p_mark !~ '^erased:[0-9a-f]{12}$' then
    raise exception 'an erased recipient is a mark that nobody can read' using errcode = 'check_violation';
  end if;
  -- Whoever charges meanwhile waits, so that nothing of this person is written between the log and the holds.
  perform from pockets p where p.workspace_id = p_ws and p.id = 'main' for update;
  perform set_config('app.erases', 'on', true);
  update usage_events u set recipient = p_mark where u.workspace_id = p_ws and u.recipient = any (p_recipients);
  get diagnostics events = row_count;
  update holds h set event = jsonb_set(h.event, '{recipient}', to_jsonb(p_mark))
    where h.workspace_id = p_ws and h.event ->> 'recipient' = any (p_recipients);
  get diagnostics holds = row_count;
  perform set_config('app.erases', '', true);
end $$;
