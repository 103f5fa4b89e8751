import type { Actor } from "../access/actor.ts";
import { insist } from "../access/may.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict, Forbidden, NotFound } from "../platform/refusal.ts";
import { secretHash } from "../platform/secret.ts";
import { findAddress, setAddress } from "./account.queries.ts";
import { endOtherSignIns, endSignInNamed } from "./sign-in.queries.ts";

/** The account of whoever acts, which they may change; throws Forbidden for a visitor. */
export function ownAccount(by: Actor): number {
  if (by.accountId === null) throw new Forbidden("Sign in to do this.");
  insist(by, "change", { resource: "account", groupId: null, own: true });
  return by.accountId;
}

/** Keeps an address for the account, or none any more. Throws Conflict where another account has it. Returns the journal's line. */
export async function changeAddress(trx: Database, address: string | null, by: Actor, now: Date): Promise<number> {
  const accountId = ownAccount(by);
  const before = await findAddress(trx, accountId);
  if (!(await setAddress(trx, accountId, address))) throw new Conflict("Another account here has this address.");
  return noteOnAccount(trx, accountId, { kind: "account.address-changed", before, after: address }, by, now);
}

/** Ends one of one's own sign-ins. Throws NotFound where it is another's, or over already. */
export async function endOwnSignIn(trx: Database, handle: string, by: Actor, now: Date): Promise<number> {
  const accountId = ownAccount(by);
  if (!(await endSignInNamed(trx, accountId, handle))) throw new NotFound("This sign-in is over already.");
  return noteOnAccount(trx, accountId, { kind: "account.sign-ins-ended", before: 1, after: 0 }, by, now);
}

/** Ends all of one's own sign-ins but the one that asks. */
export async function endOwnOtherSignIns(trx: Database, signIn: string, by: Actor, now: Date): Promise<number> {
  const accountId = ownAccount(by);
  const ended = await endOtherSignIns(trx, accountId, secretHash("sign-in", signIn));
  return noteOnAccount(trx, accountId, { kind: "account.sign-ins-ended", before: ended, after: 0 }, by, now);
}

/** Writes down what was done to an account: its holder finds it on their page. */
export const noteOnAccount = (
  trx: Database,
  accountId: number,
  change: { kind: string; before?: unknown; after?: unknown; groupId?: number },
  by: Actor,
  now: Date,
): Promise<number> =>
  inTransaction(trx, (inside) =>
    writeJournal(inside, {
      kind: change.kind,
      groupId: change.groupId ?? null,
      subject: { kind: "account", id: accountId },
      accountId: by.accountId,
      at: now,
      before: change.before ?? null,
      after: change.after ?? null,
    }),
  );
