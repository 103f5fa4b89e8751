import { type Kysely, sql } from "kysely";
import { type Database, openDatabase } from "../database/database.ts";
import type { Schema } from "../database/schema.ts";
import { type LogKey, makeLogKey, noteOf } from "./checkpoint.ts";

declare module "../database/schema.ts" {
  interface Schema {
    log_key: { name: string; private_key: Buffer; public_key: Buffer };
    log_checkpoint: { size: number; root: Buffer; peaks: Buffer[]; at: Date; signature: Buffer };
  }
}

/** The key of this instance, made at the first seal. Hold the sealer's lock. */
export async function findOrMakeLogKey(trx: Database): Promise<LogKey> {
  const found = await trx.selectFrom("log_key").select(["name", "private_key", "public_key"]).executeTakeFirst();
  if (found) return { name: found.name, privateKey: found.private_key, publicKey: found.public_key };
  const key = makeLogKey();
  await trx
    .insertInto("log_key")
    .values({ name: key.name, private_key: key.privateKey, public_key: key.publicKey })
    .execute();
  return key;
}

export type PublicKey = Omit<LogKey, "privateKey">;

/** What anyone may have of the key; undefined before the first seal. */
export async function findPublicKey(db: Database): Promise<PublicKey | undefined> {
  const found = await db.selectFrom("log_key").select(["name", "public_key"]).executeTakeFirst();
  return found && { name: found.name, publicKey: found.public_key };
}

/** The latest signed checkpoint, as a note; undefined before the first seal. */
export async function findLatestNote(db: Database): Promise<{ note: string; size: number; at: Date } | undefined> {
  const row = await db
    .selectFrom("log_checkpoint")
    .innerJoin("log_key", (join) => join.onTrue())
    .select(["size", "root", "signature", "at", "name", "public_key"])
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  return row && { note: noteOf({ name: row.name, publicKey: row.public_key }, row), size: row.size, at: row.at };
}

/** What a note is made of, as a nested statement gives it: bytes in hexadecimal. */
export type WrittenCheckpoint = { name: string; size: number; root: string; signature: string; public_key: string };

/**
 * The first checkpoint that holds the latest line of this kind on a thing: what was printed with it stays the same
 * bytes for good. A statement to be put into another; no row while the line waits for the sealer.
 */
export const checkpointHolding = (db: Kysely<Schema>, subject: { kind: string; id: number }, kind: string) =>
  firstCheckpoint(db).where("size", ">", (eb) =>
    eb
      .selectFrom("journal as line")
      .innerJoin("log_leaf as leaf", "leaf.journal_id", "line.id")
      .where("line.subject_kind", "=", subject.kind)
      .where("line.subject_id", "=", subject.id)
      .where("line.kind", "=", kind)
      .select("leaf.position")
      .orderBy("line.id", "desc")
      .limit(1),
  );

/** The note of the first checkpoint that holds the latest line of this kind in a group; null while there is none. */
export async function findNoteHolding(db: Database, groupId: number, kind: string): Promise<string | null> {
  const found = await firstCheckpoint(db)
    .where("size", ">", (eb) =>
      eb
        .selectFrom("journal as line")
        .innerJoin("log_leaf as leaf", "leaf.journal_id", "line.id")
        .where("line.group_id", "=", groupId)
        .where("line.kind", "=", kind)
        .select("leaf.position")
        .orderBy("line.id", "desc")
        .limit(1),
    )
    .executeTakeFirst();
  return noteOfWritten(found);
}

const firstCheckpoint = (db: Kysely<Schema>) =>
  db
    .selectFrom("log_checkpoint")
    .innerJoin("log_key", (join) => join.onTrue())
    .select([
      "name",
      "size",
      sql<string>`encode(root, 'hex')`.as("root"),
      sql<string>`encode(signature, 'hex')`.as("signature"),
      sql<string>`encode(public_key, 'hex')`.as("public_key"),
    ])
    .orderBy("size")
    .limit(1);

/** The note of what `checkpointHolding` gave; null for nothing. */
export function noteOfWritten(written: WrittenCheckpoint | null | undefined): string | null {
  if (!written) return null;
  const bytes = (hex: string): Buffer => Buffer.from(hex, "hex");
  const key = { name: written.name, publicKey: bytes(written.public_key) };
  return noteOf(key, { size: written.size, root: bytes(written.root), signature: bytes(written.signature) });
}

/** Lines that wait for the sealer, and since when the oldest does. */
export async function findSealingLag(db: Database): Promise<{ waiting: number; since: Date | null }> {
  const row = await db
    .selectFrom("journal")
    .where("sealed", "=", false)
    .select([sql<number>`count(*)::int`.as("waiting"), sql<Date | null>`min(at)`.as("since")])
    .executeTakeFirstOrThrow();
  return row;
}

/** The same of the database at this address, looked at from outside. */
export async function sealingLagAt(url: string): Promise<{ waiting: number; since: Date | null }> {
  const db = openDatabase(url);
  return findSealingLag(db).finally(() => db.destroy());
}
