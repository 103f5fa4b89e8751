-- What someone may do follows their standing: a membership can be suspended, the care for conduct is an office too.

-- owner: groups
alter table membership add column suspended_at timestamptz;
alter table office drop constraint office_kind_check;
alter table office add constraint office_kind_check check (kind in ('co-chair', 'rapporteur', 'secretariat', 'safeguard'));

-- owner: platform
-- A mail on its way. Its body goes when it was delivered; what could not be delivered stays until someone looks.
create table message_out (
  id bigint generated always as identity primary key,
  kind text not null,
  group_id integer,
  account_id integer,
  to_name text not null,
  to_address text not null,
  subject text not null,
  body text,
  state text not null default 'waiting' check (state in ('waiting', 'sent', 'dead')),
  attempts integer not null default 0,
  last_reason text,
  queued_at timestamptz not null,
  ended_at timestamptz
);
create index message_out_state on message_out (state, id);
