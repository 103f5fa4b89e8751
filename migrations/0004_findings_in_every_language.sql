-- What the checks found is said in the reader's language: message and remedy as English sources with their values beside.
-- Null for what was kept before; it is said in English, as it was.
alter table finding add column said jsonb;
