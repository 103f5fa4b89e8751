import { type Kysely, sql } from "kysely";
import { type Database, inTransaction } from "../database/database.ts";
import type { Schema } from "../database/schema.ts";
import { findOrMakeLogKey } from "./checkpoint.queries.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { appendLeaf, emptyTree, leafHash, rootOf, type Tree } from "./merkle.ts";
import { type SealedLine, sealedText } from "./sealed-line.ts";

declare module "../database/schema.ts" {
  interface Schema {
    log_leaf: { position: number; journal_id: number; hash: Buffer };
  }
}

/** Any fixed number: the advisory lock of the one sealer, in the space of this program's database. */
const SEALER_LOCK = 7_204_101;
const LINES_A_SEAL = 5_000;

/** Seals until nothing waits: what came in at once while nobody sealed is caught up with. Returns how many lines. */
export async function seal(db: Database, now: Date): Promise<number> {
  let sealed = 0;
  let batch = LINES_A_SEAL;
  while (batch === LINES_A_SEAL) {
    batch = await sealBatch(db, now);
    sealed += batch;
  }
  return sealed;
}

/**
 * Takes committed lines that no seal holds yet into the Merkle log, each exactly once, and writes a signed checkpoint.
 * A line committed late goes into the next seal. One transaction, which a kill at any step undoes as a whole. Returns
 * how many were sealed; 0 also where another sealer is at work.
 */
export async function sealBatch(db: Database, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const lock = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${SEALER_LOCK}) as held`.execute(trx);
    if (!lock.rows[0]?.held) return 0;
    const lines = await sealedLines(trx).where("sealed", "=", false).orderBy("id").limit(LINES_A_SEAL).execute();
    if (lines.length > 0) await writeLeaves(trx, lines, await lastTree(trx), now);
    return lines.length;
  });
}

/** Journal lines in the form in which the log holds them. */
export const sealedLines = (db: Kysely<Schema>) =>
  db
    .selectFrom("journal")
    .select([
      "journal.id",
      sql<string>`to_char(journal.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`.as("at"),
      "journal.kind",
      "journal.group_id",
      "journal.subject_kind",
      "journal.subject_id",
      "journal.account_id",
      "journal.undoes",
      "journal.commitment",
    ]);

async function lastTree(trx: Database): Promise<Tree> {
  const row = await trx
    .selectFrom("log_checkpoint")
    .select(["size", "peaks"])
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { size: row.size, peaks: row.peaks } : emptyTree;
}

/** One statement however many lines there are: leaves, marks in the journal, and the checkpoint over them. */
async function writeLeaves(trx: Database, lines: SealedLine[], from: Tree, now: Date): Promise<void> {
  const hashes = lines.map((line) => leafHash(Buffer.from(sealedText(line))));
  const tree = hashes.reduce(appendLeaf, from);
  const checkpoint = { size: tree.size, root: rootOf(tree) };
  const signature = signCheckpoint(await findOrMakeLogKey(trx), checkpoint);
  await sql`
    with line as (
      select id, hash, ${from.size}::bigint + place - 1 as position
      from unnest(${lines.map((line) => line.id)}::bigint[], ${hashes}::bytea[]) with ordinality as given (id, hash, place)
    ), leaf as (
      insert into log_leaf (position, journal_id, hash) select position, id, hash from line
    ), mark as (
      update journal set sealed = true from line where journal.id = line.id
    )
    insert into log_checkpoint (size, root, peaks, at, signature)
    values (${checkpoint.size}, ${checkpoint.root}, ${tree.peaks}::bytea[], ${now}, ${signature})`.execute(trx);
}
