import type { Actor } from "../access/actor.ts";
import { insist } from "../access/may.ts";
import { lockGroup } from "../groups/group.queries.ts";
import { findBodiesByName } from "../people/body.queries.ts";
import { findPersonsByName } from "../people/person.queries.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { canonicalJson } from "../platform/journal/journal.ts";
import { takeBack } from "../platform/journal/take-back.queries.ts";
import { NotFound } from "../platform/refusal.ts";
import { type Action, ActionStanding, type NewAction } from "./action.ts";
import { addActionByHand, lockAction, setActionStanding } from "./action-change.queries.ts";

/** Each of these returns the line of the journal that it wrote; null where nothing changed. */
type Line = Promise<number | null>;

export const closeAction = (db: Database, action: Action, evidence: string | null, by: Actor, now: Date): Line =>
  change(db, action, "action.closed", by, now, (standing) =>
    standing.state === "done" && evidence === null
      ? standing
      : { ...standing, state: "done", evidence, closedOn: standing.state === "done" ? standing.closedOn : dayOf(now) },
  );

export const dropAction = (db: Database, action: Action, why: string | null, by: Actor, now: Date): Line =>
  change(db, action, "action.dropped", by, now, (standing) =>
    standing.state === "dropped" && why === null
      ? standing
      : { ...standing, state: "dropped", evidence: why, closedOn: dayOf(now) },
  );

export const reopenAction = (db: Database, action: Action, by: Actor, now: Date): Line =>
  change(db, action, "action.reopened", by, now, (standing) => ({
    ...standing,
    state: "open",
    evidence: null,
    closedOn: null,
  }));

export const postponeAction = (
  db: Database,
  action: Action,
  due: Pick<ActionStanding, "dueOn" | "dueWords">,
  by: Actor,
  now: Date,
): Line => change(db, action, "action.postponed", by, now, (standing) => ({ ...standing, ...due }));

/** Gives an action to others. A name that a person or a body bears is that person or body; any other stays words. */
export const handOverAction = (db: Database, action: Action, names: readonly string[], by: Actor, now: Date): Line =>
  change(db, action, "action.handed over", by, now, async (standing, trx) => ({
    ...standing,
    owners: await ownersNamed(trx, names),
  }));

/** Mends what was misread: what is to be done, for whom. */
export const rewordAction = (
  db: Database,
  action: Action,
  wording: Pick<ActionStanding, "title" | "recipient">,
  by: Actor,
  now: Date,
): Line => change(db, action, "action.reworded", by, now, (standing) => ({ ...standing, ...wording }));

/** Adds an action that no report holds. Returns its number and the line that tells of it. */
export async function addAction(
  db: Database,
  groupId: number,
  input: NewAction,
  by: Actor,
  now: Date,
): Promise<{ number: number; line: number }> {
  insist(by, "create", { resource: "action", groupId, published: false });
  return inTransaction(db, async (trx) => {
    await lockGroup(trx, groupId);
    const { title, recipient, dueOn, dueWords } = input;
    const standing: ActionStanding = {
      ...{ title, recipient, dueOn, dueWords, state: "open", evidence: null, closedOn: null, withdrawn: false },
      owners: await ownersNamed(trx, input.owners),
    };
    const added = await addActionByHand(trx, groupId, standing, input.audience === "everyone", now);
    const line = await writeJournal(trx, {
      ...{ kind: "action.added", groupId, subject: { kind: "action", id: added.id }, accountId: by.accountId, at: now },
      before: { ...standing, withdrawn: true },
      after: standing,
    });
    return { number: added.number, line };
  });
}

/** Takes back one act on an action, by its line in the journal. */
export async function undoOnAction(
  db: Database,
  at: { groupId: number; number: number },
  line: number,
  by: Actor,
  now: Date,
): Promise<number> {
  insist(by, "change", { resource: "action", groupId: at.groupId, published: false });
  return inTransaction(db, async (trx) => {
    const action = await lockAction(trx, at.groupId, at.number);
    if (!action) throw new NotFound();
    const thing = {
      ...{ subject: { kind: "action", id: action.id }, groupId: at.groupId, standing: action.standing },
      restore: (before: unknown) => setActionStanding(trx, action.id, ActionStanding.parse(before), now),
    };
    return takeBack(trx, thing, { id: line, kind: "action.undone" }, by, now);
  });
}

type Change = (standing: ActionStanding, trx: Database) => ActionStanding | Promise<ActionStanding>;

async function change(db: Database, action: Action, kind: string, by: Actor, now: Date, make: Change): Line {
  const published = action.from?.published ?? true;
  insist(by, "change", { resource: "action", groupId: action.groupId, published });
  return inTransaction(db, async (trx) => {
    const locked = await lockAction(trx, action.groupId, action.number);
    if (!locked || locked.standing.withdrawn) throw new NotFound();
    const after = await make(locked.standing, trx);
    if (canonicalJson(after) === canonicalJson(locked.standing)) return null;
    await setActionStanding(trx, locked.id, after, now);
    const subject = { kind: "action", id: locked.id };
    return writeJournal(trx, {
      ...{ kind, groupId: action.groupId, subject, accountId: by.accountId, at: now },
      before: locked.standing,
      after,
    });
  });
}

async function ownersNamed(trx: Database, names: readonly string[]): Promise<ActionStanding["owners"]> {
  const [persons, bodies] = [await findPersonsByName(trx, names), await findBodiesByName(trx, names)];
  return names.map((words) => {
    const personId = persons.get(words)?.id ?? null;
    return { words, personId, bodyId: personId === null ? (bodies.get(words)?.id ?? null) : null };
  });
}

const dayOf = (now: Date): string => now.toISOString().slice(0, 10);
