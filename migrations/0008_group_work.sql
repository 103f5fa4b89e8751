-- How a group works and lives: its rules, whom it invites, its archive and its end.

-- owner: groups
-- `rules_otherwise` names the single rules that stand otherwise than the set has them.
alter table working_group add column rule_set text not null default 'simple' check (rule_set in ('simple', 'chaired', 'formal'));
alter table working_group add column rules_otherwise text[] not null default '{}';
alter table working_group add column is_test boolean not null default false;
alter table working_group add column archived_at timestamptz;
-- When a group that is to be deleted goes; any day until then it can be kept.
alter table working_group add column erase_at timestamptz;

-- Somebody is asked to join: by a link of which only the hash is kept. What is known of them goes when they have joined.
create table invitation (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  person_id integer references person (id),
  name text,
  address text,
  affiliation text,
  token_hash bytea not null unique,
  account_id integer,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  told_at timestamptz,
  joined_at timestamptz,
  withdrawn_at timestamptz,
  check (person_id is not null or name is not null or address is not null)
);
create index invitation_group on invitation (group_id, id);
create index invitation_person on invitation (person_id) where person_id is not null;
