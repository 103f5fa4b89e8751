import { z } from "zod";
import type { Actor } from "../access/actor.ts";
import { insist } from "../access/may.ts";
import { type Database, inTransaction } from "../platform/database/database.ts";
import { writeJournal } from "../platform/journal/journal.queries.ts";
import { takeBack } from "../platform/journal/take-back.queries.ts";
import { NotFound } from "../platform/refusal.ts";
import { lockOutcome, setOutcomeState } from "./outcome.queries.ts";
import { SETTLED_STATES, type Settleable } from "./outcome.ts";

export type OutcomePlace = { kind: Settleable; groupId: number; number: number };
type State = (typeof SETTLED_STATES)[Settleable][number];

/** Says what came of a recommendation or a question. Returns the journal's line; null where it stood so already. */
export async function settle(
  db: Database,
  place: OutcomePlace,
  state: State,
  by: Actor,
  now: Date,
): Promise<number | null> {
  insist(by, "change", { resource: "action", groupId: place.groupId, published: false });
  return inTransaction(db, async (trx) => {
    const outcome = await lockOutcome(trx, place.kind, place.groupId, place.number);
    if (!outcome || !isStateOf(place.kind, state)) throw new NotFound();
    if (outcome.state === state) return null;
    await setOutcomeState(trx, place.kind, outcome.id, state);
    return writeJournal(trx, {
      ...{ kind: `${place.kind}.${state}`, groupId: place.groupId, accountId: by.accountId, at: now },
      ...{ subject: { kind: place.kind, id: outcome.id }, before: { state: outcome.state }, after: { state } },
    });
  });
}

export async function undoSettling(
  db: Database,
  place: OutcomePlace,
  line: number,
  by: Actor,
  now: Date,
): Promise<number> {
  insist(by, "change", { resource: "action", groupId: place.groupId, published: false });
  return inTransaction(db, async (trx) => {
    const outcome = await lockOutcome(trx, place.kind, place.groupId, place.number);
    if (!outcome) throw new NotFound();
    const thing = {
      ...{ subject: { kind: place.kind, id: outcome.id }, groupId: place.groupId, standing: { state: outcome.state } },
      restore: (before: unknown) =>
        setOutcomeState(trx, place.kind, outcome.id, z.object({ state: z.string() }).parse(before).state),
    };
    return takeBack(trx, thing, { id: line, kind: `${place.kind}.undone` }, by, now);
  });
}

const isStateOf = (kind: Settleable, state: State): boolean => SETTLED_STATES[kind].some((one) => one === state);
