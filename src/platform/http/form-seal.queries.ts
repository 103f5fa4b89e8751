import { randomBytes } from "node:crypto";
import type { Database } from "../database/database.ts";

declare module "../database/schema.ts" {
  interface Schema {
    form_seal: { made_on: string; secret: Buffer };
  }
}

/** The secret of this day's seals, made by the first who asks; those of the days before, by day. */
export async function sealSecrets(db: Database, today: string): Promise<Map<string, Buffer>> {
  const known = await listSecrets(db);
  if (known.has(today)) return known;
  await db
    .insertInto("form_seal")
    .values({ made_on: today, secret: randomBytes(32) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return listSecrets(db);
}

async function listSecrets(db: Database): Promise<Map<string, Buffer>> {
  const rows = await db
    .selectFrom("form_seal")
    .select(["made_on", "secret"])
    .orderBy("made_on", "desc")
    .limit(3)
    .execute();
  return new Map(rows.map(({ made_on, secret }) => [made_on, secret]));
}

/** A seal holds for a day: older secrets open nothing any more. */
export async function forgetOldSeals(db: Database, now: Date): Promise<void> {
  const twoDaysAgo = new Date(now.getTime() - 2 * 86_400_000).toISOString().slice(0, 10);
  await db.deleteFrom("form_seal").where("made_on", "<", twoDaysAgo).execute();
}
