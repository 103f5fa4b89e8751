-- What an import added can be taken back and brought back: what is withdrawn leaves every list and loses no word.
alter table person add column withdrawn_at timestamptz;
alter table body add column withdrawn_at timestamptz;
alter table meeting add column withdrawn_at timestamptz;

-- What taking the report in added besides rows that name its text or meeting; the import of which this is a changed copy.
alter table report_import add column added jsonb not null default '{}';
alter table report_import add column revises integer references report_import (id);
create index report_import_meeting on report_import (meeting_id, id desc);

create or replace view person_shown as select id, slug, name from person where withdrawn_at is null;
create or replace view body_shown as select id, slug, name from body where withdrawn_at is null;
create or replace view meeting_shown as
  select id, group_id, handle, number, number_words, title, held_on, state, text_id from meeting where withdrawn_at is null;
