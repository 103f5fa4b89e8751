import { z } from "zod";
import type { Actor } from "../access/actor.ts";
import { type Act, insist, may } from "../access/may.ts";
import type { Database } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { takeBack } from "../platform/journal/take-back.queries.ts";
import { Conflict, Forbidden, NotFound } from "../platform/refusal.ts";
import { lockOpenGroup } from "./group.commands.ts";
import { lockGroup } from "./group.queries.ts";
import {
  addOffice,
  findMembership,
  hasActingCoChair,
  listOffices,
  setMembership,
  setOfficeEnd,
} from "./membership.queries.ts";
import { holdsOn, type Membership, type NewOffice } from "./membership.ts";

/** How somebody stands in the group: what the journal keeps, and what taking back restores. */
const Stands = z.object({
  untilOn: z.string().nullable(),
  suspendedAt: z.iso.datetime().nullable(),
  /** Offices held that day. */
  offices: z.array(z.number()),
});
type Stands = z.infer<typeof Stands>;
type Held = { groupId: number; member: Membership; stands: Stands; today: string };
type Change = { kind: string; after: Stands };

/** Ends a membership and the offices with it, as of today. One's own, or anybody's for who keeps the people. */
export async function endMembership(trx: Database, groupId: number, id: number, by: Actor, now: Date): Promise<number> {
  const held = await hold(trx, groupId, id, now);
  insistOnKeeper(held, "withdraw", by);
  insistOnMember(held);
  return change(
    trx,
    held,
    { kind: "membership.ended", after: { ...held.stands, untilOn: held.today, offices: [] } },
    by,
    now,
  );
}

/** Lets somebody's rights rest, all of them, until that is lifted. */
export async function suspendMember(trx: Database, groupId: number, id: number, by: Actor, now: Date): Promise<number> {
  const held = await hold(trx, groupId, id, now);
  insistOnKeeper(held, "change", by);
  insistOnMember(held);
  if (held.stands.suspendedAt !== null) throw new Conflict("This membership rests already.");
  const after = { ...held.stands, suspendedAt: now.toISOString() };
  return change(trx, held, { kind: "membership.suspended", after }, by, now);
}

export async function liftSuspension(
  trx: Database,
  groupId: number,
  id: number,
  by: Actor,
  now: Date,
): Promise<number> {
  const held = await hold(trx, groupId, id, now);
  insistOnKeeper(held, "change", by);
  insistOnMember(held);
  if (held.stands.suspendedAt === null) throw new Conflict("This membership does not rest.");
  return change(trx, held, { kind: "membership.resumed", after: { ...held.stands, suspendedAt: null } }, by, now);
}

/** Gives an office to a member of today; somebody who has left meanwhile gets none, and nothing changes. */
export async function giveOfficeTo(
  trx: Database,
  groupId: number,
  given: NewOffice,
  by: Actor,
  now: Date,
): Promise<number> {
  insist(by, "create", { resource: "office", groupId });
  const held = await hold(trx, groupId, given.membership, now);
  insistOnMember(held);
  const { personId, name } = held.member;
  const offices = await listOffices(trx, groupId);
  if (offices.some((one) => one.personId === personId && one.kind === given.kind && holdsOn(one, held.today)))
    throw new Conflict("{name} holds this office already.", { name });
  const officeId = await addOffice(trx, groupId, { ...given, personId }, held.today);
  const after = { ...held.stands, offices: [...held.stands.offices, officeId] };
  return note(trx, held, { kind: "office.given", after }, by, now);
}

/** Takes an office away, or lays one's own down. */
export async function endOffice(
  trx: Database,
  groupId: number,
  officeId: number,
  by: Actor,
  now: Date,
): Promise<number> {
  await lockOpenGroup(trx, groupId);
  const office = (await listOffices(trx, groupId)).find(({ id }) => id === officeId);
  if (!office) throw new NotFound();
  insist(by, "withdraw", { resource: "office", groupId, own: office.personId === by.personId });
  const today = now.toISOString().slice(0, 10);
  if (!holdsOn(office, today)) throw new Conflict("This office has ended already.");
  await setOfficeEnd(trx, [officeId], today);
  await insistOnCoChair(trx, groupId, office.name, today);
  const subject = { kind: "office", id: officeId };
  return writeJournal(trx, {
    ...{ kind: "office.ended", groupId, subject, accountId: by.accountId, at: now },
    ...{ before: { untilOn: office.untilOn }, after: { untilOn: today } },
  });
}

