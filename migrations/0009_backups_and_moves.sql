-- What the nightly backups came to, and what a group that came from another server brought with it.

-- owner: platform
-- One row an attempt. `failed` says why in the program's own words; no row is in a backup itself.
create table backup_run (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  path text not null,
  size_bytes bigint,
  row_count bigint,
  took_ms integer not null,
  failed text
);
create index backup_run_at on backup_run (at);

-- A line of the journal as the server that wrote it sealed it; the line here has the numbers of this server.
create table journal_origin (
  journal_id bigint primary key references journal (id),
  line text not null
);

-- owner: moving
-- A group that was taken in from another server: by which file, and what tells it there.
create table moved_group (
  group_id integer primary key references working_group (id) on delete cascade,
  origin text not null unique,
  file_at timestamptz not null,
  at timestamptz not null
);
