import type { Actor } from "../access/actor.ts";
import { insist } from "../access/may.ts";
import { listOfficeHolders, lockGroup } from "../groups/group.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { forgetPayloads, forgetPayloadsBy, forgetPayloadsNaming } from "../platform/journal/payload.queries.ts";
import { Conflict, Forbidden } from "../platform/refusal.ts";
import { toSay } from "../ui/words.ts";
import { eraseRows, isBack, noteErasure } from "./erasure.queries.ts";
import type { Erased, Erasure } from "./own-data.ts";

const LAST_ONE = toSay("You are the last co-chair of a group. Name another one first, so that it is not left alone.");

/**
 * Erases the account of whoever asks, and where they ask for that too, their name in the records. The line in the
 * journal says that it happened and nothing of whom. There is no way back.
 */
export async function eraseOwn(db: Database, withName: boolean, by: Actor, now: Date): Promise<void> {
  const { accountId, personId } = by;
  if (accountId === null) throw new Forbidden("Sign in to do this.");
  insist(by, "erase", { resource: "account", groupId: null, own: true });
  const erased = { accountId, personId, withName };
  await inTransaction(db, async (trx) => {
    await refuseIfLast(trx, by, now);
    const subject = { kind: "account", id: accountId };
    await writeJournal(trx, { kind: "account.erased", groupId: null, subject, accountId, at: now });
    await noteErasure(trx, erased, now);
    await erase(trx, erased, now);
  });
}

/** A group is not left without a co-chair by the way. */
async function refuseIfLast(trx: Database, by: Actor, now: Date): Promise<void> {
  for (const { groupId } of by.standing.filter(({ role }) => role === "co-chair")) {
    await lockGroup(trx, groupId);
    const holders = await listOfficeHolders(trx, groupId, now.toISOString().slice(0, 10));
    const others = holders.filter((holder) => holder.kind === "co-chair" && holder.personId !== by.personId);
    if (others.length === 0) throw new Conflict(LAST_ONE);
  }
}

/**
 * Erases again whoever was erased since a backup was made that is now back. Only the very same accounts: one of the same
 * number on another server was made at another instant. Returns how many that were.
 */
export const eraseAgain = (db: Database, erasures: readonly Erasure[], now: Date): Promise<number> =>
  inTransaction(db, async (trx) => {
    let count = 0;
    for (const erasure of erasures) {
      if (!(await isBack(trx, erasure))) continue;
      await noteErasure(trx, erasure, erasure.at);
      await erase(trx, erasure, now);
      count++;
    }
    return count;
  });

/** Erases what there is of a subject: also again, after a backup brought it back. */
export async function erase(trx: Database, erased: Erased, now: Date): Promise<void> {
  await eraseRows(trx, erased, now);
  const { accountId, personId } = erased;
  await forgetPayloads(trx, { kind: "account", id: accountId });
  await forgetPayloadsBy(trx, accountId, ["account", "claim", "request", "conduct case"]);
  if (!erased.withName || personId === null) return;
  await forgetPayloads(trx, { kind: "person", id: personId });
  await forgetPayloadsNaming(trx, { personId });
}
