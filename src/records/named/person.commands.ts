import { z } from "zod";
import { type Actor, belongingOf } from "../../access/actor.ts";
import { insist, may } from "../../access/may.ts";
import { findAccountOfPerson } from "../../accounts/account.queries.ts";
import { movePersonWhoOwns } from "../../actions/action-change.queries.ts";
import { standingOf } from "../../groups/group.queries.ts";
import { movePersonAtMeetings } from "../../meetings/attendance.queries.ts";
import { withdrawNamed } from "../../people/naming.queries.ts";
import {
  findNamesake,
  findPersonsByName,
  listAliases,
  lockPerson,
  type Person,
  putAlias,
  removeAlias,
  renamePerson,
} from "../../people/person.queries.ts";
import { type Database, inTransaction } from "../../platform/database/database.ts";
import { findPastAct, writeJournal } from "../../platform/journal/journal.queries.ts";
import { canonicalJson } from "../../platform/journal/journal.ts";
import { Conflict, Forbidden, NotFound } from "../../platform/refusal.ts";
import { movePersonWhoSpoke } from "../said/said.queries.ts";

/** What is kept of another person and became this one's when a name was confirmed to be theirs. */
const Moved = z.object({
  from: z.number(),
  withdrawn: z.boolean(),
  attendances: z.array(z.number()),
  roles: z.array(z.number()),
  said: z.array(z.number()),
  actions: z.array(z.number()),
});
const Aliases = z.array(z.object({ name: z.string(), state: z.enum(["confirmed", "proposed", "declined"]) }));
const PersonStanding = z.object({ name: z.string(), aliases: Aliases, moved: Moved.nullable() });
type PersonStanding = z.infer<typeof PersonStanding>;

/** Changes of a person are for office holders of a group that names them; the first such group keeps the line. */
type At = { personId: number; groupId: number };

/** Says that another name is this person's: what was kept under that name is theirs from now on. */
export const confirmAlias = (db: Database, at: At, aliasId: number, by: Actor, now: Date): Promise<number | null> =>
  change(db, at, "person.alias confirmed", by, now, async (trx, person) => {
    const name = await decideAlias(trx, person, aliasId, "confirmed", now);
    const other = await findNamesake(trx, name, person.id);
    return other ? moveAll(trx, other, person, now) : null;
  });

export const declineAlias = (db: Database, at: At, aliasId: number, by: Actor, now: Date): Promise<number | null> =>
  change(db, at, "person.alias declined", by, now, async (trx, person) => {
    await decideAlias(trx, person, aliasId, "declined", now);
    return null;
  });

/** Writes the name anew. The old one stays known as another name of this person; the address stays. */
export const renameAs = (db: Database, at: At, name: string, by: Actor, now: Date): Promise<number | null> =>
  change(db, at, "person.renamed", by, now, async (trx, person) => {
    if (name === person.name) return null;
    const namesake = (await findPersonsByName(trx, [name])).get(name);
    if (namesake && namesake.id !== person.id) throw new Conflict("Someone else goes by this name.");
    await renamePerson(trx, person.id, name);
    await putAlias(trx, person.id, person.name, "confirmed", null, now);
    return null;
  });

/** Takes back one act on a person, by its line in the journal. */
export async function undoOnPerson(db: Database, at: At, line: number, by: Actor, now: Date): Promise<number> {
  insist(by, "change", { resource: "person", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const subject = { kind: "person", id: at.personId };
    const person = await lockPerson(trx, at.personId);
    const act = person && (await findPastAct(trx, subject, line));
    const [before, after] = [PersonStanding.safeParse(act?.before), PersonStanding.safeParse(act?.after)];
    if (!act || act.undoes !== null || !before.success || !after.success) throw new NotFound();
    if (act.undoneBy !== null) throw new Conflict("That was taken back already.");
    if (canonicalJson({ ...after.data, moved: null }) !== canonicalJson(await standingNow(trx, person)))
      throw new Conflict("This was changed again meanwhile. Take the later change back first.");
    await restore(trx, person, before.data, after.data, now);
    return writeJournal(trx, {
      ...{ kind: "person.undone", groupId: at.groupId, subject, accountId: by.accountId, at: now },
      ...{ before: act.after, after: act.before, undoes: act.id },
    });
  });
}

