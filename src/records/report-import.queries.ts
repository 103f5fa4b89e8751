import { type Generated, sql } from "kysely";
import { isSameMeeting } from "../meetings/meeting.ts";
import { listMeetingsReported } from "../meetings/recorded.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { Choices } from "./choices.ts";
import { Added, type ImportState, ReadingJson, type ReportImport } from "./report-import.ts";
import { asStoredJson } from "./report-json.ts";
import type { Reading } from "./taking-in.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    report_import: {
      id: Generated<number>;
      group_id: number;
      source_name: string | null;
      source: Buffer;
      content_hash: Buffer;
      read: unknown;
      choices: Generated<unknown>;
      state: ImportState;
      meeting_id: number | null;
      account_id: number | null;
      created_at: Date;
      decided_at: Date | null;
      added: Generated<unknown>;
      revises: number | null;
    };
  }
}

const columns = [
  "id",
  "group_id",
  "source_name",
  "read",
  "choices",
  "state",
  "meeting_id",
  "revises",
  "added",
  "created_at",
  "decided_at",
] as const;

/** One import of this group; `lock` keeps others from deciding about it until the transaction ends. */
export async function findImport(
  db: Database,
  groupId: number,
  id: number,
  lock?: "lock",
): Promise<ReportImport | undefined> {
  const row = await db
    .selectFrom("report_import")
    .where("group_id", "=", groupId)
    .where("id", "=", id)
    .select(columns)
    .$if(lock === "lock", (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    id: row.id,
    groupId: row.group_id,
    sourceName: row.source_name,
    reading: ReadingJson.parse(row.read),
    choices: Choices.parse(row.choices),
    state: row.state,
    meetingId: row.meeting_id,
    revises: row.revises,
    added: Added.parse(row.added),
    createdAt: row.created_at,
    decidedAt: row.decided_at,
  };
}

/** An import in a list, and the address of its meeting's report where it was taken in. */
export type ImportRow = {
  id: number;
  sourceName: string | null;
  title: string | null;
  number: number | null;
  heldOn: string | null;
  state: ImportState;
  createdAt: Date;
  revises: number | null;
  handle: string | null;
};

/** The group's imports, latest first; 200 at most. */
export const listImports = (db: Database, groupId: number): Promise<ImportRow[]> =>
  db
    .selectFrom("report_import")
    .leftJoin("meeting_shown", "meeting_shown.id", "report_import.meeting_id")
    .where("report_import.group_id", "=", groupId)
    .select([
      "report_import.id",
      "source_name as sourceName",
      sql<string | null>`read -> 'report' ->> 'title'`.as("title"),
      sql<number | null>`(read -> 'report' ->> 'meeting_number')::float8`.as("number"),
      sql<string | null>`read -> 'report' ->> 'date'`.as("heldOn"),
      "report_import.state",
      "created_at as createdAt",
      "revises",
      "meeting_shown.handle",
    ])
    .orderBy("report_import.id", "desc")
    .limit(200)
    .execute();

/** The latest import of the same bytes that was not undone. */
export const findSameContent = (
  db: Database,
  groupId: number,
  hash: Buffer,
): Promise<{ id: number; state: ImportState; meetingId: number | null } | undefined> =>
  db
    .selectFrom("report_import")
    .where("group_id", "=", groupId)
    .where("content_hash", "=", hash)
    .where("state", "!=", "undone")
    .select(["id", "state", "meeting_id as meetingId"])
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();

/** The import whose words a meeting's report holds now. */
export const findPresentImport = (db: Database, meetingId: number): Promise<{ id: number } | undefined> =>
  db
    .selectFrom("report_import")
    .where("meeting_id", "=", meetingId)
    .where("state", "=", "accepted")
    .select("id")
    .orderBy("decided_at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();

/**
 * The import that the report of this very meeting came from, where the group has one: the meeting is the same by its
 * number and day, or an earlier report said the same of itself before the meeting was corrected.
 */
export async function findRevisable(
  db: Database,
  groupId: number,
  like: { number: number | null; heldOn: string | null },
  { report }: Reading,
): Promise<ReportImport | null> {
  const meetings = (await listMeetingsReported(db, groupId, like)).filter((one) => isSameMeeting(one, like));
  const said = await meetingReportedAs(db, groupId, report.meeting_number, report.date);
  for (const meetingId of [...meetings.map((one) => one.id), ...said]) {
    const present = await findPresentImport(db, meetingId);
    if (present) return (await findImport(db, groupId, present.id)) ?? null;
  }
  return null;
}

/** Meetings of which an accepted report said this number and day. */
async function meetingReportedAs(
  db: Database,
  groupId: number,
  number: number | null,
  date: string | null,
): Promise<number[]> {
  if (number === null && date === null) return [];
  const rows = await db
    .selectFrom("report_import")
    .innerJoin("meeting_shown", "meeting_shown.id", "report_import.meeting_id")
    .where("report_import.group_id", "=", groupId)
    .where("report_import.state", "=", "accepted")
    .where(sql<boolean>`read -> 'report' -> 'meeting_number' = ${JSON.stringify(number)}::jsonb`)
    .where(sql<boolean>`read -> 'report' -> 'date' = ${JSON.stringify(date)}::jsonb`)
    .select("meeting_shown.id")
    .orderBy("report_import.id", "desc")
    .limit(1)
    .execute();
  return rows.map((row) => row.id);
}

export type NewImport = {
  groupId: number;
  sourceName: string | null;
  source: Uint8Array;
  contentHash: Buffer;
  reading: Reading;
  accountId: number | null;
};

export async function addImport(trx: Database, given: NewImport, now: Date): Promise<number> {
  const { id } = await trx
    .insertInto("report_import")
    .values({
      group_id: given.groupId,
      source_name: given.sourceName,
      source: Buffer.from(given.source),
      content_hash: given.contentHash,
      read: sql`${asStoredJson(given.reading)}::jsonb`,
      state: "preview",
      meeting_id: null,
      account_id: given.accountId,
      created_at: now,
      decided_at: null,
      revises: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Notes what was decided about an import; what is left out stays. */
export async function decideImport(
  trx: Database,
  id: number,
  decided: { state: ImportState; choices?: Choices; meetingId?: number; added?: Added; revises?: number | null },
  now: Date,
): Promise<void> {
  await trx
    .updateTable("report_import")
    .set({
      state: decided.state,
      decided_at: now,
      ...(decided.choices && { choices: sql`${asStoredJson(decided.choices)}::jsonb` }),
      ...(decided.added && { added: sql`${asStoredJson(decided.added)}::jsonb` }),
      ...(decided.revises !== undefined && { revises: decided.revises }),
      ...(decided.meetingId !== undefined && { meeting_id: decided.meetingId }),
    })
    .where("id", "=", id)
    .execute();
}

/** Puts a reading in which nobody is named in place of what was kept, and lets the file itself go. */
export async function keepWithoutNames(trx: Database, id: number, reading: Reading): Promise<void> {
  await trx
    .updateTable("report_import")
    .set({ source_name: null, source: Buffer.alloc(0), read: sql`${asStoredJson(reading)}::jsonb` })
    .where("id", "=", id)
    .execute();
}

/** Lets go of files that were decided about before; what was read from them stays, for a changed copy. Returns how many. */
export async function forgetSources(trx: Database, before: Date): Promise<number> {
  const gone = await trx
    .updateTable("report_import")
    .set({ source: Buffer.alloc(0) })
    .where("decided_at", "<", before)
    .where(sql<boolean>`length(source) > 0`)
    .executeTakeFirst();
  return Number(gone.numUpdatedRows);
}

/** Lets go of the people in what was read for a meeting, and of the files that it was read from. */
export async function forgetListOfImports(trx: Database, meetingId: number): Promise<void> {
  await sql`update report_import set source_name = null, source = '', read = read
    || '{"besideNames": [], "leftOut": [], "quotes": []}'::jsonb
    || jsonb_build_object('report', (read -> 'report') || '{"participants": [], "apologies": [], "lint": []}'::jsonb)
    where meeting_id = ${meetingId}`.execute(trx);
}
