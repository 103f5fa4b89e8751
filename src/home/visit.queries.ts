import type { Database } from "../platform/database/database.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    own_page_visit: { account_id: number; last_on: string; before_on: string };
  }
}

/** Who comes for the first time is told of so many days. */
const FIRST_DAYS = 14;

/** The day of the visit before today's, kept as a day and written once a day. `today` as YYYY-MM-DD. */
export async function dayOfLastVisit(db: Database, accountId: number, today: string): Promise<string> {
  const known = await db
    .selectFrom("own_page_visit")
    .where("account_id", "=", accountId)
    .select(["last_on", "before_on"])
    .executeTakeFirst();
  if (known?.last_on === today) return known.before_on;
  const before = known?.last_on ?? new Date(Date.parse(today) - FIRST_DAYS * 86_400_000).toISOString().slice(0, 10);
  await db
    .insertInto("own_page_visit")
    .values({ account_id: accountId, last_on: today, before_on: before })
    .onConflict((conflict) => conflict.column("account_id").doUpdateSet({ last_on: today, before_on: before }))
    .execute();
  return before;
}