async function restore(trx: Database, person: Person, before: PersonStanding, after: PersonStanding, now: Date) {
  if (before.name !== after.name) await renamePerson(trx, person.id, before.name);
  const kept = new Map(before.aliases.map((alias) => [alias.name, alias.state]));
  for (const { name, state, why } of await listAliases(trx, person.id)) {
    const was = kept.get(name);
    if (was === undefined) await removeAlias(trx, person.id, name);
    else if (was !== state) await putAlias(trx, person.id, name, was, why, now);
  }
  const { moved } = after;
  if (moved === null) return;
  if (moved.withdrawn) await withdrawNamed(trx, { persons: [moved.from], bodies: [] }, null);
  await movePersonAtMeetings(trx, person.id, moved.from, moved);
  await movePersonWhoSpoke(trx, person.id, moved.from, moved.said);
  await movePersonWhoOwns(trx, person.id, moved.from, moved.actions);
}

type Change = (trx: Database, person: Person) => Promise<z.infer<typeof Moved> | null>;

async function change(db: Database, at: At, kind: string, by: Actor, now: Date, make: Change): Promise<number | null> {
  insist(by, "change", { resource: "person", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const person = await lockPerson(trx, at.personId);
    if (!person) throw new NotFound();
    await refuseUnlessOwn(trx, person, by, now);
    const before = await standingNow(trx, person);
    const moved = await make(trx, person);
    const after = { ...(await standingNow(trx, (await lockPerson(trx, person.id)) ?? person)), moved };
    if (canonicalJson(before) === canonicalJson(after)) return null;
    const subject = { kind: "person", id: person.id };
    return writeJournal(trx, { kind, groupId: at.groupId, subject, accountId: by.accountId, at: now, before, after });
  });
}

/** Who belongs to groups is named by them alone: an office holder elsewhere who names them too does not change their name. */
async function refuseUnlessOwn(trx: Database, person: Person, by: Actor, now: Date): Promise<void> {
  const groups = belongingOf(await standingOf(trx, person.id, now.toISOString().slice(0, 10)));
  if (groups.length > 0 && !groups.some((groupId) => may(by, "change", { resource: "person", groupId })))
    throw new Forbidden("They belong to another group here: its office holders change this.");
}

async function standingNow(trx: Database, person: Person): Promise<PersonStanding> {
  const aliases = await listAliases(trx, person.id);
  return { name: person.name, aliases: aliases.map(({ name, state }) => ({ name, state })), moved: null };
}

async function decideAlias(
  trx: Database,
  person: Person,
  aliasId: number,
  state: "confirmed" | "declined",
  now: Date,
): Promise<string> {
  const alias = (await listAliases(trx, person.id)).find((one) => one.id === aliasId);
  if (!alias) throw new NotFound();
  if (alias.state !== state) await putAlias(trx, person.id, alias.name, state, alias.why, now);
  return alias.name;
}

/** Who signs in or stands in a group stays a person of their own; nobody else is left with nothing. */
async function moveAll(trx: Database, from: Person, to: Person, now: Date): Promise<z.infer<typeof Moved>> {
  const standing = await standingOf(trx, from.id, now.toISOString().slice(0, 10));
  const account = await findAccountOfPerson(trx, from.id);
  const stays = account !== undefined || belongingOf(standing).length > 0;
  const atMeetings = await movePersonAtMeetings(trx, from.id, to.id, null);
  const said = await movePersonWhoSpoke(trx, from.id, to.id, null);
  const actions = await movePersonWhoOwns(trx, from.id, to.id, null);
  if (!stays) await withdrawNamed(trx, { persons: [from.id], bodies: [] }, now);
  return { from: from.id, withdrawn: !stays, ...atMeetings, said, actions };
}
