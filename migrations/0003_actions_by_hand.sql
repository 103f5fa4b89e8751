-- An action that an office holder added by hand stands in no text: who sees it is said beside it, and it can be taken back.
alter table action add column open_to_all boolean not null default false;
alter table action add column withdrawn_at timestamptz;
