import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import type { Database } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Conflict, Forbidden, NotFound } from "../platform/refusal.ts";
import { newSecret } from "../platform/secret.ts";
import { lockOpenGroup } from "./group.commands.ts";
import {
  addInvitations,
  listInvitations,
  listKnownInvitees,
  lockInvitation,
  renewLink,
  setInvitationWithdrawn,
  setTold,
} from "./invitation.queries.ts";
import { type FreshInvitation, INVITATION_DAYS, type Invitation } from "./invitation.ts";
import { type InvitationList, type Invitee, readInvitationList } from "./invitation-list.ts";
import { findMembership } from "./membership.queries.ts";

const insistOnInviter = (by: Actor, groupId: number): void => {
  if (!may(by, "create", { resource: "membership", groupId }))
    throw new Forbidden("Only a co-chair or the secretariat invites people to the group.");
};

const endOf = (now: Date): Date => new Date(now.getTime() + INVITATION_DAYS * 86_400_000);

export type Invited = Omit<InvitationList, "invitees"> & { fresh: FreshInvitation[] };

/**
 * Invites everybody whom a pasted list names for certain; what is in doubt or names nobody comes back to be looked at.
 * `chosen`: lines about which a person has decided. Whoever is here or invited already is not invited again, so that
 * the same list sent twice does nothing the second time.
 */
export async function inviteFromList(
  trx: Database,
  groupId: number,
  given: { list: string; chosen: readonly Invitee[] },
  by: Actor,
  now: Date,
): Promise<Invited> {
  insistOnInviter(by, groupId);
  await lockOpenGroup(trx, groupId);
  const known = await listKnownInvitees(trx, groupId, now.toISOString().slice(0, 10));
  const { invitees, ...rest } = readInvitationList(given.list, known);
  const decided = given.chosen.filter((one) => !known.some((other) => isVery(one, other)));
  const made = await addFresh(
    trx,
    groupId,
    [...invitees, ...decided].map((one) => ({ ...one, personId: null })),
    by,
    now,
  );
  if (made.length > 0) await note(trx, "invitations.made", groupId, made, by, now);
  return { ...rest, fresh: made };
}

const isVery = (one: Invitee, other: { name: string | null; address: string | null }): boolean =>
  one.name === other.name && one.address === other.address;

async function addFresh(
  trx: Database,
  groupId: number,
  invitees: readonly (Invitee & { personId: number | null })[],
  by: Actor,
  now: Date,
): Promise<FreshInvitation[]> {
  const given = invitees.map((one) => ({ ...one, ...newSecret("invitation") }));
  const made = await addInvitations(trx, groupId, given, { accountId: by.accountId, expiresAt: endOf(now) }, now);
  return made.map((one, at) => ({ ...one, secret: given[at]?.secret ?? "" }));
}

/** Invites a member whom so far only the records know; the link makes them an account of their own. */
export async function inviteMember(
  trx: Database,
  groupId: number,
  membershipId: number,
  by: Actor,
  now: Date,
): Promise<FreshInvitation[]> {
  insistOnInviter(by, groupId);
  await lockOpenGroup(trx, groupId);
  const member = await findMembership(trx, groupId, membershipId);
  if (!member) throw new NotFound();
  const open = (await listInvitations(trx, groupId)).find((one) => one.personId === member.personId);
  if (open) return renewInvitations(trx, groupId, [open.id], 1, by, now);
  const { personId, name } = member;
  const made = await addFresh(trx, groupId, [{ personId, name, address: null, affiliation: null }], by, now);
  await note(trx, "invitations.made", groupId, made, by, now);
  return made;
}

/** Gives new links to these invitations, or to whom nobody has told yet, so many at most; the links before are over. */
export async function renewInvitations(
  trx: Database,
  groupId: number,
  which: readonly number[] | "not told" | "not told, without address",
  most: number,
  by: Actor,
  now: Date,
): Promise<FreshInvitation[]> {
  insistOnInviter(by, groupId);
  await lockOpenGroup(trx, groupId);
  const open = await listInvitations(trx, groupId);
  const isChosen = (one: Invitation): boolean =>
    typeof which !== "string"
      ? which.includes(one.id)
      : one.toldAt === null && (which === "not told" || one.address === null);
  const chosen = open.filter(isChosen).slice(0, most);
  if (typeof which !== "string" && chosen.length < which.length) throw new NotFound();
  const fresh: FreshInvitation[] = [];
  for (const one of chosen) {
    const { secret, hash } = newSecret("invitation");
    await renewLink(trx, one.id, hash, endOf(now));
    fresh.push({ ...one, expiresAt: endOf(now), toldAt: null, secret });
  }
  if (fresh.length > 0) await note(trx, "invitations.renewed", groupId, fresh, by, now);
  return fresh;
}

/** Takes an invitation back: its link opens nothing any more. Returns the journal's line. */
export async function withdrawInvitation(
  trx: Database,
  groupId: number,
  id: number,
  by: Actor,
  now: Date,
): Promise<number> {
  const one = await findForInviter(trx, groupId, id, by);
  if (one.withdrawnAt !== null) throw new Conflict("That was taken back already.");
  await setInvitationWithdrawn(trx, id, now);
  return note(trx, "invitation.withdrawn", groupId, [one], by, now);
}

/** Lets an invitation that was taken back stand again. */
export async function restoreInvitation(
  trx: Database,
  groupId: number,
  id: number,
  by: Actor,
  now: Date,
): Promise<number> {
  const one = await findForInviter(trx, groupId, id, by);
  await setInvitationWithdrawn(trx, id, null);
  return note(trx, "invitation.stands again", groupId, [one], by, now);
}

async function findForInviter(trx: Database, groupId: number, id: number, by: Actor): Promise<Invitation> {
  insistOnInviter(by, groupId);
  const one = await lockInvitation(trx, groupId, id);
  if (!one) throw new NotFound();
  return one;
}

/** Notes that an office holder told these people; the program itself never assumes it. Null where they were told already. */
export async function noteTold(trx: Database, groupId: number, ids: readonly number[], by: Actor, now: Date) {
  insistOnInviter(by, groupId);
  const changed = await setTold(trx, groupId, ids, now);
  return changed.length === 0
    ? null
    : note(
        trx,
        "invitations.told",
        groupId,
        changed.map((id) => ({ id })),
        by,
        now,
      );
}

const note = (
  trx: Database,
  kind: string,
  groupId: number,
  invitations: readonly { id: number }[],
  by: Actor,
  now: Date,
): Promise<number> =>
  writeJournal(trx, {
    ...{
      kind,
      groupId,
      subject: { kind: "invitation", id: invitations[0]?.id ?? 0 },
      accountId: by.accountId,
      at: now,
    },
    after: { invitationIds: invitations.map(({ id }) => id) },
  });
