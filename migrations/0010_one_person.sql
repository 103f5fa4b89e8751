-- Two persons, or two bodies, that are one; what someone was and for how long; an account that says which person it is.

-- owner: people
-- Whoever was found to be another is no longer shown, and their address leads to the one who stays.
alter table person add column merged_into integer references person (id);
alter table body add column merged_into integer references body (id);
create or replace view person_shown as
  select id, slug, name from person where withdrawn_at is null and merged_into is null;
create or replace view body_shown as
  select id, slug, name from body where withdrawn_at is null and merged_into is null;

-- For whom someone speaks, to which stakeholder group they belong, what they are or were elsewhere ("past MAG member").
-- `since_said` and `until_said` keep a day as inexact as it was given (2021, 2021-05); the dates beside them are its first
-- day and the first day after it. Null where a report said it, as of the day of its meeting.
alter table affiliation add column kind text not null default 'affiliation'
  check (kind in ('affiliation', 'stakeholder group', 'elsewhere'));
alter table affiliation add column since_said text check (since_said ~ '^\d{4}(-\d{2}){0,2}$');
alter table affiliation add column until_said text check (until_said ~ '^\d{4}(-\d{2}){0,2}$');

-- owner: accounts
-- "This is me": an account without a person says, in its own words, whom a group names. Nothing follows until an office
-- holder of that group confirms it; `person_id` is whom they found it to be.
create table person_claim (
  id integer generated always as identity primary key,
  account_id integer not null references account (id) on delete cascade,
  group_id integer not null references working_group (id) on delete cascade,
  name text not null check (name <> ''),
  words text,
  state text not null default 'waiting' check (state in ('waiting', 'confirmed', 'declined', 'withdrawn')),
  person_id integer references person (id),
  made_at timestamptz not null,
  ended_at timestamptz
);
create unique index person_claim_waiting on person_claim (account_id) where state = 'waiting';
create index person_claim_group on person_claim (group_id, state, id);
create index person_claim_person on person_claim (person_id);
create index account_person on account (person_id);
