import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import type { Database } from "../platform/database/database.ts";
import { noteChange, takeBack, type Undoable } from "../platform/journal/take-back.queries.ts";
import { Forbidden, NotFound } from "../platform/refusal.ts";
import { findGroupById, lockGroup } from "./group.queries.ts";
import { setRules } from "./rules.queries.ts";
import { KeptRules, type Ruled } from "./rules.ts";

/** Sets how the group works. Returns the journal's line; null where it stood so already. */
export async function setGroupRules(trx: Database, groupId: number, rules: Ruled, by: Actor, now: Date) {
  const thing = await findRuled(trx, groupId, by);
  return noteChange(trx, thing, { kind: "group.rules set", after: rules }, by, now);
}

export async function undoGroupRules(trx: Database, groupId: number, line: number, by: Actor, now: Date) {
  const thing = await findRuled(trx, groupId, by);
  return takeBack(trx, thing, { id: line, kind: "group.rules taken back" }, by, now);
}

async function findRuled(trx: Database, groupId: number, by: Actor): Promise<Undoable> {
  if (!may(by, "change", { resource: "group", field: "rules", groupId }))
    throw new Forbidden("Only a co-chair changes the rules of the group.");
  await lockGroup(trx, groupId);
  const group = await findGroupById(trx, groupId);
  if (!group) throw new NotFound();
  return {
    subject: { kind: "group rules", id: groupId },
    groupId,
    standing: { ruleSet: group.ruleSet, rulesOtherwise: group.rulesOtherwise },
    restore: (rules) => setRules(trx, groupId, KeptRules.parse(rules)),
  };
}
