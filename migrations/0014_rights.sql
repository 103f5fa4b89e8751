-- What is kept is kept for so long, and its people can have it, or have it erased.

-- owner: rights
-- A shorter time than the program's own for one kind of data; set on the command line.
create table retention (
  kind text primary key,
  days integer not null check (days > 0)
);
-- What the daily job let go of.
create table retention_run (
  id bigint generated always as identity primary key,
  run_on date not null,
  kind text not null,
  count integer not null,
  unique (run_on, kind)
);
-- That something was erased, by numbers alone: after a backup was brought back, it is erased again. When the account was
-- made tells it from one of the same number on another server.
create table erasure (
  id integer generated always as identity primary key,
  account_id integer not null,
  account_made_at timestamptz not null,
  person_id integer,
  with_name boolean not null,
  at timestamptz not null
);

-- owner: conduct
-- Since when the hidden words are gone for good.
alter table conduct_case add column words_gone_at timestamptz;

-- owner: accounts
-- Offered to what notes that an account was erased.
create view account_shown as select id, created_at from account;
