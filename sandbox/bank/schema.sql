-- Everything the bank knows. It belongs to the account of the stand-ins; the product's accounts are given nothing here.
create schema if not exists bank_sandbox;
set local search_path = bank_sandbox;

create table if not exists accounts (
  id text primary key,
  seq bigint generated always as identity,
  external_id text not null unique,
  bank text not null,
  number text not null unique,
  name text,
  -- In the smallest coin of the currency.
  amount bigint not null check (amount > 0),
  currency text not null,
  status text not null default 'pending' check (status in ('pending', 'paid', 'expired', 'canceled')),
  -- Seconds since 1970, on the bank's clock.
  created bigint not null,
  expires bigint not null
);
create index if not exists accounts_by_seq on accounts (seq);
create index if not exists accounts_open on accounts (expires) where status = 'pending';

create table if not exists payments (
  id text primary key,
  seq bigint generated always as identity,
  account text not null references accounts,
  amount bigint not null check (amount > 0),
  from_bank text not null,
  -- Whether the account had expired before it came.
  late boolean not null,
  created bigint not null
);
create index if not exists payments_of_account on payments (account, seq);

create table if not exists deliveries (
  id bigint generated always as identity primary key,
  event jsonb not null,
  state text not null default 'pending' check (state in ('pending', 'delivered', 'failed', 'dropped')),
  due timestamptz not null default now(),
  taken_until timestamptz,
  -- What was tried: when, what came back, how long it took.
  attempts jsonb not null default '[]'
);
create index if not exists deliveries_due on deliveries (due) where state = 'pending';

create table if not exists settings (name text primary key, value jsonb not null);
