-- Mail is delivered, forgotten when it was, and kept for someone to look at where it was not.

-- owner: platform
-- `message_uid` makes the Message-ID, the same at each try, so that a repeat is seen as one; once delivered its hash alone
-- is kept. A notice without a subject is written when it is sent, with the rights that its reader has then.
alter table message_out alter column to_name drop not null;
alter table message_out alter column to_address drop not null;
alter table message_out alter column subject drop not null;
alter table message_out add column message_uid uuid default gen_random_uuid();
alter table message_out add column message_id_hash bytea;
alter table message_out add column useless_after timestamptz;
alter table message_out drop constraint message_out_state_check;
alter table message_out add constraint message_out_state_check check (state in ('waiting', 'sent', 'dead', 'settled'));
create index message_out_group on message_out (group_id, id) where state = 'dead';
create index message_out_account on message_out (account_id, id) where state in ('waiting', 'dead');

-- owner: home
-- Whether what changed comes by mail too. A row exists once somebody chose, or once a notice was sent.
create table mail_wish (
  account_id integer primary key references account (id) on delete cascade,
  wish text check (wish in ('at once', 'daily', 'never')),
  quiet boolean not null default false,
  language text not null default 'en',
  told_position bigint not null,
  told_on date not null
);
-- The day on which someone last looked at their own page, and the one before it. Never a time.
create table own_page_visit (
  account_id integer primary key references account (id) on delete cascade,
  last_on date not null,
  before_on date not null
);
create table unsubscribe_link (
  token_hash bytea primary key,
  account_id integer not null references account (id) on delete cascade,
  list text not null,
  made_on date not null
);
