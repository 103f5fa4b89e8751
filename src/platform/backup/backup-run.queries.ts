import { type Generated, sql } from "kysely";
import type { Database } from "../database/database.ts";

declare module "../database/schema.ts" {
  interface Schema {
    backup_run: {
      id: Generated<number>;
      at: Date;
      path: string;
      size_bytes: number | null;
      row_count: number | null;
      took_ms: number;
      failed: string | null;
    };
  }
}

/** One attempt at a nightly backup. `failed`: why there is none, as a sentence; null where it was read back and is whole. */
export type BackupRun = {
  at: Date;
  path: string;
  sizeBytes: number | null;
  rows: number | null;
  tookMs: number;
  failed: string | null;
};

const columns = ["at", "path", "size_bytes as sizeBytes", "row_count as rows", "took_ms as tookMs", "failed"] as const;

export const findLastRun = (db: Database): Promise<BackupRun | undefined> =>
  db.selectFrom("backup_run").select(columns).orderBy("at", "desc").orderBy("id", "desc").limit(1).executeTakeFirst();

export const findLastWhole = (db: Database): Promise<BackupRun | undefined> =>
  db
    .selectFrom("backup_run")
    .where("failed", "is", null)
    .select(columns)
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();

export async function noteRun(db: Database, run: BackupRun): Promise<void> {
  const { at, path, sizeBytes, rows, tookMs, failed } = run;
  await db
    .insertInto("backup_run")
    .values({ at, path, size_bytes: sizeBytes, row_count: rows, took_ms: Math.round(tookMs), failed })
    .execute();
}

export async function forgetRuns(db: Database, before: Date): Promise<void> {
  await db.deleteFrom("backup_run").where("at", "<", before).execute();
}

/** Any fixed number: the advisory lock of the one process that makes the nightly backup. */
const NIGHTLY_LOCK = 7_204_109;

/** Does it where no other process is at it; undefined where one is. The lock ends with the connection, however that ends. */
export function aloneAtNight<T>(db: Database, act: () => Promise<T>): Promise<T | undefined> {
  return db.connection().execute(async (held) => {
    const lock = await sql<{ held: boolean }>`select pg_try_advisory_lock(${NIGHTLY_LOCK}) as held`.execute(held);
    if (!lock.rows[0]?.held) return undefined;
    try {
      return await act();
    } finally {
      await sql`select pg_advisory_unlock(${NIGHTLY_LOCK})`.execute(held);
    }
  });
}
