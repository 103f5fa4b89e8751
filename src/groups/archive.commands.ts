import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import type { Database } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { Forbidden } from "../platform/refusal.ts";
import { lockGroup, setArchived } from "./group.queries.ts";

/** From now on the group can only be read. Nothing where it is archived already. */
export const archiveGroup = (trx: Database, groupId: number, by: Actor, now: Date) =>
  changeArchive(trx, { groupId, kind: "group.archived", archivedAt: now }, by, now);

export const openGroup = (trx: Database, groupId: number, by: Actor, now: Date) =>
  changeArchive(trx, { groupId, kind: "group.opened again", archivedAt: null }, by, now);

type Change = { groupId: number; kind: string; archivedAt: Date | null };

async function changeArchive(trx: Database, { groupId, kind, archivedAt }: Change, by: Actor, now: Date) {
  if (!may(by, "change", { resource: "group", field: "rules", groupId }))
    throw new Forbidden("Only a co-chair archives a group and opens it again.");
  await lockGroup(trx, groupId);
  if (!(await setArchived(trx, groupId, archivedAt))) return;
  const subject = { kind: "group", id: groupId };
  await writeJournal(trx, { kind, groupId, subject, accountId: by.accountId, at: now });
}
