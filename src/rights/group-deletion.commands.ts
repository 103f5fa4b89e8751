import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import { findGroupById, listGroupsToErase, lockGroup, removeGroup, setErasure } from "../groups/group.queries.ts";
import type { Group } from "../groups/group.ts";
import type { NamedKind } from "../people/named.ts";
import { BODY_NAMED, PERSON_NAMED } from "../people/naming.queries.ts";
import { listUnnamed, removeNamed } from "../people/unnamed.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { forgetAddress, listMovedTo } from "../platform/journal/act.queries.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { forgetPayloadsAbout, forgetPayloadsOfGroup } from "../platform/journal/payload.queries.ts";
import { forgetMailOfGroup } from "../platform/mail/message-out.queries.ts";
import { Forbidden, NotFound } from "../platform/refusal.ts";
import { REFERENCES } from "../records/named/references.queries.ts";
import { removeEditionsOfGroup } from "../texts/edition.queries.ts";
import { hasPublished } from "../texts/text.queries.ts";

/** Days in which a group that is to be deleted can still be kept. Source: issue 3, "a real one after a wait". */
export const WAIT_DAYS = 14;
const DAY = 86_400_000;

/** Made to try things out, and nothing of it was ever published: nobody can have come to rely on it. */
export const goesAtOnce = async (db: Database, group: Group): Promise<boolean> =>
  group.isTest && !(await hasPublished(db, group.id));

/** Deletes the group, at once or after the wait. True where it is gone. */
export async function askDeletion(trx: Database, groupId: number, by: Actor, now: Date): Promise<boolean> {
  const group = await holdOwn(trx, groupId, by);
  if (await goesAtOnce(trx, group)) {
    await deleteGroup(trx, group, by, now);
    return true;
  }
  const eraseAt = new Date(now.getTime() + WAIT_DAYS * DAY);
  if (await setErasure(trx, groupId, eraseAt)) await note(trx, "group.deletion asked", groupId, by, now);
  return false;
}

/** Takes it back, any day until the group is gone. */
export async function keepGroup(trx: Database, groupId: number, by: Actor, now: Date): Promise<void> {
  await holdOwn(trx, groupId, by);
  if (await setErasure(trx, groupId, null)) await note(trx, "group.kept", groupId, by, now);
}

async function holdOwn(trx: Database, groupId: number, by: Actor): Promise<Group> {
  if (!may(by, "erase", { resource: "group", groupId })) throw new Forbidden("Only a co-chair deletes the group.");
  await lockGroup(trx, groupId);
  const group = await findGroupById(trx, groupId);
  if (!group) throw new NotFound();
  return group;
}

/** Deletes the groups whose wait is over. */
export async function deleteDue(db: Database, now: Date): Promise<void> {
  for (const { id } of await listGroupsToErase(db, now))
    await inTransaction(db, async (trx) => {
      await lockGroup(trx, id);
      const group = await findGroupById(trx, id);
      // It may have been kept meanwhile.
      if (group && group.eraseAt !== null && group.eraseAt <= now)
        await deleteGroup(trx, group, { accountId: null }, now);
    });
}

type Doer = { accountId: number | null };

/**
 * Deletes a group with all that hangs on it, and whom nothing names any more. The lines of the journal stay, so that the
 * log verifies, without what they held.
 */
async function deleteGroup(trx: Database, group: Group, by: Doer, now: Date): Promise<void> {
  const before = { person: await unnamed(trx, "person"), body: await unnamed(trx, "body") };
  await forgetPayloadsOfGroup(trx, group.id);
  await forgetMailOfGroup(trx, group.id);
  const path = `/${group.slug}`;
  for (const one of [...(await listMovedTo(trx, path)), path]) await forgetAddress(trx, one);
  await removeEditionsOfGroup(trx, group.id);
  await removeGroup(trx, group.id);
  // Persons first: with them go the affiliations that name bodies.
  await removeUnnamed(trx, "person", before.person);
  await removeUnnamed(trx, "body", before.body);
  await note(trx, "group.deleted", group.id, by, now);
}

/** Those whom nothing named before stay as they were: their lack of names is not of this group's making. */
async function removeUnnamed(trx: Database, kind: NamedKind, before: readonly number[]): Promise<void> {
  const others = new Set(before);
  const gone = await removeNamed(
    trx,
    kind,
    (await unnamed(trx, kind)).filter((id) => !others.has(id)),
  );
  await forgetPayloadsAbout(trx, kind, gone);
}

/** What somebody's own names and affiliations say of them names nobody; a person's affiliation does name a body. */
const OWN: Record<NamedKind, readonly string[]> = {
  person: [...PERSON_NAMED.map(({ table }) => table), "withheld_name"],
  body: BODY_NAMED.map(({ table }) => table).filter((table) => table !== "affiliation"),
};
const unnamed = (db: Database, kind: NamedKind): Promise<number[]> =>
  listUnnamed(
    db,
    kind,
    REFERENCES[kind].filter(({ table }) => !OWN[kind].includes(table)),
  );

const note = (trx: Database, kind: string, groupId: number, { accountId }: Doer, at: Date): Promise<number> =>
  writeJournal(trx, { kind, groupId, subject: { kind: "group", id: groupId }, accountId, at });
