import {
  addActions,
  addDecisions,
  addOpenQuestions,
  addRecommendations,
  dropActions,
  removeActions,
  removeOutcomes,
  reopenDropped,
  restateActions,
  type StatedIn,
} from "../actions/recorded.queries.ts";
import type { RecordedAction } from "../actions/recorded.ts";
import type { Database } from "../platform/database/database.ts";
import type { MeetingRecord } from "./taking-in.ts";

/** Kept with an action that a changed report no longer states; English, as it becomes part of the record. */
const NO_LONGER_STATED = "The changed report no longer states it.";

/** Actions of a record with the ids of action and block under which they are kept. */
export type KeptActions = { actions: readonly RecordedAction[]; ids: readonly number[] };

/**
 * Brings the actions of a text from one reading to another. An action that both state stays as it is, whatever was done
 * with it; one that is stated differently is restated; one that is stated no more is dropped. None is ever doubled.
 */
export async function restateStated(
  trx: Database,
  at: StatedIn,
  from: KeptActions,
  to: readonly RecordedAction[],
  now: Date,
): Promise<number[]> {
  const places = partners(from.actions, to);
  const restated = to.flatMap((action, index) => {
    const place = places[index];
    const before = place === undefined ? undefined : from.actions[place];
    const id = place === undefined ? undefined : from.ids[place];
    return id === undefined || (before && statementOf(before) === statementOf(action)) ? [] : [{ ...action, id }];
  });
  await restateActions(trx, restated);
  const taken = new Set(places);
  const left = from.ids.filter((_, place) => !taken.has(place));
  await dropActions(trx, left, NO_LONGER_STATED, dayOf(now));
  const added = await addActions(
    trx,
    at,
    to.filter((_, index) => places[index] === undefined),
    now,
  );
  let next = 0;
  return places.map((place) => (place === undefined ? added[next++] : from.ids[place]) ?? 0);
}

/** For each later action the place of the earlier one that it is: the same words first, then the same block. */
function partners(before: readonly RecordedAction[], after: readonly RecordedAction[]): (number | undefined)[] {
  const places: (number | undefined)[] = after.map(() => undefined);
  const free = new Set(before.keys());
  for (const keyOf of [(one: RecordedAction) => one.title, (one: RecordedAction) => one.blockId]) {
    const waiting = Map.groupBy([...free], (place) => {
      const action = before[place];
      return action ? keyOf(action) : null;
    });
    for (const [index, action] of after.entries()) {
      const key = keyOf(action);
      if (places[index] !== undefined || key === null) continue;
      const place = waiting.get(key)?.shift();
      places[index] = place;
      if (place !== undefined) free.delete(place);
    }
  }
  return places;
}

/** The way back: what the change added goes, what it dropped is open again, what it restated is stated as before. */
export async function restateAsBefore(trx: Database, from: KeptActions, to: KeptActions): Promise<void> {
  const back = new Set(to.ids);
  await removeActions(
    trx,
    from.ids.filter((id) => !back.has(id)),
  );
  const before = new Map(from.ids.map((id, place) => [id, from.actions[place]]));
  await reopenDropped(
    trx,
    to.ids.filter((id) => !before.has(id)),
    NO_LONGER_STATED,
  );
  const restated = to.actions.flatMap((action, place) => {
    const id = to.ids[place];
    const now = id === undefined ? undefined : before.get(id);
    return id === undefined || !now || statementOf(now) === statementOf(action) ? [] : [{ ...action, id }];
  });
  await restateActions(trx, restated);
}

const statementOf = ({ title, owners, recipient, dueOn, dueWords, marked }: RecordedAction): string =>
  JSON.stringify([title, owners.map((owner) => owner.words), recipient, dueOn, dueWords, marked]);
const dayOf = (now: Date): string => now.toISOString().slice(0, 10);

type Outcomes = Pick<MeetingRecord, "decisions" | "recommendations" | "questions">;

/** Decisions, recommendations and questions by their words: what both readings state keeps its number. */
export async function restateOutcomes(
  trx: Database,
  at: StatedIn,
  from: Outcomes,
  to: Outcomes,
  blockIds: readonly number[],
): Promise<void> {
  const gone = <T extends { title: string }>(before: readonly T[], after: readonly T[]): string[] => {
    const stays = new Set(after.map((one) => one.title));
    return before.map((one) => one.title).filter((title) => !stays.has(title));
  };
  const come = <T extends { title: string; block: number | null }>(before: readonly T[], after: readonly T[]) => {
    const was = new Set(before.map((one) => one.title));
    return after
      .filter((one) => !was.has(one.title))
      .map((one) => ({ ...one, blockId: one.block === null ? null : (blockIds[one.block] ?? null) }));
  };
  await removeOutcomes(trx, at.textId, {
    decisions: gone(from.decisions, to.decisions),
    recommendations: gone(from.recommendations, to.recommendations),
    questions: gone(from.questions, to.questions),
  });
  await addDecisions(trx, at, come(from.decisions, to.decisions));
  await addRecommendations(trx, at, come(from.recommendations, to.recommendations));
  await addOpenQuestions(trx, at, come(from.questions, to.questions));
}
