import { z } from "zod";
import type { Actor } from "../../access/actor.ts";
import { insist } from "../../access/may.ts";
import { type Database, inTransaction } from "../../platform/database/database.ts";
import { noteChange, takeBack, type Undoable } from "../../platform/journal/take-back.queries.ts";
import { NotFound } from "../../platform/refusal.ts";
import { lockFinding, setPassedOver } from "./finding-list.queries.ts";

const FindingStanding = z.object({ passedOver: z.boolean() });
type At = { groupId: number; id: number };

/** Says that nothing is to be done about a finding. */
export async function passOver(db: Database, at: At, by: Actor, now: Date): Promise<number | null> {
  insist(by, "change", { resource: "finding", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const line = { kind: "finding.passed over", after: { passedOver: true } };
    return noteChange(trx, await lock(trx, at, now), line, by, now);
  });
}

export async function undoOnFinding(db: Database, at: At, line: number, by: Actor, now: Date): Promise<number> {
  insist(by, "change", { resource: "finding", groupId: at.groupId });
  return inTransaction(db, async (trx) =>
    takeBack(trx, await lock(trx, at, now), { id: line, kind: "finding.undone" }, by, now),
  );
}

async function lock(trx: Database, { groupId, id }: At, now: Date): Promise<Undoable> {
  const finding = await lockFinding(trx, groupId, id);
  if (!finding) throw new NotFound();
  return {
    ...{ subject: { kind: "finding", id }, groupId, standing: { passedOver: finding.passedOver } },
    restore: (before) => setPassedOver(trx, id, FindingStanding.parse(before).passedOver ? now : null),
  };
}
