import { createHmac, randomBytes } from "node:crypto";
import type { Actor } from "../access/actor.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { secretHash } from "../platform/secret.ts";
import { noteOnAccount, ownAccount } from "./account.commands.ts";
import { dropCode, findAccountIdByCode, putCode } from "./participation-code.queries.ts";
import { codeFrom } from "./participation-code.ts";
import { dayOf, startSignIn } from "./sign-in.commands.ts";
import type { Stay } from "./stay.ts";

/**
 * What a new code is made of: the same for one press of one form, so that a press that comes twice shows the code that
 * holds, and nothing of it need be kept. `signIn` is the secret of the sign-in, `formKey` the form's; both are random.
 */
export const codeSeed = (signIn: string, formKey: string): Buffer =>
  formKey === "" ? randomBytes(32) : createHmac("sha256", signIn).update(`participation code\0${formKey}`).digest();

/** Gives one's own account a new code; the one before is over. Returns it: it can be shown this once. */
export async function renewOwnCode(db: Database, seed: Buffer, by: Actor, now: Date): Promise<string> {
  return inTransaction(db, (trx) => makeCode(trx, ownAccount(by), seed, by, now));
}

/** A new code for an account, for who has shown a right to make it. */
export async function makeCode(
  trx: Database,
  accountId: number,
  seed: Buffer,
  by: Actor,
  now: Date,
  groupId?: number,
): Promise<string> {
  const code = codeFrom(seed);
  await putCode(trx, accountId, secretHash("participation code", code), dayOf(now));
  await noteOnAccount(
    trx,
    accountId,
    { kind: "account.code-made", ...(groupId !== undefined && { groupId }) },
    by,
    now,
  );
  return code;
}

/** One's code lets nobody in any more. */
export async function giveUpOwnCode(trx: Database, by: Actor, now: Date): Promise<number> {
  const accountId = ownAccount(by);
  await dropCode(trx, accountId);
  return noteOnAccount(trx, accountId, { kind: "account.code-given-up" }, by, now);
}

/** Signs in whom this code lets in. Returns the secret of the sign-in; undefined where the code is nobody's. */
export async function signInByCode(db: Database, code: string, stay: Stay, now: Date): Promise<string | undefined> {
  return inTransaction(db, async (trx) => {
    const accountId = await findAccountIdByCode(trx, secretHash("participation code", code));
    return accountId === undefined ? undefined : startSignIn(trx, accountId, { way: "code", stay }, now);
  });
}
