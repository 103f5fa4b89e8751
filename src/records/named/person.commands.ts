import { z } from "zod";
import type { Actor } from "../../access/actor.ts";
import { insist } from "../../access/may.ts";
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
import { Conflict, NotFound } from "../../platform/refusal.ts";
import { refuseUnlessOwn } from "./say-over.commands.ts";

const Aliases = z.array(z.object({ name: z.string(), state: z.enum(["confirmed", "proposed", "declined"]) }));
const PersonStanding = z.object({ name: z.string(), aliases: Aliases });
type PersonStanding = z.infer<typeof PersonStanding>;

/** Changes of a person are for office holders of a group that names them; the first such group keeps the line. */
export type AtPerson = { personId: number; groupId: number };

/** Says that another name is this person's. Where somebody is kept under that name, the two are made one first. */
export const confirmAlias = (
  db: Database,
  at: AtPerson,
  aliasId: number,
  by: Actor,
  now: Date,
): Promise<number | null> =>
  change(db, at, "person.alias confirmed", by, now, (trx, person) =>
    decideAlias(trx, person, aliasId, "confirmed", now),
  );

export const declineAlias = (
  db: Database,
  at: AtPerson,
  aliasId: number,
  by: Actor,
  now: Date,
): Promise<number | null> =>
  change(db, at, "person.alias declined", by, now, (trx, person) => decideAlias(trx, person, aliasId, "declined", now));

/** Adds another name by hand. Whoever is kept under it is another person until the two are made one. */
export const addAlias = (db: Database, at: AtPerson, name: string, by: Actor, now: Date): Promise<number | null> =>
  change(db, at, "person.alias added", by, now, async (trx, person) => {
    const known = (await findPersonsByName(trx, [name])).get(name);
    if (known?.id === person.id) return;
    if (known) throw new Conflict("Someone else goes by this name.");
    await putAlias(trx, person.id, name, "confirmed", null, now);
  });

export const takeAliasAway = (
  db: Database,
  at: AtPerson,
  aliasId: number,
  by: Actor,
  now: Date,
): Promise<number | null> =>
  change(db, at, "person.alias removed", by, now, async (trx, person) =>
    removeAlias(trx, person.id, (await findAlias(trx, person, aliasId)).name),
  );

/** Writes the name anew. The old one stays known as another name of this person; the address stays. */
export const renameAs = (db: Database, at: AtPerson, name: string, by: Actor, now: Date): Promise<number | null> =>
  change(db, at, "person.renamed", by, now, async (trx, person) => {
    if (name === person.name) return;
    const namesake = (await findPersonsByName(trx, [name])).get(name);
    if (namesake && namesake.id !== person.id) throw new Conflict("Someone else goes by this name.");
    await renamePerson(trx, person.id, name);
    await putAlias(trx, person.id, person.name, "confirmed", null, now);
  });

/** Takes back one act on a person's names, by its line in the journal; what was done to other names since stays. */
export async function undoOnPerson(db: Database, at: AtPerson, line: number, by: Actor, now: Date): Promise<number> {
  insist(by, "change", { resource: "person", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const subject = { kind: "person", id: at.personId };
    const person = await lockPerson(trx, at.personId);
    const act = person && (await findPastAct(trx, subject, line));
    const [before, after] = [PersonStanding.safeParse(act?.before), PersonStanding.safeParse(act?.after)];
    if (!act || act.undoes !== null || !before.success || !after.success) throw new NotFound();
    await refuseUnlessOwn(trx, person.id, "change", by, now);
    if (act.undoneBy !== null) throw new Conflict("That was taken back already.");
    await restore(trx, person, before.data, after.data, now);
    return writeJournal(trx, {
      ...{ kind: "person.undone", groupId: at.groupId, subject, accountId: by.accountId, at: now },
      ...{ before: act.after, after: act.before, undoes: act.id },
    });
  });
}

/** Sets back the names that the act changed. Throws Conflict where one of them was changed again. */
async function restore(trx: Database, person: Person, before: PersonStanding, after: PersonStanding, now: Date) {
  const present = await listAliases(trx, person.id);
  const state = (list: PersonStanding["aliases"], name: string) => list.find((one) => one.name === name)?.state ?? null;
  const names = [...new Set([...before.aliases, ...after.aliases].map((one) => one.name))];
  const changed = names.filter((name) => state(before.aliases, name) !== state(after.aliases, name));
  const isRenamed = before.name !== after.name;
  if (
    (isRenamed && person.name !== after.name) ||
    changed.some((name) => state(present, name) !== state(after.aliases, name))
  )
    throw new Conflict("This was changed again meanwhile. Take the later change back first.");
  if (isRenamed) await renamePerson(trx, person.id, before.name);
  for (const name of changed) {
    const was = state(before.aliases, name);
    const why = present.find((one) => one.name === name)?.why ?? null;
    if (was === null) await removeAlias(trx, person.id, name);
    else await putAlias(trx, person.id, name, was, why, now);
  }
}

type Change = (trx: Database, person: Person) => Promise<void>;

async function change(
  db: Database,
  at: AtPerson,
  kind: string,
  by: Actor,
  now: Date,
  make: Change,
): Promise<number | null> {
  insist(by, "change", { resource: "person", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const person = await lockPerson(trx, at.personId);
    if (!person) throw new NotFound();
    await refuseUnlessOwn(trx, person.id, "change", by, now);
    const before = await standingNow(trx, person);
    await make(trx, person);
    const after = await standingNow(trx, (await lockPerson(trx, person.id)) ?? person);
    if (canonicalJson(before) === canonicalJson(after)) return null;
    const subject = { kind: "person", id: person.id };
    return writeJournal(trx, { kind, groupId: at.groupId, subject, accountId: by.accountId, at: now, before, after });
  });
}

async function standingNow(trx: Database, person: Person): Promise<PersonStanding> {
  const aliases = await listAliases(trx, person.id);
  return { name: person.name, aliases: aliases.map(({ name, state }) => ({ name, state })) };
}

async function findAlias(trx: Database, person: Person, aliasId: number) {
  const alias = (await listAliases(trx, person.id)).find((one) => one.id === aliasId);
  if (!alias) throw new NotFound();
  return alias;
}

async function decideAlias(
  trx: Database,
  person: Person,
  aliasId: number,
  state: "confirmed" | "declined",
  now: Date,
): Promise<void> {
  const alias = await findAlias(trx, person, aliasId);
  if (state === "confirmed" && (await findNamesake(trx, alias.name, person.id)))
    throw new Conflict("Somebody is kept under this name. Look at what would move, and make the two one.");
  if (alias.state !== state) await putAlias(trx, person.id, alias.name, state, alias.why, now);
}
