import { sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { SecretHash } from "../platform/secret.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    participation_code: { account_id: number; code_hash: Buffer; made_on: string };
  }
}

/** Gives an account its code; the one before lets nobody in any more. */
export const putCode = (trx: Database, accountId: number, hash: SecretHash<"participation code">, madeOn: string) =>
  trx
    .insertInto("participation_code")
    .values({ account_id: accountId, code_hash: hash, made_on: madeOn })
    .onConflict((conflict) => conflict.column("account_id").doUpdateSet({ code_hash: hash, made_on: madeOn }))
    .execute();

export async function findAccountIdByCode(
  db: Database,
  hash: SecretHash<"participation code">,
): Promise<number | undefined> {
  const row = await db
    .selectFrom("participation_code")
    .where("code_hash", "=", hash)
    .select("account_id")
    .executeTakeFirst();
  return row?.account_id;
}

/** On which day the code of an account was made; null where it has none. */
export async function codeMadeOn(db: Database, accountId: number): Promise<string | null> {
  const row = await db
    .selectFrom("participation_code")
    .where("account_id", "=", accountId)
    .select("made_on")
    .executeTakeFirst();
  return row?.made_on ?? null;
}

export const dropCode = (trx: Database, accountId: number) =>
  trx.deleteFrom("participation_code").where("account_id", "=", accountId).execute();

/** Waits for whoever makes this very code, until the transaction ends: a press that came twice finds what the first made. */
export const lockCode = (trx: Database, hash: SecretHash<"participation code">) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${hash.toString("hex")}, 0))`.execute(trx);