/** Takes back the end of an office. */
export async function undoOffice(trx: Database, groupId: number, officeId: number, line: number, by: Actor, now: Date) {
  insist(by, "create", { resource: "office", groupId });
  await lockOpenGroup(trx, groupId);
  const office = (await listOffices(trx, groupId)).find(({ id }) => id === officeId);
  if (!office) throw new NotFound();
  const thing = {
    ...{ subject: { kind: "office", id: officeId }, groupId, standing: { untilOn: office.untilOn } },
    restore: (before: unknown) =>
      setOfficeEnd(trx, [officeId], z.object({ untilOn: z.string().nullable() }).parse(before).untilOn),
  };
  return takeBack(trx, thing, { id: line, kind: "office.undone" }, by, now);
}

/** Takes back what was done about a membership. */
export async function undoMembership(trx: Database, groupId: number, id: number, line: number, by: Actor, now: Date) {
  const held = await hold(trx, groupId, id, now);
  insistOnKeeper(held, "change", by);
  const thing = {
    ...{ subject: { kind: "membership", id }, groupId, standing: held.stands },
    restore: async (before: unknown) => {
      const stands = Stands.parse(before);
      if (stands.offices.length > 0) insist(by, "create", { resource: "office", groupId });
      await restore(trx, held, stands);
      if (held.stands.offices.length > 0) await insistOnCoChair(trx, groupId, held.member.name, held.today);
    },
  };
  return takeBack(trx, thing, { id: line, kind: "membership.undone" }, by, now);
}

/** The membership with the group's lock held. Throws NotFound where the group has none such. */
async function hold(trx: Database, groupId: number, id: number, now: Date): Promise<Held> {
  // Also out of an archived group one can leave; whatever else is asked of it then is refused on the way here.
  await lockGroup(trx, groupId);
  const member = await findMembership(trx, groupId, id);
  if (!member) throw new NotFound();
  const today = now.toISOString().slice(0, 10);
  const offices = (await listOffices(trx, groupId))
    .filter((one) => one.personId === member.personId && holdsOn(one, today))
    .map((one) => one.id)
    .sort((a, b) => a - b);
  const { untilOn, suspendedAt } = member;
  return { groupId, member, stands: { untilOn, suspendedAt: suspendedAt?.toISOString() ?? null, offices }, today };
}

/** Who keeps the people of the group; about somebody who holds an office, a co-chair decides. */
function insistOnKeeper({ groupId, member, stands }: Held, act: Act, by: Actor): void {
  const own = member.personId === by.personId;
  insist(by, act, { resource: "membership", groupId, own });
  if (stands.offices.length > 0 && !may(by, "withdraw", { resource: "office", groupId, own }))
    throw new Forbidden("Only a co-chair decides about somebody who holds an office.");
}

function insistOnMember({ member, today }: Held): void {
  if (!holdsOn(member, today))
    throw new Conflict("{name} is not a member any more: nothing was changed.", { name: member.name });
}

async function change(trx: Database, held: Held, changed: Change, by: Actor, now: Date): Promise<number> {
  await restore(trx, held, changed.after);
  if (held.stands.offices.length > 0) await insistOnCoChair(trx, held.groupId, held.member.name, held.today);
  return note(trx, held, changed, by, now);
}

const note = (trx: Database, { groupId, member, stands }: Held, { kind, after }: Change, by: Actor, now: Date) =>
  writeJournal(trx, {
    ...{ kind, groupId, subject: { kind: "membership", id: member.id }, accountId: by.accountId, at: now },
    ...{ before: stands, after },
  });

async function restore(trx: Database, { member, stands, today }: Held, to: Stands): Promise<void> {
  const suspendedAt = to.suspendedAt === null ? null : new Date(to.suspendedAt);
  await setMembership(trx, member.id, { untilOn: to.untilOn, suspendedAt });
  const [gone, back] = [
    stands.offices.filter((id) => !to.offices.includes(id)),
    to.offices.filter((id) => !stands.offices.includes(id)),
  ];
  if (gone.length > 0) await setOfficeEnd(trx, gone, today);
  if (back.length > 0) await setOfficeEnd(trx, back, null);
}

/** A group is never without somebody who can act for it. */
async function insistOnCoChair(trx: Database, groupId: number, name: string, today: string): Promise<void> {
  if (!(await hasActingCoChair(trx, groupId, today)))
    throw new Conflict("{name} is the last co-chair: name another one first.", { name });
}
