import type { Generated } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type { SecretHash } from "../platform/secret.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    passkey: {
      id: Generated<number>;
      account_id: number;
      credential_id: string;
      public_key: Buffer;
      use_count: number;
      transports: string[];
      added_on: string;
      used_on: string | null;
    };
    passkey_registration: { challenge_hash: Buffer; account_id: number; expires_at: Date };
    passkey_question: { challenge_hash: Buffer; expires_at: Date };
  }
}

export const addRegistration = (
  db: Database,
  accountId: number,
  hash: SecretHash<"passkey registration">,
  expiresAt: Date,
) =>
  db
    .insertInto("passkey_registration")
    .values({ challenge_hash: hash, account_id: accountId, expires_at: expiresAt })
    .execute();

/** Uses the question up; true for the one caller that does, while it is open and was put to this account. */
export async function takeRegistration(
  db: Database,
  accountId: number,
  hash: SecretHash<"passkey registration">,
  now: Date,
): Promise<boolean> {
  const taken = await db
    .deleteFrom("passkey_registration")
    .where("challenge_hash", "=", hash)
    .where("account_id", "=", accountId)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return taken.numDeletedRows === 1n;
}

export const addQuestion = (db: Database, hash: SecretHash<"passkey question">, expiresAt: Date) =>
  db.insertInto("passkey_question").values({ challenge_hash: hash, expires_at: expiresAt }).execute();

/** Uses the question up; true for the one caller that does, while it is open. */
export async function takeQuestion(db: Database, hash: SecretHash<"passkey question">, now: Date): Promise<boolean> {
  const taken = await db
    .deleteFrom("passkey_question")
    .where("challenge_hash", "=", hash)
    .where("expires_at", ">", now)
    .executeTakeFirst();
  return taken.numDeletedRows === 1n;
}

export type KeptPasskey = {
  id: number;
  accountId: number;
  credentialId: string;
  publicKey: Uint8Array<ArrayBuffer>;
  useCount: number;
};

export async function findPasskey(db: Database, credentialId: string): Promise<KeptPasskey | undefined> {
  const row = await db
    .selectFrom("passkey")
    .where("credential_id", "=", credentialId)
    .select(["id", "account_id as accountId", "credential_id as credentialId", "public_key", "use_count as useCount"])
    .executeTakeFirst();
  if (!row) return undefined;
  const { public_key, ...key } = row;
  return { ...key, publicKey: new Uint8Array(public_key) };
}

/** Keeps a passkey. False where one of this name is kept already, for whomever. */
export async function addPasskey(
  trx: Database,
  key: Omit<KeptPasskey, "id"> & { transports: readonly string[] },
  addedOn: string,
): Promise<boolean> {
  const added = await trx
    .insertInto("passkey")
    .values({
      account_id: key.accountId,
      credential_id: key.credentialId,
      public_key: Buffer.from(key.publicKey),
      use_count: key.useCount,
      transports: [...key.transports],
      added_on: addedOn,
      used_on: null,
    })
    .onConflict((conflict) => conflict.column("credential_id").doNothing())
    .executeTakeFirst();
  return added.numInsertedOrUpdatedRows === 1n;
}

/** Notes that it was used. False where it was taken away meanwhile, or a later use of it is known: then it was copied. */
export async function notePasskeyUsed(trx: Database, id: number, useCount: number, usedOn: string): Promise<boolean> {
  const noted = await trx
    .updateTable("passkey")
    .set({ use_count: useCount, used_on: usedOn })
    .where("id", "=", id)
    .where((eb) => eb.or([eb("use_count", "<", useCount), eb.and([eb("use_count", "=", 0), eb.lit(useCount === 0)])]))
    .executeTakeFirst();
  return noted.numUpdatedRows === 1n;
}

/** A passkey as its holder sees it: by its days. */
export type PasskeyRow = {
  id: number;
  credentialId: string;
  transports: string[];
  addedOn: string;
  usedOn: string | null;
};

export const listPasskeys = (db: Database, accountId: number): Promise<PasskeyRow[]> =>
  db
    .selectFrom("passkey")
    .where("account_id", "=", accountId)
    .select(["id", "credential_id as credentialId", "transports", "added_on as addedOn", "used_on as usedOn"])
    .orderBy("id")
    .limit(50)
    .execute();

/** Takes a passkey of this account away. Says whether there was one. */
export async function dropPasskey(trx: Database, accountId: number, id: number): Promise<boolean> {
  const dropped = await trx
    .deleteFrom("passkey")
    .where("account_id", "=", accountId)
    .where("id", "=", id)
    .executeTakeFirst();
  return dropped.numDeletedRows === 1n;
}
