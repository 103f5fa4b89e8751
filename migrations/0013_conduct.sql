-- Words that broke a rule can be hidden: they keep their place, a tombstone says why, and nothing is destroyed.

-- owner: texts
alter table block_now add column hidden_for text;
create or replace view block_shown as
  select block_id, text_id, number, position, kind, body, attributes, found_by from block_now
  where not withdrawn and hidden_for is null;
create view block_hidden as select block_id from block_now where hidden_for is not null;
-- Where a block stands, whether it is shown or not.
create view block_place as select block_id, text_id, number from block_now;

-- owner: conduct
-- One question about one block: from the first report to the last word on it.
create table conduct_case (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  number integer not null,
  text_id integer not null references text (id) on delete cascade,
  block_id integer not null references block (id) on delete cascade,
  rule text not null,
  state text not null default 'open' check (state in ('open', 'hidden', 'dismissed', 'restored')),
  reason text,
  opened_at timestamptz not null,
  decided_at timestamptz,
  decided_by integer,
  review_due_at timestamptz,
  reviewed_by integer,
  appealed_at timestamptz,
  appealed_by integer,
  appeal_words text,
  appeal_answer text,
  appeal_decided_at timestamptz,
  appeal_decided_by integer,
  unique (group_id, number)
);
create unique index conduct_case_live on conduct_case (block_id) where state in ('open', 'hidden');
create index conduct_case_review on conduct_case (review_due_at) where state = 'hidden' and reviewed_by is null;
-- Who reported is known to those who decide only as far as they said it; the receipt is also what makes a repeat harmless.
create table conduct_report (
  id integer generated always as identity primary key,
  case_id integer not null references conduct_case (id) on delete cascade,
  rule text not null,
  words text,
  account_id integer,
  receipt_hash bytea not null unique,
  at timestamptz not null
);
create index conduct_report_case on conduct_report (case_id, id);
-- Whose words they are: who wrote them down, and who spoke.
create table conduct_author (
  case_id integer not null references conduct_case (id) on delete cascade,
  account_id integer not null,
  primary key (case_id, account_id)
);
create index conduct_author_account on conduct_author (account_id);
