import type { Actor } from "../access/actor.ts";
import { insist } from "../access/may.ts";
import { addGroup, addMember, giveOffice } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import { addPerson } from "../people/person.queries.ts";
import type { Database } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict, Forbidden } from "../platform/refusal.ts";
import { changePersonOfAccount } from "./claim.queries.ts";

type GroupToMake = { name: string; timeZone: string; isTest?: boolean };

/** Another group: whoever makes it becomes its member and co-chair. `yourName` counts where the account has no person. */
export async function makeGroup(
  trx: Database,
  input: GroupToMake & { yourName: string },
  by: Actor,
  now: Date,
): Promise<Group> {
  insist(by, "create", { resource: "group", groupId: null });
  if (by.accountId === null) throw new Forbidden("Sign in to do this.");
  const personId = by.personId ?? (await becomePerson(trx, by.accountId, input.yourName, now));
  return foundGroup(trx, input, { personId, accountId: by.accountId }, now);
}

/** Always somebody new: that an account is a person who is known here already is for an office holder to confirm. */
async function becomePerson(trx: Database, accountId: number, name: string, now: Date): Promise<number> {
  const person = await addPerson(trx, name, now);
  if (!(await changePersonOfAccount(trx, accountId, null, person.id)))
    throw new Conflict("This account got a person meanwhile. Open the page again.");
  return person.id;
}

export async function foundGroup(
  trx: Database,
  input: GroupToMake,
  by: { personId: number; accountId: number },
  now: Date,
): Promise<Group> {
  const today = now.toISOString().slice(0, 10);
  const group = await addGroup(trx, input, now);
  await giveOffice(trx, group.id, { personId: by.personId, kind: "co-chair", title: null }, today);
  await addMember(trx, group.id, by.personId, today);
  await writeJournal(trx, {
    kind: "group.made",
    groupId: group.id,
    subject: { kind: "group", id: group.id },
    accountId: by.accountId,
    at: now,
    after: { name: group.name },
  });
  return group;
}
