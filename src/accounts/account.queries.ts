import { type Generated, sql } from "kysely";
import { type Reference, referenceOf } from "../people/reference.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { SecretHash } from "../platform/secret.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    account: {
      id: Generated<number>;
      person_id: number | null;
      display_name: string;
      address: Generated<string | null>;
      created_at: Date;
    };
    setup_link: { token_hash: Buffer; expires_at: Date; used_at: Date | null };
    sign_in_link: { token_hash: Buffer; account_id: number; expires_at: Date; used_at: Date | null };
  }
}

export type Account = { id: number; personId: number | null; displayName: string };
const shown = ["account.id", "account.person_id as personId", "account.display_name as displayName"] as const;

export const addAccount = (
  trx: Database,
  account: { personId: number | null; displayName: string },
  now: Date,
): Promise<Account> =>
  trx
    .insertInto("account")
    .values({ person_id: account.personId, display_name: account.displayName, created_at: now })
    .returning(["id", "person_id as personId", "display_name as displayName"])
    .executeTakeFirstOrThrow();

export const findAccountOfPerson = (db: Database, personId: number): Promise<Account | undefined> =>
  db.selectFrom("account").where("person_id", "=", personId).select(shown).orderBy("id").limit(1).executeTakeFirst();

/** The account that has this address, as `Address` normalises it. */
export const findAccountByAddress = (db: Database, address: string): Promise<Account | undefined> =>
  db.selectFrom("account").where("address", "=", address).select(shown).executeTakeFirst();

export const findAccount = (db: Database, id: number): Promise<Account | undefined> =>
  db.selectFrom("account").where("id", "=", id).select(shown).executeTakeFirst();

export async function findAddress(db: Database, accountId: number): Promise<string | null> {
  const row = await db.selectFrom("account").where("id", "=", accountId).select("address").executeTakeFirst();
  return row?.address ?? null;
}

/** Keeps the address of an account, or takes it away, in a transaction. False where another account has it: nothing is changed then. */
export async function setAddress(trx: Database, accountId: number, address: string | null): Promise<boolean> {
  // Two who set one address at the same instant: the second waits, and then sees the first.
  await sql`select pg_advisory_xact_lock(hashtextextended(${address}, 0))`.execute(trx);
  const set = await sql<{ id: number }>`
    update account set address = ${address} where id = ${accountId}
      and not exists (select 1 from account where address = ${address} and id <> ${accountId}) returning id`.execute(
    trx,
  );
  return set.rows.length === 1;
}

/** Names of accounts by id, for a history; an account without a person shows its own name. */
export async function accountNames(db: Database, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom("account")
    .where("id", "in", [...new Set(ids)])
    .select(["id", "display_name"])
    .execute();
  return new Map(rows.map((row) => [row.id, row.display_name]));
}

/** Opens a setup link; those before it are over. */
export async function addSetupLink(trx: Database, hash: SecretHash<"setup link">, expiresAt: Date): Promise<void> {
  await trx.deleteFrom("setup_link").where("used_at", "is", null).execute();
  await trx.insertInto("setup_link").values({ token_hash: hash, expires_at: expiresAt, used_at: null }).execute();
}

/** True while the link is neither used nor over. */
export async function isSetupLinkOpen(db: Database, hash: SecretHash<"setup link">, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom("setup_link")
    .where("token_hash", "=", hash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .select("token_hash")
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses the link up: true for the one caller that does, also when two come at once. */
export async function useSetupLink(trx: Database, hash: SecretHash<"setup link">, now: Date): Promise<boolean> {
  const result = await trx
    .updateTable("setup_link")
    .set({ used_at: now })
    .where("token_hash", "=", hash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
}

export const addSignInLink = (trx: Database, accountId: number, hash: SecretHash<"sign-in link">, expiresAt: Date) =>
  trx
    .insertInto("sign_in_link")
    .values({ token_hash: hash, account_id: accountId, expires_at: expiresAt, used_at: null })
    .execute();

/** The account that an open link lets in; undefined where it is unknown, used or over. */
export const findSignInLink = (
  db: Database,
  hash: SecretHash<"sign-in link">,
  now: Date,
): Promise<Account | undefined> =>
  db
    .selectFrom("sign_in_link")
    .innerJoin("account", "account.id", "sign_in_link.account_id")
    .where("token_hash", "=", hash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .select(shown)
    .executeTakeFirst();

/** Uses the link up and says whose it was; undefined for a second caller. */
export async function useSignInLink(
  trx: Database,
  hash: SecretHash<"sign-in link">,
  now: Date,
): Promise<number | undefined> {
  const row = await trx
    .updateTable("sign_in_link")
    .set({ used_at: now })
    .where("token_hash", "=", hash)
    .where("used_at", "is", null)
    .where("expires_at", ">", now)
    .returning("account_id")
    .executeTakeFirst();
  return row?.account_id;
}

/** Forgets what is over: sign-ins, links used or not, a day after their end. */
export async function forgetEndedSignIns(trx: Database, now: Date): Promise<void> {
  const dayAgo = new Date(now.getTime() - 86_400_000);
  await trx.deleteFrom("sign_in").where("expires_at", "<", dayAgo).execute();
  await trx.deleteFrom("sign_in_link").where("expires_at", "<", dayAgo).execute();
  await trx.deleteFrom("setup_link").where("expires_at", "<", dayAgo).execute();
  await trx.deleteFrom("mailed_link").where("expires_at", "<", now).execute();
  await trx.deleteFrom("passkey_registration").where("expires_at", "<", now).execute();
  await trx.deleteFrom("passkey_question").where("expires_at", "<", now).execute();
  await trx.deleteFrom("address_confirmation").where("expires_at", "<", now).execute();
  // Where mail does not go out any more, nobody takes wishes up.
  await trx
    .deleteFrom("link_wish")
    .where("wished_at", "<", new Date(now.getTime() - 3_600_000))
    .execute();
}

/** Of these persons, those who have an account. */
export async function personsWithAccount(db: Database, personIds: readonly number[]): Promise<number[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .selectFrom("account")
    .where("person_id", "in", [...personIds])
    .select("person_id")
    .execute();
  return rows.flatMap((row) => row.person_id ?? []);
}

/** The accounts that these persons sign in with. */
export async function accountsOfPersons(db: Database, personIds: readonly number[]): Promise<number[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .selectFrom("account")
    .where("person_id", "in", [...personIds])
    .select("id")
    .orderBy("id")
    .execute();
  return rows.map((row) => row.id);
}

/** Where an account names a person, for whoever makes two persons one. */
export const ACCOUNTS_OF_PERSONS: readonly Reference[] = [
  referenceOf({ table: "account", column: "person_id", id: "id" }),
  referenceOf({ table: "person_claim", column: "person_id", id: "id" }),
];

/** The accounts of these persons. */
export const accountsOf = (db: Database, personIds: readonly number[]): Promise<Account[]> =>
  db
    .selectFrom("account")
    .where(sql<boolean>`person_id = any(${[...personIds]}::integer[])`)
    .select(shown)
    .orderBy("id")
    .limit(50)
    .execute();
