-- The shapes in which events come in and verdicts go out of post_usage: a function with a parameter for every column is called and
-- planned more slowly, and one array of rows is unpacked faster than an array for every column.

-- What is sent of an event. `cost` is what it costs by the card, -1 without a rate; `refused` is the verdict of one refused before money was looked at.
-- `month`, `by_key` and `by_agent` point to what it is counted in, and `through` to its number; 0 is none.
create type books.priced_event as (
  body bigint, at timestamptz, day date, refused smallint, cost bigint, template boolean, month int, by_key int, by_agent int, through int,
  external text, channel text, direction text, kind text, recipient text, country text, feature text, agent text, nr text, used_by text,
  quantity int, unit text, price bigint, rate text, reference text, tags jsonb, claimed timestamptz);

-- What is counted against limits: a month of the workspace (id ''), of the key or of an agent, and the moment it ends.
create type books.counter as (scope text, id text, period date, ends timestamptz);

-- What a counter says, and what an agent whose counter it is may: `lim` of its own, or stops at the plan's end.
create type books.counted as (used bigint, plan bigint, lim bigint, stops boolean, plan_only boolean, stopped boolean);

-- What became of it, in the order of events.
create type books.judged as (verdict smallint, seq bigint, amount bigint, plan bigint, promo bigint, wallet bigint, number bigint,
  balance bigint, short bigint, lim bigint);

-- A lot of which something is asked back: how it stands, or is to stand. `held` is for messages and calls, `kept` for a dispute; `repaid` is
-- debt of another pocket's credits that was paid meanwhile and comes back to the workspace.
create type books.claimed as (lot text, pocket text, remains bigint, used bigint, held bigint, taken bigint, indebted bigint, due bigint, kept bigint,
  repaid bigint);
