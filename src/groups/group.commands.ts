import type { Database } from "../platform/database/database.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";
import { findGroupById, lockGroup } from "./group.queries.ts";
import type { Group } from "./group.ts";

/** The group with its lock held; throws Conflict where it is archived, as then it can only be read. */
export async function lockOpenGroup(trx: Database, groupId: number): Promise<Group> {
  await lockGroup(trx, groupId);
  const group = await findGroupById(trx, groupId);
  if (!group) throw new NotFound();
  if (group.archivedAt !== null) throw new Conflict("This group is archived: it can be read, and opened again.");
  return group;
}
