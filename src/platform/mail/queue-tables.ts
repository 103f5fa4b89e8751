import { type Kysely, sql } from "kysely";
import type pg from "pg";

/** The tables of graphile-worker as this program's version of it has them; a test compares. */
export const QUEUE_VERSION = 20;

/** Makes the tables of the queue, or brings them up to date. Where they are, this costs one question and loads nothing. */
export async function prepareQueue<T>(db: Kysely<T>, pool: pg.Pool): Promise<void> {
  const { rows: made } = await sql<{ made: boolean }>`
    select to_regclass('graphile_worker.migrations') is not null as made`.execute(db);
  if (made[0]?.made) {
    const { rows } = await sql<{ version: number }>`
      select coalesce(max(id), 0)::int as version from graphile_worker.migrations`.execute(db);
    if ((rows[0]?.version ?? 0) >= QUEUE_VERSION) return;
  }
  const { Logger, runMigrations } = await import("graphile-worker");
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) });
}
