import type { Actor } from "../../access/actor.ts";
import { insist } from "../../access/may.ts";
import { whoSignsIn, withoutNewRights } from "../../accounts/rights-kept.commands.ts";
import {
  findOtherOfName,
  lockTwo,
  otherNameState,
  setMergedInto,
  setName,
  setOtherName,
} from "../../people/merged.queries.ts";
import type { Named, NamedKind, RowKey } from "../../people/named.ts";
import { lockNaming } from "../../people/naming.queries.ts";
import { type Database, inTransaction } from "../../platform/database/database.ts";
import { findPastAct, writeJournal } from "../../platform/journal/journal.queries.ts";
import { Conflict, Forbidden, NotFound } from "../../platform/refusal.ts";
import { MergeAfter, MergeBefore, type Staying } from "./merging.ts";
import { REFERENCES } from "./references.queries.ts";
import { mayIdentify, refuseUnlessOwn } from "./say-over.commands.ts";

/** `to` stays and `from` becomes it; the group, in which the actor decides, keeps the line. */
export type Merge = { kind: NamedKind; to: number; from: number; groupId: number };

/** Makes two one: everything that names `from` names `to` from now on. Returns the line by which it is taken back. */
export async function mergeTwo(db: Database, two: Merge, staying: Staying, by: Actor, now: Date): Promise<number> {
  insist(by, "decide", { resource: "person", groupId: two.groupId });
  return inTransaction(db, async (trx) => {
    const { to, from } = await lock(trx, two);
    if (from.mergedInto !== null) throw new NotFound();
    if (to.id === from.id) throw new Conflict("These are one already.");
    if (two.kind === "person") await refuseUnsafe(trx, to, from, by, now);
    const [name, other] = staying === "this" ? [to.name, from.name] : [from.name, to.name];
    const before = { name: to.name, otherName: await otherNameState(trx, two.kind, to.id, other) };
    const moved = await withoutNewRights(trx, personsOf(two), now, () => moveAll(trx, two));
    await setMergedInto(trx, two.kind, from.id, to.id);
    await setName(trx, two.kind, to.id, name);
    if (other !== name) await setOtherName(trx, two.kind, to.id, { name: other, state: "confirmed" }, now);
    const after: MergeAfter = { name, other, from: from.id, moved };
    const subject = { kind: two.kind, id: to.id };
    const line = { kind: `${two.kind}.merged`, groupId: two.groupId, subject, accountId: by.accountId, at: now };
    return writeJournal(trx, { ...line, before, after });
  });
}

/** Makes them two again: whatever moved and still names the one who stayed goes back. Throws Conflict where that cannot be. */
export async function undoMerge(
  db: Database,
  at: { kind: NamedKind; id: number; groupId: number },
  line: number,
  by: Actor,
  now: Date,
): Promise<number> {
  insist(by, "decide", { resource: "person", groupId: at.groupId });
  return inTransaction(db, async (trx) => {
    const act = await findPastAct(trx, { kind: at.kind, id: at.id }, line);
    const [before, after] = [MergeBefore.safeParse(act?.before), MergeAfter.safeParse(act?.after)];
    if (!act || act.undoes !== null || !before.success || !after.success) throw new NotFound();
    if (act.undoneBy !== null) throw new Conflict("That was taken back already.");
    const two = { ...at, to: at.id, from: after.data.from };
    const { to, from } = await lock(trx, two);
    if (at.kind === "person") await refuseUnlessOwn(trx, to.id, "decide", by, now);
    await refuseChanged(trx, two, to, from, after.data);
    await setMergedInto(trx, at.kind, from.id, null);
    await setName(trx, at.kind, to.id, before.data.name);
    const other = { name: after.data.other, state: before.data.otherName };
    if (other.name !== after.data.name) await setOtherName(trx, at.kind, to.id, other, now);
    await withoutNewRights(trx, personsOf(two), now, () => giveAllBack(trx, two, after.data.moved));
    return writeJournal(trx, {
      ...{ kind: `${at.kind}.undone`, groupId: at.groupId, subject: { kind: at.kind, id: at.id }, undoes: act.id },
      ...{ accountId: by.accountId, at: now, before: act.after, after: act.before },
    });
  });
}

const personsOf = ({ kind, to, from }: Omit<Merge, "groupId">): number[] => (kind === "person" ? [to, from] : []);

/** Both, where both are there. Nobody is named meanwhile, so that nothing new comes to stand under the one who goes. */
async function lock(trx: Database, two: Merge): Promise<{ to: Named; from: Named & { mergedInto: number | null } }> {
  await lockNaming(trx);
  const { to, from } = await lockTwo(trx, two.kind, two);
  if (!to || !from) throw new NotFound();
  return { to, from };
}

/** Two who each sign in are not made one; nor does who signs in get what is someone's in a group where nobody asked. */
async function refuseUnsafe(trx: Database, to: Named, from: Named, by: Actor, now: Date): Promise<void> {
  await refuseUnlessOwn(trx, to.id, "decide", by, now);
  await refuseUnlessOwn(trx, from.id, "decide", by, now);
  const [ofTo, ofFrom] = [await whoSignsIn(trx, [to.id], now), await whoSignsIn(trx, [from.id], now)];
  if (ofTo.length > 0 && ofFrom.length > 0)
    throw new Conflict(
      "{one} and {other} each sign in here or are invited to. One of them first says that they are not this person; then they can be made one.",
      { one: to.name, other: from.name },
    );
  const known = ofTo.length > 0 ? from : to;
  if (ofTo.length + ofFrom.length > 0 && !(await mayIdentify(trx, known.id, by, now)))
    throw new Forbidden(
      "One of them signs in here, or is invited to, and would come to stand as {name}, whom another group names too or who is a co-chair. Whoever decides there as well does this.",
      { name: known.name },
    );
}

/** By "table.column", the rows that moved. */
async function moveAll(trx: Database, { kind, from, to }: Merge): Promise<Record<string, RowKey[]>> {
  const moved: Record<string, RowKey[]> = {};
  for (const reference of REFERENCES[kind]) {
    const rows = await reference.move(trx, from, to);
    if (rows.length > 0) moved[`${reference.table}.${reference.column}`] = rows;
  }
  return moved;
}

async function giveAllBack(trx: Database, { kind, from, to }: Merge, moved: MergeAfter["moved"]): Promise<void> {
  for (const reference of REFERENCES[kind])
    await reference.giveBack(trx, from, to, moved[`${reference.table}.${reference.column}`] ?? []);
}

/** What was done since to the names must be taken back first; a name that somebody else bears by now stands against it. */
async function refuseChanged(
  trx: Database,
  { kind }: Merge,
  to: Named,
  from: Named & { mergedInto: number | null },
  after: MergeAfter,
): Promise<void> {
  const kept = after.other === after.name || (await otherNameState(trx, kind, to.id, after.other)) === "confirmed";
  if (from.mergedInto !== to.id || to.name !== after.name || !kept)
    throw new Conflict("This was changed again meanwhile. Take the later change back first.");
  if (await findOtherOfName(trx, kind, from.name, [to.id, from.id]))
    throw new Conflict("Somebody else goes by the name {name} by now.", { name: from.name });
}
