import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { INVENTORY, type InventoryTable } from "./inventory.ts";
import { columnsAbout } from "./own-data.queries.ts";
import type { Erased } from "./own-data.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    erasure: { id: Generated<number>; account_id: number; person_id: number | null; with_name: boolean; at: Date };
  }
}

/**
 * Does with every row about this account, and about its person's name where that is asked for, what the inventory says.
 * Where it was done already, nothing changes. The inventory lists a table before those that refer to it.
 */
export async function eraseRows(trx: Database, subject: Erased, now: Date): Promise<void> {
  for (const table of [...INVENTORY].reverse()) {
    if (table.with === "person" && !subject.withName) continue;
    for (const { name, id } of columnsAbout(table, subject)) await eraseIn(trx, table, name, id, now);
  }
}

function eraseIn(trx: Database, table: InventoryTable, column: string, id: number, now: Date) {
  const rows = sql`${sql.table(table.name)}`;
  const isAbout = sql`${sql.ref(column)} = ${id}`;
  if (table.erase === "gone") return sql`delete from ${rows} where ${isAbout}`.execute(trx);
  if (table.erase === "ended")
    return sql`update ${rows} set until_on = ${dayOf(now)} where ${isAbout} and (until_on is null or until_on > ${dayOf(now)})`.execute(
      trx,
    );
  if (table.erase === "blanked") {
    const set = Object.entries(table.blank).map(([name, value]) => sql`${sql.ref(name)} = ${written(value, id, now)}`);
    return sql`update ${rows} set ${sql.join(set)} where ${isAbout}`.execute(trx);
  }
  return undefined;
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

const written = (value: string | null, id: number, now: Date): string | Date | null =>
  value === "now" ? now : (value?.replace("{id}", String(id)) ?? null);

export const noteErasure = (trx: Database, { accountId, personId, withName }: Erased, now: Date) =>
  trx
    .insertInto("erasure")
    .values({ account_id: accountId, person_id: personId, with_name: withName, at: now })
    .execute();

/** What was ever erased, in order: after a backup was brought back, it is erased again. */
export const listErasures = (db: Database): Promise<(Erased & { at: Date })[]> =>
  db
    .selectFrom("erasure")
    .select(["account_id as accountId", "person_id as personId", "with_name as withName", "at"])
    .orderBy("id")
    .limit(100_000)
    .execute();
