-- The log is signed, so that whoever kept a checkpoint can hold the instance to it.

-- owner: platform
-- The one Ed25519 key of this instance and the name it signs under. The private half is in no export.
create table log_key (
  only_one boolean primary key default true check (only_one),
  name text not null,
  private_key bytea not null,
  public_key bytea not null
);

-- Lines are hashed in another form from here on. No checkpoint was signed before, so the log is made anew from the journal.
update journal set sealed = false where sealed;
delete from log_leaf;
delete from log_checkpoint;
alter table log_checkpoint add column signature bytea not null;
