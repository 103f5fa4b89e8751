-- What a group keeps: who, texts made of blocks, meetings and their record, what came out, and the journal of it all.
-- Each table is headed by the domain that owns it; no other domain's queries touch it.

-- owner: platform -------------------------------------------------------------------------------------------------

-- One line an act, written in the act's own transaction. No content: that stands beside it and can be erased.
create table journal (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  group_id integer,
  subject_kind text not null,
  subject_id integer not null,
  account_id integer,
  undoes bigint references journal (id),
  commitment bytea not null,
  sealed boolean not null default false
);
create index journal_unsealed on journal (id) where not sealed;
create index journal_undoes on journal (undoes) where undoes is not null;
create index journal_subject on journal (subject_kind, subject_id, id);
create index journal_group on journal (group_id, id);

-- What changed, before and after, with the salt of the commitment. Erasing a row leaves the log verifiable.
create table journal_payload (
  journal_id bigint primary key references journal (id),
  salt bytea not null,
  payload jsonb not null
);

-- The sealed log: each committed line once, in the order of sealing (RFC 6962 leaf hash).
create table log_leaf (
  position bigint primary key,
  journal_id bigint not null unique references journal (id),
  hash bytea not null
);
-- The right edge of the tree after `size` leaves: enough to append and to give the root.
create table log_checkpoint (
  size bigint primary key,
  root bytea not null,
  peaks bytea[] not null,
  at timestamptz not null
);

-- An act under its idempotency key, with its answer: a repeat gets the same answer and does nothing.
create table act (
  account_id integer not null,
  key text not null,
  path text not null,
  answer jsonb,
  at timestamptz not null,
  primary key (account_id, key)
);
create index act_at on act (at);

-- Where an address went when a thing was renumbered or renamed. Matches the address and all below it.
create table moved_address (
  old_path text primary key,
  new_path text not null,
  at timestamptz not null
);

-- owner: people ---------------------------------------------------------------------------------------------------

create table person (
  id integer generated always as identity primary key,
  slug text not null unique,
  name text not null check (name <> ''),
  created_at timestamptz not null
);
-- Another name of a person. `proposed` until a person said yes.
create table person_alias (
  id integer generated always as identity primary key,
  person_id integer not null references person (id) on delete cascade,
  name text not null check (name <> ''),
  state text not null check (state in ('confirmed', 'proposed', 'declined')),
  why text,
  created_at timestamptz not null,
  unique (person_id, name)
);
create index person_alias_name on person_alias (lower(name));
create index person_name on person (lower(name));

create table body (
  id integer generated always as identity primary key,
  slug text not null unique,
  name text not null check (name <> ''),
  created_at timestamptz not null
);
create table body_name (
  id integer generated always as identity primary key,
  body_id integer not null references body (id) on delete cascade,
  name text not null check (name <> ''),
  since_on date,
  until_on date,
  unique (body_id, name)
);
create index body_name_name on body_name (lower(name));
create index body_lower_name on body (lower(name));

create table affiliation (
  id integer generated always as identity primary key,
  person_id integer not null references person (id) on delete cascade,
  body_id integer references body (id),
  words text not null,
  stakeholder_group text,
  since_on date,
  until_on date
);
create index affiliation_person on affiliation (person_id);

-- owner: groups ---------------------------------------------------------------------------------------------------

create table working_group (
  id integer generated always as identity primary key,
  slug text not null unique,
  name text not null check (name <> ''),
  short_name text,
  mandate text,
  parent_body text,
  time_zone text not null,
  stakeholder_groups text[] not null default '{}',
  contact text,
  list_address text,
  list_audience text not null default 'participants' check (list_audience in ('public', 'participants', 'nobody')),
  list_on_request boolean not null default false,
  recording_audience text not null default 'participants' check (recording_audience in ('public', 'participants', 'nobody')),
  recording_on_request boolean not null default true,
  is_sample boolean not null default false,
  created_at timestamptz not null
);
create table membership (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  person_id integer not null references person (id),
  since_on date not null,
  until_on date,
  unique (group_id, person_id, since_on)
);
create index membership_person on membership (person_id);
create table office (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  person_id integer not null references person (id),
  kind text not null check (kind in ('co-chair', 'rapporteur', 'secretariat')),
  title text,
  since_on date not null,
  until_on date
);
create index office_person on office (person_id);
create index office_group on office (group_id);

-- owner: accounts -------------------------------------------------------------------------------------------------

