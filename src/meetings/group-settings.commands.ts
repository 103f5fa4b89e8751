import type { Actor } from "../access/actor.ts";
import { insist } from "../access/may.ts";
import { lockOpenGroup } from "../groups/group.commands.ts";
import { findGroupById, setSettings } from "../groups/group.queries.ts";
import { type GroupSettings, KeptSettings, settingsOf } from "../groups/group-settings.ts";
import type { Database } from "../platform/database/database.ts";
import { findMoved, leaveForwardingAddress } from "../platform/journal/act.queries.ts";
import { noteChange, takeBack, type Undoable } from "../platform/journal/take-back.queries.ts";
import { Conflict, NotFound } from "../platform/refusal.ts";
import { moveTextsOfGroup } from "../texts/text.queries.ts";

/** Where the group is now, and the journal's line; null where it stood so already. */
type Changed = { slug: string; line: number | null };

/** Sets how a group is called and reached; its old address and all below it lead to the new one. */
export async function changeSettings(trx: Database, groupId: number, to: GroupSettings, by: Actor, now: Date) {
  const thing = await findSettings(trx, groupId, by, now);
  return placeAfter(trx, groupId, await noteChange(trx, thing, { kind: "group.changed", after: to }, by, now));
}

export async function undoSettings(trx: Database, groupId: number, line: number, by: Actor, now: Date) {
  const thing = await findSettings(trx, groupId, by, now);
  return placeAfter(trx, groupId, await takeBack(trx, thing, { id: line, kind: "group.change taken back" }, by, now));
}

async function placeAfter(trx: Database, groupId: number, line: number | null): Promise<Changed> {
  const group = await findGroupById(trx, groupId);
  if (!group) throw new NotFound();
  return { slug: group.slug, line };
}

async function findSettings(trx: Database, groupId: number, by: Actor, now: Date): Promise<Undoable> {
  insist(by, "change", { resource: "group", groupId });
  const group = await lockOpenGroup(trx, groupId);
  return {
    subject: { kind: "group settings", id: groupId },
    groupId,
    standing: settingsOf(group),
    restore: async (kept) => {
      const to = KeptSettings.parse(kept);
      await setSettings(trx, groupId, to);
      if (to.slug !== group.slug) await moveGroup(trx, { id: groupId, from: `/${group.slug}`, to: `/${to.slug}` }, now);
    },
  };
}

/** Throws Conflict where old links to another group would end at this one. */
async function moveGroup(trx: Database, { id, from, to }: { id: number; from: string; to: string }, now: Date) {
  const leads = await findMoved(trx, to);
  if (leads !== undefined && leads !== from)
    throw new Conflict("Another group here had this address, and its old links lead on from there.");
  await leaveForwardingAddress(trx, from, to, now);
  await moveTextsOfGroup(trx, id, from, to);
}
