-- Keys made before the scope recipients:read was known go on showing recipients where whoever made them may see them.

ALTER TABLE "api_keys" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" NO FORCE ROW LEVEL SECURITY;--> statement-breakpoint
update api_keys k set scopes = array_append(k.scopes, 'recipients:read')
where 'usage:read' = any(k.scopes) and not 'recipients:read' = any(k.scopes)
  and (k.created_by is null or exists (
    select from memberships m
    where m.workspace_id = k.workspace_id and m.user_id = k.created_by and m.role in ('owner', 'admin', 'finance')));--> statement-breakpoint
ALTER TABLE "api_keys" FORCE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "memberships" FORCE ROW LEVEL SECURITY;
