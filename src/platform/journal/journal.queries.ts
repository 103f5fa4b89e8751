import { randomBytes } from "node:crypto";
import { type Generated, sql } from "kysely";
import type { Database } from "../database/database.ts";
import { canonicalJson, commitmentOf, type JournalLine, type Payload, type Subject } from "./journal.ts";

declare module "../database/schema.ts" {
  interface Schema {
    journal: {
      id: Generated<number>;
      at: Date;
      kind: string;
      group_id: number | null;
      subject_kind: string;
      subject_id: number;
      account_id: number | null;
      undoes: number | null;
      commitment: Buffer;
      sealed: Generated<boolean>;
    };
    journal_payload: { journal_id: number; salt: Buffer; payload: Payload };
  }
}

/** Writes the line of an act. Call it inside the act's own transaction. Returns the line's number. */
export async function writeJournal(trx: Database, line: JournalLine): Promise<number> {
  const salt = randomBytes(16);
  const payload = { before: line.before ?? null, after: line.after ?? null };
  const { id } = await trx
    .insertInto("journal")
    .values({
      at: line.at,
      kind: line.kind,
      group_id: line.groupId,
      subject_kind: line.subject.kind,
      subject_id: line.subject.id,
      account_id: line.accountId,
      undoes: line.undoes ?? null,
      commitment: commitmentOf(salt, payload),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await sql`insert into journal_payload (journal_id, salt, payload) values (${id}, ${salt}, ${canonicalJson(payload)}::jsonb)`.execute(
    trx,
  );
  return id;
}

/** A past act on a thing, for its history. `undoneBy` is the line that took it back, if one did. */
export type PastAct = {
  id: number;
  at: Date;
  kind: string;
  accountId: number | null;
  undoes: number | null;
  undoneBy: number | null;
  before: unknown;
  after: unknown;
};

/** The latest acts on a thing, newest first; 200 at most. */
export async function listPastActs(db: Database, subject: Subject): Promise<PastAct[]> {
  const rows = await db
    .selectFrom("journal as line")
    .leftJoin("journal_payload as kept", "kept.journal_id", "line.id")
    .leftJoin("journal as undoing", "undoing.undoes", "line.id")
    .where("line.subject_kind", "=", subject.kind)
    .where("line.subject_id", "=", subject.id)
    .orderBy("line.id", "desc")
    .limit(200)
    .select([
      "line.id",
      "line.at",
      "line.kind",
      "line.account_id",
      "line.undoes",
      "undoing.id as undone_by",
      "kept.payload",
    ])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    kind: row.kind,
    accountId: row.account_id,
    undoes: row.undoes,
    undoneBy: row.undone_by,
    before: row.payload?.before ?? null,
    after: row.payload?.after ?? null,
  }));
}

/** One past act on this very thing; undefined where the line is not about it. Locks the line against a second undo. */
export async function findPastAct(trx: Database, subject: Subject, id: number): Promise<PastAct | undefined> {
  const line = await trx
    .selectFrom("journal")
    .where("id", "=", id)
    .where("subject_kind", "=", subject.kind)
    .where("subject_id", "=", subject.id)
    .select("id")
    .forUpdate()
    .executeTakeFirst();
  if (!line) return undefined;
  return (await listPastActs(trx, subject)).find((act) => act.id === id);
}

/** The number of the group's last journal line: changes whenever anything of the group does. 0 for none. */
export async function lastJournalNumber(db: Database, groupId: number | null): Promise<number> {
  const row = await db
    .selectFrom("journal")
    .$if(groupId !== null, (query) => query.where("group_id", "=", groupId))
    .select("id")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? 0;
}
