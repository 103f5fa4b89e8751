import { sql } from "kysely";
import { type Database, inTransaction } from "../database/database.ts";
import { appendLeaf, emptyTree, leafHash, rootOf, type Tree } from "./merkle.ts";

declare module "../database/schema.ts" {
  interface Schema {
    log_leaf: { position: number; journal_id: number; hash: Buffer };
    log_checkpoint: { size: number; root: Buffer; peaks: Buffer[]; at: Date };
  }
}

/** Any fixed number: the advisory lock of the one sealer, in the space of this program's database. */
const SEALER_LOCK = 7_204_101;
const LINES_A_SEAL = 10_000;

/**
 * Takes committed lines that no seal holds yet into the Merkle log, each exactly once, and writes a checkpoint.
 * A line committed late goes into the next seal. Returns how many were sealed; 0 also where another sealer is at work.
 */
export async function seal(db: Database, now: Date): Promise<number> {
  return inTransaction(db, async (trx) => {
    const lock = await sql<{ held: boolean }>`select pg_try_advisory_xact_lock(${SEALER_LOCK}) as held`.execute(trx);
    if (!lock.rows[0]?.held) return 0;
    const lines = await sql<{ id: number; line: string }>`
      select journal.id, jsonb_build_array(journal.id, extract(epoch from at), kind, group_id, subject_kind, subject_id, account_id,
        undoes, encode(commitment, 'hex'))::text as line
      from journal where not sealed order by id limit ${LINES_A_SEAL}`.execute(trx);
    if (lines.rows.length === 0) return 0;
    await writeLeaves(trx, lines.rows, await lastTree(trx), now);
    return lines.rows.length;
  });
}

async function lastTree(trx: Database): Promise<Tree> {
  const row = await trx
    .selectFrom("log_checkpoint")
    .select(["size", "peaks"])
    .orderBy("size", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { size: row.size, peaks: row.peaks } : emptyTree;
}

async function writeLeaves(trx: Database, lines: { id: number; line: string }[], from: Tree, now: Date): Promise<void> {
  let tree = from;
  const leaves: { position: number; journal_id: number; hash: Buffer }[] = [];
  for (const { id, line } of lines) {
    const hash = leafHash(Buffer.from(line));
    leaves.push({ position: tree.size, journal_id: id, hash });
    tree = appendLeaf(tree, hash);
  }
  await sql`insert into log_leaf (position, journal_id, hash)
    select * from unnest(${leaves.map((leaf) => leaf.position)}::bigint[], ${leaves.map((leaf) => leaf.journal_id)}::bigint[],
      ${leaves.map((leaf) => leaf.hash)}::bytea[])`.execute(trx);
  await sql`update journal set sealed = true where id = any(${leaves.map((leaf) => leaf.journal_id)}::bigint[])`.execute(
    trx,
  );
  await trx
    .insertInto("log_checkpoint")
    .values({ size: tree.size, root: rootOf(tree), peaks: tree.peaks, at: now })
    .execute();
}

/** The last checkpoint; undefined before the first seal. */
export const findCheckpoint = (db: Database): Promise<{ size: number; root: Buffer; at: Date } | undefined> =>
  db.selectFrom("log_checkpoint").select(["size", "root", "at"]).orderBy("size", "desc").limit(1).executeTakeFirst();
