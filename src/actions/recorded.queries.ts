import { type RawBuilder, sql } from "kysely";
import type { Database } from "../platform/database/database.ts";
import type {
  RecordedAction,
  RecordedDecision,
  RecordedOwner,
  RecordedQuestion,
  RecordedRecommendation,
} from "./recorded.ts";

/** The text in which something was stated, and the day of its meeting. */
export type StatedIn = { groupId: number; textId: number; heldOn: string | null };

const lastNumber = (table: "action" | "decision" | "recommendation" | "open_question", groupId: number) =>
  sql`(select coalesce(max(number), 0) from ${sql.table(table)} where group_id = ${groupId})`;
const integers = (values: readonly (number | null)[]): RawBuilder<unknown> => sql`${[...values]}::integer[]`;
const texts = (values: readonly (string | null)[]): RawBuilder<unknown> => sql`${[...values]}::text[]`;

/**
 * Adds actions in order and returns their ids. Each gets the group's next number for good; hold the group's lock
 * (`lockGroup`), so that nobody else takes the same. The same holds for all that is added here.
 */
export async function addActions(
  trx: Database,
  at: StatedIn,
  stated: readonly RecordedAction[],
  now: Date,
): Promise<number[]> {
  const added = await sql<{ id: number; number: number }>`
    insert into action (group_id, number, text_id, block_id, title, recipient, due_on, due_words, marked, state, stated_on, closed_on, created_at)
    select ${at.groupId}, ${lastNumber("action", at.groupId)} + place, ${at.textId}, block_id, title, recipient, due_on,
      due_words, marked, state, ${at.heldOn}::date, case when state = 'done' then ${at.heldOn}::date end, ${now}
    from unnest(${integers(stated.map((one) => one.blockId))}, ${texts(stated.map((one) => one.title))},
      ${texts(stated.map((one) => one.recipient))}, ${stated.map((one) => one.dueOn)}::date[],
      ${texts(stated.map((one) => one.dueWords))}, ${stated.map((one) => one.marked)}::boolean[],
      ${texts(stated.map((one) => one.state))})
      with ordinality as given (block_id, title, recipient, due_on, due_words, marked, state, place)
    returning id, number`.execute(trx);
  const ids = added.rows.sort((a, b) => a.number - b.number).map((row) => row.id);
  await addOwners(
    trx,
    stated.flatMap((action, place) => action.owners.map((owner) => ({ ...owner, actionId: ids[place] ?? 0 }))),
  );
  return ids;
}

/** Sets what the record says of actions that are kept already; their numbers, states and evidence stay. */
export async function restateActions(
  trx: Database,
  restated: readonly (RecordedAction & { id: number })[],
): Promise<void> {
  await sql`update action set title = given.title, recipient = given.recipient, due_on = given.due_on,
      due_words = given.due_words, marked = given.marked, block_id = given.block_id
    from unnest(${integers(restated.map((one) => one.id))}, ${texts(restated.map((one) => one.title))},
      ${texts(restated.map((one) => one.recipient))}, ${restated.map((one) => one.dueOn)}::date[],
      ${texts(restated.map((one) => one.dueWords))}, ${restated.map((one) => one.marked)}::boolean[],
      ${integers(restated.map((one) => one.blockId))}) as given (id, title, recipient, due_on, due_words, marked, block_id)
    where action.id = given.id`.execute(trx);
  await sql`delete from action_owner where action_id = any(${integers(restated.map((one) => one.id))})`.execute(trx);
  await addOwners(
    trx,
    restated.flatMap((action) => action.owners.map((owner) => ({ ...owner, actionId: action.id }))),
  );
}

/** Drops actions that the record no longer states, saying why; those that are closed stay as they are. */
export async function dropActions(trx: Database, ids: readonly number[], why: string, on: string): Promise<void> {
  await sql`update action set state = 'dropped', evidence = ${why}, closed_on = ${on}::date
    where id = any(${integers(ids)}) and state = 'open'`.execute(trx);
}

async function addOwners(trx: Database, owners: readonly (RecordedOwner & { actionId: number })[]): Promise<void> {
  await sql`insert into action_owner (action_id, position, words, person_id, body_id)
    select action_id, row_number() over (partition by action_id order by place), words, person_id, body_id
    from unnest(${integers(owners.map((one) => one.actionId))}, ${texts(owners.map((one) => one.words))},
      ${integers(owners.map((one) => one.personId))}, ${integers(owners.map((one) => one.bodyId))})
      with ordinality as given (action_id, words, person_id, body_id, place)`.execute(trx);
}

export async function addDecisions(trx: Database, at: StatedIn, made: readonly RecordedDecision[]): Promise<void> {
  await sql`insert into decision (group_id, number, text_id, block_id, title, decided_on)
    select ${at.groupId}, ${lastNumber("decision", at.groupId)} + place, ${at.textId}, block_id, title, ${at.heldOn}::date
    from unnest(${integers(made.map((one) => one.blockId))}, ${texts(made.map((one) => one.title))})
      with ordinality as given (block_id, title, place)`.execute(trx);
}

