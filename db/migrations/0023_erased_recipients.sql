-- A person may ask to be forgotten: the log lets one column of its rows become an unreadable mark, for the one function that says so, and
-- refuses every other change as before.

-- The column that is made from the recipient follows by itself.
create function refuse_change_but_erasure() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('app.erases', true) = 'on' and new.recipient ~ '^erased:[0-9a-f]{12}$'
      and to_jsonb(new) - '{recipient,recipient_reversed}'::text[] = to_jsonb(old) - '{recipient,recipient_reversed}'::text[] then
    return new;
  end if;
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
drop trigger usage_events_append_only on usage_events;
--> statement-breakpoint
create trigger usage_events_append_only before update or delete on usage_events
  for each row execute function refuse_change_but_erasure();
