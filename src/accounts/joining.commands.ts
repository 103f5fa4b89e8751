import type { Actor } from "../access/actor.ts";
import { lockOpenGroup } from "../groups/group.commands.ts";
import { personsWithStanding, standingOf } from "../groups/group.queries.ts";
import { findOpenInvitation, type OpenInvitation, useInvitation } from "../groups/invitation.queries.ts";
import { beginMembership } from "../groups/membership.queries.ts";
import { noteAffiliations } from "../people/naming.queries.ts";
import { addPerson, findPerson, findPersonsByName, lockPerson, type Person } from "../people/person.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict } from "../platform/refusal.ts";
import { secretHash } from "../platform/secret.ts";
import { toSay } from "../ui/words.ts";
import { addAccount, personsWithAccount } from "./account.queries.ts";
import { changePersonOfAccount } from "./claim.queries.ts";
import { dayOf, startSignIn } from "./sign-in.commands.ts";

export const INVITATION_IS_OVER = toSay(
  "This invitation was used or taken back, or its time is over. Ask for a new one.",
);

/** Who joined: where that leads, and the secret of a new sign-in where nobody was signed in. */
export type Joined = { groupSlug: string; signIn: string | null };

/**
 * Follows an invitation. Who is signed in joins with that account; anybody else gets an account of their own. A link
 * never lets anyone into an account that exists: it says only that somebody was asked, not who they are.
 */
export function join(db: Database, secret: string, yourName: string, by: Actor, now: Date): Promise<Joined> {
  return inTransaction(db, async (trx) => {
    const invitation = await findOpenInvitation(trx, secretHash("invitation", secret), now);
    if (!invitation) throw new Conflict(INVITATION_IS_OVER);
    await lockOpenGroup(trx, invitation.groupId);
    const person = by.personId === null ? await newcomer(trx, invitation, yourName, now) : await self(trx, by.personId);
    if (!(await useInvitation(trx, invitation.id, person.id, now))) throw new Conflict(INVITATION_IS_OVER);
    const accountId =
      by.accountId ?? (await addAccount(trx, { personId: person.id, displayName: person.name }, now)).id;
    if (by.accountId !== null && by.personId === null)
      if (!(await changePersonOfAccount(trx, by.accountId, null, person.id)))
        // The account may have become somebody since this request began.
        throw new Conflict("This account is known as somebody already.");
    await enter(trx, invitation, person, accountId, now);
    const signIn = by.accountId === null ? await startSignIn(trx, accountId, { way: "link", stay: "kept" }, now) : null;
    return { groupSlug: invitation.groupSlug, signIn };
  });
}

async function enter(trx: Database, invitation: OpenInvitation, person: Person, accountId: number, now: Date) {
  const { groupId, affiliation } = invitation;
  const standing = (await standingOf(trx, person.id, dayOf(now))).filter((one) => one.groupId === groupId);
  if (standing.some(({ role }) => role === "suspended"))
    throw new Conflict("Your membership rests. Ask an office holder of the group.");
  if (standing.some(({ role }) => role === "member")) return;
  const id = await beginMembership(trx, groupId, person.id, dayOf(now));
  const said = { personId: person.id, words: affiliation ?? "", bodyId: null, stakeholderGroup: null };
  if (affiliation !== null) await noteAffiliations(trx, [said], dayOf(now));
  await writeJournal(trx, {
    ...{ kind: "membership.begun", groupId, subject: { kind: "membership", id }, accountId, at: now },
    after: { personId: person.id, invitationId: invitation.id },
  });
}

async function self(trx: Database, personId: number): Promise<Person> {
  const person = await findPerson(trx, personId);
  if (!person) throw new Conflict(INVITATION_IS_OVER);
  return person;
}

/**
 * The person that somebody new is: the one whom the invitation means, or one of this name whom nobody is yet and who
 * has no standing anywhere but here; else another of the same name. Two who prove to be one are merged by a person.
 */
async function newcomer(trx: Database, invitation: OpenInvitation, yourName: string, now: Date): Promise<Person> {
  if (invitation.personId !== null) return memberWithoutAccount(trx, invitation.personId);
  const known = (await findPersonsByName(trx, [yourName])).get(yourName);
  // Locked before it is asked, so that of two who join at once under one name only one is this person.
  if (known && (await lockPerson(trx, known.id)) && (await isFree(trx, known.id, invitation.groupId, now)))
    return known;
  return addPerson(trx, yourName, now);
}

async function memberWithoutAccount(trx: Database, personId: number): Promise<Person> {
  const person = await lockPerson(trx, personId);
  if (!person) throw new Conflict(INVITATION_IS_OVER);
  if ((await personsWithAccount(trx, [personId])).length > 0)
    throw new Conflict("This member has an account already: sign in with that.");
  return person;
}

async function isFree(trx: Database, personId: number, groupId: number, now: Date): Promise<boolean> {
  if ((await personsWithAccount(trx, [personId])).length > 0) return false;
  if ((await personsWithStanding(trx, [personId])).length === 0) return true;
  return (await standingOf(trx, personId, dayOf(now))).every((one) => one.groupId === groupId && one.role === "member");
}
