-- What the door has to know of a key, current secret or previous one, and of its workspace: one call, one round trip. What is asked for
-- by its lookup is all that row-level security shows, as for every stranger. The caller compares the secret and the times.
create function books.open_key(p_lookup text)
returns table (
  id text, name text, scopes text[], addresses text[], secret_hash text, valid_until timestamptz, last_used_at timestamptz, is_previous boolean,
  workspace_id text, slug text, workspace_name text, currency text, country text, time_zone text, locale text)
language plpgsql volatile
set search_path = public, pg_temp as $$
#variable_conflict use_column
declare
  k api_keys;
begin
  perform set_config('app.key', p_lookup, true);
  select x.* into k from api_keys x where (x.lookup = p_lookup or x.previous_lookup = p_lookup) and x.revoked_at is null;
  perform set_config('app.key', '', true);
  if k.id is null then
    return;
  end if;
  perform set_config('app.ws', k.workspace_id, true);
  is_previous := k.lookup <> p_lookup;
  return query
    select k.id, k.name, k.scopes, k.addresses,
      case when is_previous then k.previous_secret_hash else k.secret_hash end,
      case when is_previous then least(k.previous_until, k.expires_at) else k.expires_at end,
      case when is_previous then k.previous_last_used_at else k.last_used_at end,
      is_previous, w.id, w.slug, w.name, w.currency, w.country, w.time_zone, w.locale
    from workspaces w where w.id = k.workspace_id;
  perform set_config('app.ws', '', true);
end $$;
