-- The second wall: a query that forgets its workspace finds nothing, and what is append-only stays so for every role, the owner included.
-- Settings are transaction-local: app.ws is the workspace, app.user the signed-in person, app.invitation and app.key what somebody presents
-- before a workspace is known, app.system the worker's sweeps.

create function app_setting(name text) returns text language sql stable parallel safe
  as $$ select nullif(current_setting('app.' || name, true), '') $$;
--> statement-breakpoint

alter table workspaces enable row level security;
--> statement-breakpoint
alter table workspaces force row level security;
--> statement-breakpoint
create policy workspaces_tenant on workspaces
  using (id = (select app_setting('ws'))
    or (select app_setting('system')) = 'on'
    or id in (select m.workspace_id from memberships m where m.user_id = (select app_setting('user'))))
  with check (id = (select app_setting('ws')));
--> statement-breakpoint

alter table memberships enable row level security;
--> statement-breakpoint
alter table memberships force row level security;
--> statement-breakpoint
create policy memberships_tenant on memberships
  using (workspace_id = (select app_setting('ws'))
    or user_id = (select app_setting('user'))
    or (select app_setting('system')) = 'on')
  with check (workspace_id = (select app_setting('ws')));
--> statement-breakpoint

alter table invitations enable row level security;
--> statement-breakpoint
alter table invitations force row level security;
--> statement-breakpoint
create policy invitations_tenant on invitations
  using (workspace_id = (select app_setting('ws'))
    or id = (select app_setting('invitation'))
    or (select app_setting('system')) = 'on')
  with check (workspace_id = (select app_setting('ws')));
--> statement-breakpoint

alter table api_keys enable row level security;
--> statement-breakpoint
alter table api_keys force row level security;
--> statement-breakpoint
create policy api_keys_tenant on api_keys
  using (workspace_id = (select app_setting('ws'))
    or lookup = (select app_setting('key'))
    or (select app_setting('system')) = 'on')
  with check (workspace_id = (select app_setting('ws')));
--> statement-breakpoint

do $$
declare t text;
begin
  foreach t in array array['companies', 'audit_lines', 'audit_heads', 'pockets', 'outbox', 'notifications'] loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy %I on %I
      using (workspace_id = (select app_setting('ws')) or (select app_setting('system')) = 'on')
      with check (workspace_id = (select app_setting('ws')) or (select app_setting('system')) = 'on')$p$, t || '_tenant', t);
  end loop;
end $$;
--> statement-breakpoint

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end $$;
--> statement-breakpoint
create trigger audit_lines_append_only before update or delete on audit_lines
  for each row execute function refuse_change();
--> statement-breakpoint
create trigger audit_lines_no_truncate before truncate on audit_lines
  for each statement execute function refuse_change();
--> statement-breakpoint

-- A crash may forget who was counted; it must never slow a request down with a flush.
alter table rate_limits set unlogged;
