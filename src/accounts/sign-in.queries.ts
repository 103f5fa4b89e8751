import type { Generated } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { SecretHash } from "../platform/secret.ts";
import type { Account } from "./account.queries.ts";
import type { Stay, Way } from "./stay.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    sign_in: {
      token_hash: Buffer;
      handle: Generated<string>;
      account_id: number;
      way: Generated<Way>;
      this_visit: Generated<boolean>;
      created_on: string;
      expires_at: Date;
      ends_at: Date;
    };
  }
}

export type NewSignIn = {
  accountId: number;
  hash: SecretHash<"sign-in">;
  way: Way;
  stay: Stay;
  createdOn: string;
  expiresAt: Date;
  endsAt: Date;
};

export const addSignIn = (trx: Database, signIn: NewSignIn) =>
  trx
    .insertInto("sign_in")
    .values({
      token_hash: signIn.hash,
      account_id: signIn.accountId,
      way: signIn.way,
      this_visit: signIn.stay === "visit",
      created_on: signIn.createdOn,
      expires_at: signIn.expiresAt,
      ends_at: signIn.endsAt,
    })
    .execute();

/** What is known of the sign-in that a request came with. */
export type SignIn = { account: Account; stay: Stay; way: Way; expiresAt: Date; endsAt: Date };

export async function findSignIn(db: Database, hash: SecretHash<"sign-in">, now: Date): Promise<SignIn | undefined> {
  const row = await db
    .selectFrom("sign_in")
    .innerJoin("account", "account.id", "sign_in.account_id")
    .where("token_hash", "=", hash)
    .where("expires_at", ">", now)
    .select(["account.id", "account.person_id as personId", "account.display_name as displayName"])
    .select(["way", "this_visit", "expires_at", "ends_at"])
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, personId, displayName, way } = row;
  const account = { id, personId, displayName };
  return { account, stay: row.this_visit ? "visit" : "kept", way, expiresAt: row.expires_at, endsAt: row.ends_at };
}

/** Moves the end of a sign-in that is in use; one that was ended meanwhile stays ended. */
export const prolongSignIn = (trx: Database, hash: SecretHash<"sign-in">, expiresAt: Date) =>
  trx.updateTable("sign_in").set({ expires_at: expiresAt }).where("token_hash", "=", hash).execute();

export const endSignIn = (trx: Database, hash: SecretHash<"sign-in">) =>
  trx.deleteFrom("sign_in").where("token_hash", "=", hash).execute();

/** A sign-in as its holder sees it among their others. */
export type SignInRow = { handle: string; way: Way; thisVisit: boolean; createdOn: string; isThis: boolean };

/** The sign-ins of an account that are not over, newest first; `hash` marks the one that asks. */
export async function listSignIns(
  db: Database,
  accountId: number,
  hash: SecretHash<"sign-in">,
  now: Date,
): Promise<SignInRow[]> {
  const rows = await db
    .selectFrom("sign_in")
    .where("account_id", "=", accountId)
    .where("expires_at", ">", now)
    .select(["handle", "way", "this_visit as thisVisit", "created_on as createdOn", "token_hash"])
    .orderBy("created_on", "desc")
    .orderBy("handle")
    .limit(100)
    .execute();
  return rows.map(({ token_hash, ...row }) => ({ ...row, isThis: token_hash.equals(hash) }));
}

/** Ends one sign-in of this account, named by its handle. Says whether there was one. */
export async function endSignInNamed(trx: Database, accountId: number, handle: string): Promise<boolean> {
  const ended = await trx
    .deleteFrom("sign_in")
    .where("account_id", "=", accountId)
    .where("handle", "=", handle)
    .executeTakeFirst();
  return ended.numDeletedRows > 0n;
}

/** Ends all sign-ins of this account but the one that asks. Returns how many. */
export async function endOtherSignIns(trx: Database, accountId: number, hash: SecretHash<"sign-in">): Promise<number> {
  const ended = await trx
    .deleteFrom("sign_in")
    .where("account_id", "=", accountId)
    .where("token_hash", "!=", hash)
    .executeTakeFirst();
  return Number(ended.numDeletedRows);
}
