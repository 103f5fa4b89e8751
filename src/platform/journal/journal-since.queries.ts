import { sql } from "kysely";
import type { Database } from "../database/database.ts";

/** A line of the journal as far as it says that something changed: what, which, when. */
export type PastLine = { kind: string; groupId: number; subjectKind: string; subjectId: number; on: string };

/** Since a day (YYYY-MM-DD), or between places of the sealed log: no line comes late behind a place, as it may behind a number. */
export type Since = { on: string } | { after: number; upTo: number };

/**
 * Lines of these kinds in these groups since then, the latest first, one for each thing and kind, without those of this
 * account and those taken back since. What a reader may know of their subjects is for the caller to ask.
 */
export async function listLinesSince(
  db: Database,
  since: Since,
  groupIds: readonly number[],
  kinds: readonly string[],
  not: { accountId: number | null },
  limit: number,
): Promise<PastLine[]> {
  if (groupIds.length === 0) return [];
  const then =
    "on" in since
      ? sql`line.at >= ${since.on}::date at time zone 'UTC'`
      : sql`line.id in (select journal_id from log_leaf where position > ${since.after} and position <= ${since.upTo})`;
  const found = await sql<PastLine>`
    select * from (
      select distinct on (line.kind, line.subject_kind, line.subject_id) line.id, line.kind, line.group_id as "groupId",
        line.subject_kind as "subjectKind", line.subject_id as "subjectId",
        to_char(line.at at time zone 'UTC', 'YYYY-MM-DD') as "on"
      from journal as line
      where line.group_id = any(${[...groupIds]}::integer[]) and line.kind = any(${[...kinds]}::text[])
        and ${then} and line.account_id is distinct from ${not.accountId}::integer
        and not exists (select 1 from journal as undoing where undoing.undoes = line.id)
      order by line.kind, line.subject_kind, line.subject_id, line.id desc) as latest
    order by id desc limit ${limit}`.execute(db);
  return found.rows;
}

/** The last place of the sealed log; -1 where it is empty. */
export async function lastSealedPosition(db: Database): Promise<number> {
  const found = await sql<{ last: number }>`select coalesce(max(position), -1) as last from log_leaf`.execute(db);
  return found.rows[0]?.last ?? -1;
}
