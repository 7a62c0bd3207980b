-- Which publication of the catalogue and of the workspace's own agreement is in force.
create function books.rates_version(p_ws text) returns text
language sql stable set search_path = books, public, pg_temp as $$
  select coalesce((select v.version from rate_versions v where v.workspace_id = ''), 0)
    || ':' || coalesce((select v.version from rate_versions v where v.workspace_id = p_ws), 0)
$$;
