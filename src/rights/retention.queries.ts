import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { RetentionKind } from "./retention.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    retention: { kind: string; days: number };
    retention_run: { id: Generated<number>; run_on: string; kind: string; count: number };
  }
}

/** Times that were made shorter here, in days by kind. */
export async function listShortened(db: Database): Promise<Map<string, number>> {
  const rows = await db.selectFrom("retention").select(["kind", "days"]).orderBy("kind").execute();
  return new Map(rows.map((row) => [row.kind, row.days]));
}

export const setRetention = (trx: Database, kind: RetentionKind, days: number) =>
  trx
    .insertInto("retention")
    .values({ kind, days })
    .onConflict((conflict) => conflict.column("kind").doUpdateSet({ days }))
    .execute();

/** Adds to what the day's job let go of; a second run of the day, or of another process, adds to the first. */
export const noteRun = (trx: Database, runOn: string, kind: RetentionKind, count: number) =>
  sql`insert into retention_run (run_on, kind, count) values (${runOn}, ${kind}, ${count})
    on conflict (run_on, kind) do update set count = retention_run.count + excluded.count`.execute(trx);

export type Run = { runOn: string; kind: string; count: number };

/** What was let go of lately, the latest day first. */
export const listRuns = (db: Database, limit: number): Promise<Run[]> =>
  db
    .selectFrom("retention_run")
    .where("count", ">", 0)
    .select(["run_on as runOn", "kind", "count"])
    .orderBy("run_on", "desc")
    .orderBy("kind")
    .limit(limit)
    .execute();

/** The day of the last run, also of one that had nothing to do; undefined before the first. */
export async function lastRunOn(db: Database): Promise<string | undefined> {
  const row = await db
    .selectFrom("retention_run")
    .select("run_on")
    .orderBy("run_on", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.run_on;
}
