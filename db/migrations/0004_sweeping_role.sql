-- The scope over all workspaces belongs to a role, not to whoever names it: the web application's own account may set app.system and still
-- sees no tenant. Who may execute this marker may sweep; the migration grants it to the worker's role (the owner always may, so an
-- installation with a single role works as before).
create function may_sweep() returns boolean language sql immutable as $$ select true $$;
--> statement-breakpoint
revoke execute on function may_sweep() from public;
--> statement-breakpoint

create function app_sweeps() returns boolean language sql stable
  as $$ select coalesce(current_setting('app.system', true), '') = 'on'
    and has_function_privilege(current_user, 'public.may_sweep()', 'execute') $$;
--> statement-breakpoint

alter policy workspaces_tenant on workspaces
  using (id = (select app_setting('ws'))
    or (select app_sweeps())
    or id in (select m.workspace_id from memberships m where m.user_id = (select app_setting('user'))));
--> statement-breakpoint
alter policy memberships_tenant on memberships
  using (workspace_id = (select app_setting('ws'))
    or user_id = (select app_setting('user'))
    or (select app_sweeps()));
--> statement-breakpoint
alter policy invitations_tenant on invitations
  using (workspace_id = (select app_setting('ws'))
    or id = (select app_setting('invitation'))
    or (select app_sweeps()));
--> statement-breakpoint
alter policy api_keys_tenant on api_keys
  using (workspace_id = (select app_setting('ws'))
    or lookup = (select app_setting('key'))
    or (select app_sweeps()));
--> statement-breakpoint

do $$
declare t text;
begin
  foreach t in array array['companies', 'audit_lines', 'audit_heads', 'pockets', 'outbox', 'notifications'] loop
    execute format($p$alter policy %I on %I
      using (workspace_id = (select app_setting('ws')) or (select app_sweeps()))
      with check (workspace_id = (select app_setting('ws')) or (select app_sweeps()))$p$, t || '_tenant', t);
  end loop;
end $$;
--> statement-breakpoint

-- What health and metrics may know of every workspace's effects: how many were given up and how long the oldest waits.
create function outbox_state() returns table (oldest_seconds double precision, dead bigint)
  language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  before text := coalesce(current_setting('app.system', true), '');
begin
  perform set_config('app.system', 'on', true);
  return query select
    coalesce((select extract(epoch from clock_timestamp() - min(o.available_at))::double precision
      from outbox o where o.status = 'pending' and o.available_at <= clock_timestamp()), 0),
    (select count(*) from outbox o where o.status = 'dead');
  perform set_config('app.system', before, true);
end $$;
