import { type Generated, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import { INVENTORY, type InventoryTable } from "./inventory.ts";
import { columnsAbout } from "./own-data.queries.ts";
import type { Erased, Erasure } from "./own-data.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    erasure: {
      id: Generated<number>;
      account_id: number;
      account_made_at: Date;
      person_id: number | null;
      with_name: boolean;
      at: Date;
    };
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

/** Notes that an account is erased; it has to be there still. */
export const noteErasure = (trx: Database, { accountId, personId, withName }: Erased, now: Date) =>
  sql`insert into erasure (account_id, account_made_at, person_id, with_name, at)
    select id, created_at, ${personId}::integer, ${withName}, ${now} from account_shown where id = ${accountId}`.execute(
    trx,
  );

/** What was ever erased here, in order. */
export const listErasures = (db: Database): Promise<Erasure[]> =>
  db
    .selectFrom("erasure")
    .select([
      "account_id as accountId",
      "account_made_at as madeAt",
      "person_id as personId",
      "with_name as withName",
      "at",
    ])
    .orderBy("id")
    .limit(100_000)
    .execute();

/** Whether this very account is here, and not noted as erased: a backup brought it back. */
export async function isBack(trx: Database, { accountId, madeAt }: Erasure): Promise<boolean> {
  const found = await sql`
    select 1 from account_shown where id = ${accountId} and created_at = ${madeAt}
      and not exists (select 1 from erasure where account_id = ${accountId})`.execute(trx);
  return found.rows.length > 0;
}
