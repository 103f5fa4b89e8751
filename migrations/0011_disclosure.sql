-- Who may have a list or a recording, and how; whether names are said at all; the desk for requests.

-- owner: groups
-- 'participants' meant members where it was at once, and those who took part where it was upon request: what the
-- sentences in the reports said.
alter table working_group
  drop constraint working_group_list_audience_check,
  drop constraint working_group_recording_audience_check,
  add column list_how text,
  add column recording_how text,
  add column attribution text not null default 'named' check (attribution in ('named', 'chatham house')),
  add column names_for_months integer check (names_for_months between 1 and 600);
update working_group set
  list_how = case when list_on_request then 'on request' else 'at once' end,
  list_audience = case when list_audience = 'participants' and not list_on_request then 'members' else list_audience end,
  recording_how = case when recording_on_request then 'on request' else 'at once' end,
  recording_audience = case when recording_audience = 'participants' and not recording_on_request then 'members' else recording_audience end;
alter table working_group
  drop column list_on_request,
  drop column recording_on_request,
  alter column list_audience set default 'members',
  alter column list_how set default 'at once',
  alter column list_how set not null,
  alter column recording_how set default 'on request',
  alter column recording_how set not null,
  add check (list_audience in ('public', 'members', 'participants', 'nobody')),
  add check (list_how in ('at once', 'on request', 'counts')),
  add check (recording_audience in ('public', 'members', 'participants', 'nobody')),
  add check (recording_how in ('at once', 'on request'));

-- owner: meetings
-- `names_published`: the list was to be had by everyone, by name, at some time; it stays by name.
-- `names_gone_at`: since then the list is counts.
alter table meeting
  drop constraint meeting_list_audience_check,
  drop constraint meeting_recording_audience_check,
  add column list_how text,
  add column recording_how text,
  add column recording_address text,
  add column attribution text not null default 'named' check (attribution in ('named', 'chatham house')),
  add column names_published boolean not null default false,
  add column names_gone_at timestamptz;
update meeting set
  names_published = state in ('published', 'final') and list_audience = 'public' and not list_on_request,
  list_how = case when list_on_request then 'on request' else 'at once' end,
  list_audience = case when list_audience = 'participants' and not list_on_request then 'members' else list_audience end,
  recording_how = case when recording_on_request then 'on request' else 'at once' end,
  recording_audience = case when recording_audience = 'participants' and not recording_on_request then 'members' else recording_audience end;
alter table meeting
  drop column list_on_request,
  drop column recording_on_request,
  alter column list_how set not null,
  alter column recording_how set not null,
  add check (list_audience in ('public', 'members', 'participants', 'nobody')),
  add check (list_how in ('at once', 'on request', 'counts')),
  add check (recording_audience in ('public', 'members', 'participants', 'nobody')),
  add check (recording_how in ('at once', 'on request'));

-- A person's own narrower choice: not by name where everyone reads. Of one meeting, or of all where `meeting_id` is null.
create table withheld_name (
  id integer generated always as identity primary key,
  person_id integer not null references person (id) on delete cascade,
  meeting_id integer references meeting (id) on delete cascade,
  since timestamptz not null,
  unique nulls not distinct (person_id, meeting_id)
);
create index withheld_name_meeting on withheld_name (meeting_id);

-- owner: requests
-- A request for a list or a recording that is withheld. Whoever has no account proves with the receipt that it is theirs.
create table access_request (
  id integer generated always as identity primary key,
  group_id integer not null references working_group (id) on delete cascade,
  meeting_id integer not null references meeting (id) on delete cascade,
  what text not null check (what in ('list', 'recording')),
  account_id integer references account (id) on delete set null,
  receipt_hash bytea unique,
  name text not null,
  address text,
  reason text not null,
  language text not null,
  state text not null default 'asked'
    check (state in ('asked', 'acknowledged', 'hearing', 'granted', 'partly', 'refused', 'appealed', 'withdrawn', 'lapsed')),
  asked_at timestamptz not null,
  acknowledged_at timestamptz,
  hearing_until timestamptz,
  decided_at timestamptz,
  decided_by integer references account (id) on delete set null,
  answer text,
  appeal text,
  appealed_at timestamptz,
  -- Who decided what was appealed against.
  first_decided_by integer references account (id) on delete set null
);
create index access_request_group on access_request (group_id, state, id desc);
create index access_request_account on access_request (account_id);
-- Of one person to one thing. `part`: the whole, chosen entries of the list, its counts, or a cut of the recording.
create table access_grant (
  id integer generated always as identity primary key,
  request_id integer not null references access_request (id) on delete cascade,
  part text not null check (part in ('whole', 'entries', 'counts', 'cut')),
  entry_ids integer[] not null default '{}',
  address text,
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  withdrawn_at timestamptz
);
create index access_grant_request on access_grant (request_id);
-- What someone who is on the list says against handing it out.
create table access_objection (
  id integer generated always as identity primary key,
  request_id integer not null references access_request (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  account_id integer references account (id) on delete set null,
  words text not null,
  made_at timestamptz not null,
  unique (request_id, person_id)
);
