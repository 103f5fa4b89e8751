-- Ways in: an address for an account, sign-ins that can be seen and ended, mailed links, participation codes, passkeys.

-- owner: accounts
-- Kept as it is compared: NFC, lower case, its domain in ASCII. An account may have none.
alter table account add column address text unique check (address = lower(address) and length(address) between 6 and 254);

-- `expires_at` moves with use, never beyond `ends_at`. The handle is how its holder names it in order to end it.
alter table sign_in add column handle uuid not null unique default gen_random_uuid();
alter table sign_in add column way text not null default 'link' check (way in ('setup', 'link', 'mail', 'code', 'passkey'));
alter table sign_in add column this_visit boolean not null default false;
alter table sign_in add column ends_at timestamptz;
update sign_in set ends_at = expires_at;
alter table sign_in alter column ends_at set not null;
create index sign_in_account on sign_in (account_id);

-- An address that its owner has not confirmed yet.
create table address_confirmation (
  token_hash bytea primary key,
  account_id integer not null unique references account (id) on delete cascade,
  address text not null,
  expires_at timestamptz not null
);

-- Someone typed an address and asks for a link. What becomes of it is worked out apart from their request, so that the
-- answer cannot tell whether there is an account. Gone seconds later.
create table link_wish (
  id bigint generated always as identity primary key,
  address text not null,
  locale text not null,
  browser_hash bytea not null,
  this_visit boolean not null,
  wished_at timestamptz not null
);
create table mailed_link (
  token_hash bytea primary key,
  account_id integer not null references account (id) on delete cascade,
  browser_hash bytea not null,
  this_visit boolean not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index mailed_link_account on mailed_link (account_id);

create table participation_code (
  account_id integer primary key references account (id) on delete cascade,
  code_hash bytea not null unique,
  made_on date not null
);

create table passkey (
  id integer generated always as identity primary key,
  account_id integer not null references account (id) on delete cascade,
  credential_id text not null unique,
  public_key bytea not null,
  use_count bigint not null,
  transports text[] not null,
  added_on date not null,
  used_on date
);
create index passkey_account on passkey (account_id);
create table passkey_registration (
  challenge_hash bytea primary key,
  account_id integer not null references account (id) on delete cascade,
  expires_at timestamptz not null
);
create table passkey_question (
  challenge_hash bytea primary key,
  expires_at timestamptz not null
);

-- owner: platform
-- What the forms of visitors are sealed with, a new one each day, so that every process knows the seals of the others.
create table form_seal (
  made_on date primary key,
  secret bytea not null
);