create table account (
  id integer generated always as identity primary key,
  person_id integer references person (id),
  display_name text not null,
  created_at timestamptz not null
);
-- The three kinds of secrets stand in tables of their own; only their SHA-256 is kept.
create table setup_link (
  token_hash bytea primary key,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table sign_in_link (
  token_hash bytea primary key,
  account_id integer not null references account (id) on delete cascade,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table sign_in (
  token_hash bytea primary key,
  account_id integer not null references account (id) on delete cascade,
  created_on date not null,
  expires_at timestamptz not null
);
create index sign_in_expires on sign_in (expires_at);

-- owner: texts ----------------------------------------------------------------------------------------------------

-- `address` and `title` say where the text is shown and what it is called there; its owner keeps them true.
create table text (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  kind text not null check (kind in ('report')),
  title text not null,
  address text not null,
  language text not null,
  direction text not null check (direction in ('ltr', 'rtl')),
  held_on date,
  published_at timestamptz,
  withdrawn_at timestamptz,
  change_number integer not null default 0,
  last_block_number integer not null default 0,
  created_at timestamptz not null
);
create index text_group on text (group_id, held_on desc, id desc);

-- `number` is given once and is the block's permanent address in its text; `position` orders.
create table block (
  id integer generated always as identity primary key,
  text_id integer not null references text (id) on delete cascade,
  number integer not null,
  position integer not null,
  unique (text_id, number)
);
create index block_position on block (text_id, position, id);

-- A state of a block. Append-only; the greatest revision is the present one.
create table block_revision (
  block_id integer not null references block (id) on delete cascade,
  revision integer not null,
  kind text not null,
  body text not null,
  attributes jsonb not null default '{}',
  withdrawn boolean not null default false,
  change_number integer not null,
  account_id integer,
  salt bytea,
  at timestamptz not null,
  primary key (block_id, revision)
);

-- The words of dictionaries differ by language; names and terms are found without accents.
create extension if not exists unaccent;
create text search configuration baraza (copy = simple);
alter text search configuration baraza alter mapping for hword, hword_part, word with unaccent, simple;

-- The present state, once: kept by the same statement that adds a revision, read by every page.
create table block_now (
  block_id integer primary key references block (id) on delete cascade,
  text_id integer not null references text (id) on delete cascade,
  number integer not null,
  position integer not null,
  revision integer not null,
  kind text not null,
  body text not null,
  attributes jsonb not null default '{}',
  withdrawn boolean not null default false,
  found_by tsvector generated always as (to_tsvector('baraza', body)) stored
);
create index block_now_text on block_now (text_id, position, block_id);
create index block_now_found_by on block_now using gin (found_by);

create table edition (
  id integer generated always as identity primary key,
  text_id integer not null references text (id) on delete cascade,
  number integer not null,
  label text not null,
  note text,
  fingerprint bytea not null,
  account_id integer,
  at timestamptz not null,
  unique (text_id, number)
);
create table edition_block (
  edition_id integer not null references edition (id) on delete cascade,
  position integer not null,
  block_id integer not null references block (id),
  revision integer not null,
  hash bytea not null,
  primary key (edition_id, position)
);

-- owner: actions --------------------------------------------------------------------------------------------------

-- `number` is the action's address in its group. `words` are those of the record; `title` what the register shows.
create table action (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  number integer not null,
  text_id integer references text (id) on delete cascade,
  block_id integer references block (id),
  title text not null check (title <> ''),
  recipient text,
  due_on date,
  due_words text,
  marked boolean not null default true,
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  evidence text,
  stated_on date,
  closed_on date,
  created_at timestamptz not null,
  unique (group_id, number)
);
create index action_text on action (text_id);
create index action_open on action (group_id, state, due_on);
create table action_owner (
  action_id integer not null references action (id) on delete cascade,
  position integer not null,
  words text not null,
  person_id integer references person (id),
  body_id integer references body (id),
  primary key (action_id, position)
);
create index action_owner_person on action_owner (person_id);
create index action_owner_body on action_owner (body_id);

create table decision (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  number integer not null,
  text_id integer not null references text (id) on delete cascade,
  block_id integer references block (id),
  title text not null,
  decided_on date,
  unique (group_id, number)
);
create index decision_text on decision (text_id);
create table recommendation (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  number integer not null,
  text_id integer not null references text (id) on delete cascade,
  block_id integer references block (id),
  title text not null,
  addressees text[] not null default '{}',
  state text not null default 'open' check (state in ('open', 'taken up', 'dropped')),
  made_on date,
  unique (group_id, number)
);
create index recommendation_text on recommendation (text_id);
create table open_question (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  number integer not null,
  text_id integer not null references text (id) on delete cascade,
  block_id integer references block (id),
  title text not null,
  asked_by text,
  state text not null default 'open' check (state in ('open', 'answered', 'dropped')),
  asked_on date,
  unique (group_id, number)
);
create index open_question_text on open_question (text_id);

-- owner: meetings -------------------------------------------------------------------------------------------------

-- `handle` is the last part of its address: the number, or the day where there is none.
create table meeting (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  handle text not null,
  number integer,
  number_words text,
  title text,
  held_on date,
  starts_at timestamptz,
  ends_at timestamptz,
  time_words text,
  time_zone text,
  joining_link text,
  state text not null default 'planned' check (state in ('planned', 'open', 'closed', 'published', 'final')),
  list_audience text not null check (list_audience in ('public', 'participants', 'nobody')),
  list_on_request boolean not null,
  recording_audience text not null check (recording_audience in ('public', 'participants', 'nobody')),
  recording_on_request boolean not null,
  disclosure_words text,
  next_on date,
  next_words text,
  next_certainty text check (next_certainty in ('fixed', 'proposed')),
  text_id integer unique references text (id) on delete set null,
  created_at timestamptz not null,
  unique (group_id, handle)
);
create index meeting_held on meeting (group_id, held_on desc, id desc);
create table meeting_role (
  id integer generated always as identity primary key,
  meeting_id integer not null references meeting (id) on delete cascade,
  position integer not null,
  role text not null check (role in ('moderator', 'chat moderator', 'host', 'rapporteur', 'presenter')),
  words text not null,
  person_id integer references person (id),
  body_id integer references body (id)
);
create index meeting_role_meeting on meeting_role (meeting_id, position);
create index meeting_role_person on meeting_role (person_id);
create table agenda_item (
  id integer generated always as identity primary key,
  meeting_id integer not null references meeting (id) on delete cascade,
  parent_id integer references agenda_item (id) on delete cascade,
  position integer not null,
  label text,
  title text not null,
  block_id integer references block (id)
);
create index agenda_item_meeting on agenda_item (meeting_id, position);
create table attendance (
  id integer generated always as identity primary key,
  meeting_id integer not null references meeting (id) on delete cascade,
  position integer not null,
  standing text not null check (standing in ('present', 'apologies', 'not represented')),
  name_words text not null,
  affiliation_words text,
  role_words text,
  stakeholder_group text,
  person_id integer references person (id),
  body_id integer references body (id)
);
create index attendance_meeting on attendance (meeting_id, position);
create index attendance_person on attendance (person_id);
create index attendance_body on attendance (body_id);
create table attachment (
  id integer generated always as identity primary key,
  meeting_id integer not null references meeting (id) on delete cascade,
  position integer not null,
  title text,
  address text,
  from_words text,
  to_words text,
  block_id integer references block (id)
);
create index attachment_meeting on attachment (meeting_id, position);

-- owner: records --------------------------------------------------------------------------------------------------

-- A report on its way in: as it came, as it was read, what the person chose in the preview.
create table report_import (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  source_name text,
  source bytea not null,
  content_hash bytea not null,
  read jsonb not null,
  choices jsonb not null default '{}',
  state text not null check (state in ('preview', 'accepted', 'later', 'undone')),
  meeting_id integer references meeting (id) on delete set null,
  account_id integer,
  created_at timestamptz not null,
  decided_at timestamptz
);
create index report_import_group on report_import (group_id, state, id desc);
create index report_import_hash on report_import (group_id, content_hash);

-- Who said what: one row an intervention, born in a block.
create table intervention (
  id integer generated always as identity primary key,
  meeting_id integer not null references meeting (id) on delete cascade,
  text_id integer not null references text (id) on delete cascade,
  block_id integer not null references block (id),
  position integer not null,
  heading text not null,
  speaker_words text not null,
  person_id integer references person (id),
  body_id integer references body (id),
  on_behalf_words text,
  act text not null,
  words text not null,
  said_on date
);
create index intervention_text on intervention (text_id, position);
create index intervention_person on intervention (person_id, said_on desc);
create index intervention_body on intervention (body_id, said_on desc);

create table mentioned_event (
  id integer generated always as identity primary key,
  text_id integer not null references text (id) on delete cascade,
  block_id integer references block (id),
  position integer not null,
  title text not null,
  date_words text not null,
  starts_on date,
  ends_on date,
  certainty text not null check (certainty in ('fixed', 'expected', 'proposed')),
  address text
);
create index mentioned_event_text on mentioned_event (text_id, position);

create table acronym (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  letters text not null,
  words text,
  state text not null check (state in ('proposed', 'confirmed', 'declined')),
  text_id integer references text (id) on delete set null,
  unique (group_id, letters)
);

-- What the checks found in a report when it was taken in, for office holders.
create table finding (
  id integer generated always as identity primary key,
  text_id integer not null references text (id) on delete cascade,
  position integer not null,
  kind text not null,
  rule text not null,
  level text not null check (level in ('error', 'warning', 'style')),
  line integer,
  words text not null,
  message text not null,
  remedy text not null,
  passed_over_at timestamptz
);
create index finding_text on finding (text_id, position);

-- Offered by their owners for other domains' joins: names and addresses, and only what is not withdrawn. ----------

create view person_shown as select id, slug, name from person;
create view body_shown as select id, slug, name from body;
create view group_shown as select id, slug, name, short_name, time_zone from working_group;
create view text_shown as
  select id, group_id, kind, title, address, language, direction, held_on, published_at from text where withdrawn_at is null;
create view block_shown as
  select block_id, text_id, number, position, kind, body, attributes, found_by from block_now where not withdrawn;
create view meeting_shown as
  select id, group_id, handle, number, number_words, title, held_on, state, text_id from meeting;