export async function addRecommendations(
  trx: Database,
  at: StatedIn,
  made: readonly RecordedRecommendation[],
): Promise<void> {
  // An array of arrays must be rectangular in SQL, so the addressees travel as JSON.
  await sql`insert into recommendation (group_id, number, text_id, block_id, title, addressees, made_on)
    select ${at.groupId}, ${lastNumber("recommendation", at.groupId)} + place, ${at.textId}, block_id, title,
      array(select jsonb_array_elements_text(addressees)), ${at.heldOn}::date
    from unnest(${integers(made.map((one) => one.blockId))}, ${texts(made.map((one) => one.title))},
      ${made.map((one) => JSON.stringify(one.addressees))}::jsonb[])
      with ordinality as given (block_id, title, addressees, place)`.execute(trx);
}

export async function addOpenQuestions(trx: Database, at: StatedIn, asked: readonly RecordedQuestion[]): Promise<void> {
  await sql`insert into open_question (group_id, number, text_id, block_id, title, asked_by, asked_on)
    select ${at.groupId}, ${lastNumber("open_question", at.groupId)} + place, ${at.textId}, block_id, title, asked_by,
      ${at.heldOn}::date
    from unnest(${integers(asked.map((one) => one.blockId))}, ${texts(asked.map((one) => one.title))},
      ${texts(asked.map((one) => one.askedBy))}) with ordinality as given (block_id, title, asked_by, place)`.execute(
    trx,
  );
}

type Named = { persons: number[]; bodies: number[] };

/** Persons and bodies who own an action of this text. */
export const ownersOfText = (db: Database, textId: number): Promise<Named> =>
  named(db, sql`action.text_id = ${textId}`);

/** Of these persons and bodies, those who own an action that is shown somewhere. */
export const namedAsOwners = (db: Database, among: Named): Promise<Named> =>
  named(
    db,
    sql`(person_id = any(${integers(among.persons)}) or body_id = any(${integers(among.bodies)}))
      and (action.text_id is null or exists (select 1 from text_shown where text_shown.id = action.text_id))`,
  );

async function named(db: Database, which: RawBuilder<unknown>): Promise<Named> {
  const found = await sql<{ person_id: number | null; body_id: number | null }>`
    select distinct person_id, body_id from action_owner join action on action.id = action_id where ${which}`.execute(
    db,
  );
  return {
    persons: found.rows.flatMap((row) => row.person_id ?? []),
    bodies: found.rows.flatMap((row) => row.body_id ?? []),
  };
}

/** Opens again what was dropped for this reason alone; what was decided about an action since stays. */
export async function reopenDropped(trx: Database, ids: readonly number[], why: string): Promise<void> {
  await sql`update action set state = 'open', evidence = null, closed_on = null
    where id = any(${integers(ids)}) and state = 'dropped' and evidence = ${why}`.execute(trx);
}

export async function removeActions(trx: Database, ids: readonly number[]): Promise<void> {
  await sql`delete from action where id = any(${integers(ids)})`.execute(trx);
}

/** The actions of a text as they are kept, in order, with their ids. */
export async function actionsStatedIn(
  db: Database,
  textId: number,
): Promise<{ actions: RecordedAction[]; ids: number[] }> {
  const found = await sql<Omit<RecordedAction, "state"> & { id: number; state: string }>`
    select id, title, recipient, due_on as "dueOn", due_words as "dueWords", marked, state, block_id as "blockId",
      array(select jsonb_build_object('words', words, 'personId', person_id, 'bodyId', body_id) from action_owner
        where action_id = action.id order by position) as owners
    from action where text_id = ${textId} order by number`.execute(db);
  const actions = found.rows.map(({ id: _id, ...one }) => ({
    ...one,
    state: one.state === "done" ? ("done" as const) : ("open" as const),
  }));
  return { actions, ids: found.rows.map((row) => row.id) };
}

/** Takes away what a text no longer states, by its words; what was reworded by hand stays. */
export async function removeOutcomes(
  trx: Database,
  textId: number,
  gone: { decisions: readonly string[]; recommendations: readonly string[]; questions: readonly string[] },
): Promise<void> {
  await sql`delete from decision where text_id = ${textId} and title = any(${texts(gone.decisions)})`.execute(trx);
  await sql`delete from recommendation where text_id = ${textId} and title = any(${texts(gone.recommendations)})`.execute(
    trx,
  );
  await sql`delete from open_question where text_id = ${textId} and title = any(${texts(gone.questions)})`.execute(trx);
}

/** Lets go of words that were copied from blocks whose words are let go of. */
export async function blankBornIn(trx: Database, blockIds: readonly number[]): Promise<void> {
  for (const table of ["action", "decision", "recommendation", "open_question"] as const)
    await trx
      .updateTable(table)
      .set({ title: "…" })
      .where("block_id", "in", [...blockIds])
      .execute();
}
