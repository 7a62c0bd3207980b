-- The walls around the books: row-level security, history nobody rewrites, narrow hot rows, and the months of the usage log.

do $$
declare t text;
begin
  foreach t in array array['lots', 'journal', 'lot_entries', 'agents', 'numbers', 'usage_events', 'usage_keys', 'usage_returns', 'usage_quarters',
    'usage_days', 'budgets', 'holds', 'hold_parts'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I
      using (workspace_id = (select app_setting('ws')) or (select app_sweeps()))
      with check (workspace_id = (select app_setting('ws')) or (select app_sweeps()))$p$, t || '_tenant', t);
  end loop;
  foreach t in array array['journal', 'lot_entries', 'usage_events', 'usage_returns'] loop
    execute format('create trigger %I before update or delete on %I for each row execute function refuse_change()', t || '_append_only', t);
    execute format('create trigger %I before truncate on %I for each statement execute function refuse_change()', t || '_no_truncate', t);
  end loop;
end $$;
--> statement-breakpoint

-- The catalogue is everybody's to read, an agreement its workspace's; publishing takes the system's account.
do $$
declare t text;
begin
  foreach t in array array['rate_cards', 'rates', 'rate_versions'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I
      using (workspace_id in ('', (select app_setting('ws'))) or (select app_sweeps()))
      with check ((select app_sweeps()))$p$, t || '_tenant', t);
  end loop;
end $$;
--> statement-breakpoint

-- A hold's parts are found while it is being made.
alter table hold_parts alter constraint hold_parts_workspace_id_key_holds_workspace_id_key_fk deferrable initially deferred;
--> statement-breakpoint

-- Rewritten with every batch: room on the page keeps each update beside its row, without touching an index.
alter table pockets set (fillfactor = 20, autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
--> statement-breakpoint
alter table lots set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
alter table budgets set (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);
--> statement-breakpoint
alter table usage_quarters set (fillfactor = 70);
--> statement-breakpoint
alter table usage_days set (fillfactor = 70);
--> statement-breakpoint

-- A month of the log is there before its first event comes. Through the log itself row-level security holds; a month by its own name shows
-- nobody anything.
create function ensure_usage_months(first date, last date) returns integer
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  month date := date_trunc('month', first)::date;
  made integer := 0;
  parent text;
  name text;
begin
  while month <= last loop
   foreach parent in array array['usage_events', 'usage_keys'] loop
    name := parent || '_' || to_char(month, 'YYYY_MM');
    if to_regclass('public.' || name) is null then
      execute format('create table public.%I partition of public.%I for values from (%L) to (%L)', name, parent,
        month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
      execute format('alter table public.%I enable row level security', name);
      execute format('alter table public.%I force row level security', name);
      execute format('alter table public.%I set (autovacuum_vacuum_insert_scale_factor = 0.05, autovacuum_analyze_scale_factor = 0.02)', name);
      made := made + 1;
    end if;
   end loop;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end $$;
--> statement-breakpoint
revoke execute on function ensure_usage_months(date, date) from public;
