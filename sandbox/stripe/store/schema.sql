-- Everything the stand-in knows. It belongs to a role of its own; the product's role is given nothing here.
create schema if not exists stripe_sandbox;
set local search_path = stripe_sandbox;

-- One row per object, as it goes over the wire, with ids where other objects could stand. `hidden` is what the API never shows.
create table if not exists objects (
  id text primary key,
  seq bigint generated always as identity,
  kind text not null,
  clock text,
  refs text[] not null default '{}',
  data jsonb not null,
  hidden jsonb not null default '{}'
);
create index if not exists objects_by_kind on objects (kind, seq);
create index if not exists objects_by_ref on objects using gin (refs);

create table if not exists events (
  id text primary key,
  seq bigint generated always as identity,
  type text not null,
  created bigint not null,
  data jsonb not null
);
create index if not exists events_by_seq on events (seq);
create index if not exists events_by_type on events (type, seq);
create index if not exists events_by_object on events ((data #>> '{data,object,id}'), seq);

create table if not exists deliveries (
  id bigint generated always as identity primary key,
  event text not null references events on delete cascade,
  endpoint text not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'dropped')),
  due timestamptz not null,
  -- What was tried: when, what came back, how long it took.
  attempts jsonb not null default '[]'
);
-- While it is being sent nobody else takes it; a process that has died no longer sends, and the next start knows.
alter table deliveries add column if not exists taken_until timestamptz;
create index if not exists deliveries_due on deliveries (due) where state = 'pending';
create index if not exists deliveries_to on deliveries (endpoint, due, id) where state = 'pending';
create index if not exists deliveries_of_event on deliveries (event);

-- The answer to each key, kept for a day: the same request gets it again.
create table if not exists idempotency (
  key text primary key,
  fingerprint text not null,
  request text not null,
  status integer not null,
  body text not null,
  at timestamptz not null default now()
);

-- What happens by itself later: renewals, expiries, retries. On a test clock's time when there is one, else on the sandbox's.
create table if not exists jobs (
  id bigint generated always as identity primary key,
  clock text,
  due bigint not null,
  kind text not null,
  subject text not null,
  data jsonb not null default '{}'
);
-- What went wrong with it: it is not tried again, and what comes after it goes on.
alter table jobs add column if not exists failed text;
create index if not exists jobs_due on jobs (clock, due, id);
create index if not exists jobs_of_subject on jobs (subject);

create table if not exists settings (name text primary key, value jsonb not null);
