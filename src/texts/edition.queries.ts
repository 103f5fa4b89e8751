import { type Generated, type Kysely, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { type BlockKind, blockHash, fingerprintOf } from "./text.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    edition: {
      id: Generated<number>;
      text_id: number;
      number: number;
      label: string;
      note: string | null;
      fingerprint: Buffer;
      account_id: number | null;
      at: Date;
    };
    edition_block: { edition_id: number; position: number; block_id: number; revision: number; hash: Buffer };
  }
}

export type Edition = { id: number; number: number; label: string; note: string | null; fingerprint: Buffer; at: Date };

/** Freezes the present state of a text: which revision of each block, each with its salted hash, and one fingerprint. */
export async function freezeEdition(
  trx: Database,
  textId: number,
  edition: { label: string; note: string | null },
  by: { accountId: number | null },
  now: Date,
): Promise<Edition> {
  const present = await sql<{ block_id: number; revision: number; kind: BlockKind; body: string; salt: Buffer | null }>`
    select block_now.block_id, block_now.revision, block_now.kind, block_now.body, block_revision.salt
    from block_now join block_revision using (block_id, revision)
    where block_now.text_id = ${textId} and not block_now.withdrawn order by block_now.position, block_now.block_id`.execute(
    trx,
  );
  const blocks = present.rows.map((row) => ({
    ...row,
    hash: blockHash(row.salt ?? Buffer.alloc(0), row.kind, row.body),
  }));
  const added = await trx
    .insertInto("edition")
    .values({
      text_id: textId,
      number: sql`(select coalesce(max(number), 0) + 1 from edition where text_id = ${textId})`,
      label: edition.label,
      note: edition.note,
      fingerprint: fingerprintOf(blocks.map((block) => block.hash)),
      account_id: by.accountId,
      at: now,
    })
    .returning(["id", "number", "label", "note", "fingerprint", "at"])
    .executeTakeFirstOrThrow();
  await sql`insert into edition_block (edition_id, position, block_id, revision, hash)
    select ${added.id}, place, block_id, revision, hash from unnest(${blocks.map((block) => block.block_id)}::integer[],
      ${blocks.map((block) => block.revision)}::integer[], ${blocks.map((block) => block.hash)}::bytea[])
      with ordinality as given (block_id, revision, hash, place)`.execute(trx);
  return added;
}

export const listEditions = (db: Database, textId: number): Promise<Edition[]> =>
  db
    .selectFrom("edition")
    .where("text_id", "=", textId)
    .select(["id", "number", "label", "note", "fingerprint", "at"])
    .orderBy("number", "desc")
    .limit(100)
    .execute();

/** The last edition, its fingerprint as hexadecimal; a statement to be put into another. */
export const lastEditionOf = (db: Kysely<Schema>, textId: number) =>
  db
    .selectFrom("edition")
    .where("text_id", "=", textId)
    .select(["number", sql<string>`encode(fingerprint, 'hex')`.as("fingerprint"), "at"])
    .orderBy("number", "desc")
    .limit(1);

/** Of a group that is deleted: they hold on to blocks, so that they go before them. */
export async function removeEditionsOfGroup(trx: Database, groupId: number): Promise<void> {
  await sql`delete from edition using text where text.id = text_id and group_id = ${groupId}`.execute(trx);
}
