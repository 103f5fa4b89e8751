import { sql } from "kysely";
import { type Reference, referenceOf } from "../people/reference.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { ActionStanding } from "./action.ts";

/** An action as it stands, its row locked until the transaction ends; also one that was taken back. */
export async function lockAction(
  trx: Database,
  groupId: number,
  number: number,
): Promise<{ id: number; standing: ActionStanding } | undefined> {
  const row = await trx
    .selectFrom("action")
    .where("group_id", "=", groupId)
    .where("number", "=", number)
    .select(["id", "title", "recipient", "due_on", "due_words", "state", "evidence", "closed_on", "withdrawn_at"])
    .forUpdate()
    .executeTakeFirst();
  if (!row) return undefined;
  const owners = await trx
    .selectFrom("action_owner")
    .where("action_id", "=", row.id)
    .select(["words", "person_id as personId", "body_id as bodyId"])
    .orderBy("position")
    .limit(20)
    .execute();
  return {
    id: row.id,
    standing: {
      title: row.title,
      recipient: row.recipient,
      owners,
      dueOn: row.due_on,
      dueWords: row.due_words,
      state: row.state,
      evidence: row.evidence,
      closedOn: row.closed_on,
      withdrawn: row.withdrawn_at !== null,
    },
  };
}

/** Sets all that may change about an action. Hold its row lock. */
export async function setActionStanding(trx: Database, id: number, standing: ActionStanding, now: Date): Promise<void> {
  await trx
    .updateTable("action")
    .set({
      title: standing.title,
      recipient: standing.recipient,
      due_on: standing.dueOn,
      due_words: standing.dueWords,
      state: standing.state,
      evidence: standing.evidence,
      closed_on: standing.closedOn,
      withdrawn_at: standing.withdrawn ? now : null,
    })
    .where("id", "=", id)
    .execute();
  await trx.deleteFrom("action_owner").where("action_id", "=", id).execute();
  await putOwners(trx, id, standing.owners);
}

/** Adds an action that stands in no text, under the group's next number. Hold the group's lock. */
export async function addActionByHand(
  trx: Database,
  groupId: number,
  standing: ActionStanding,
  openToAll: boolean,
  now: Date,
): Promise<{ id: number; number: number }> {
  const added = await trx
    .insertInto("action")
    .values({
      group_id: groupId,
      number: sql`(select coalesce(max(number), 0) + 1 from action where group_id = ${groupId})`,
      text_id: null,
      block_id: null,
      title: standing.title,
      recipient: standing.recipient,
      due_on: standing.dueOn,
      due_words: standing.dueWords,
      marked: true,
      evidence: null,
      stated_on: now.toISOString().slice(0, 10),
      closed_on: null,
      created_at: now,
      open_to_all: openToAll,
    })
    .returning(["id", "number"])
    .executeTakeFirstOrThrow();
  await putOwners(trx, added.id, standing.owners);
  return added;
}

async function putOwners(trx: Database, actionId: number, owners: ActionStanding["owners"]): Promise<void> {
  await sql`insert into action_owner (action_id, position, words, person_id, body_id)
    select ${actionId}::integer, place, words, person_id, body_id
    from unnest(${owners.map((one) => one.words)}::text[], ${owners.map((one) => one.personId)}::integer[],
      ${owners.map((one) => one.bodyId)}::integer[]) with ordinality as given (words, person_id, body_id, place)`.execute(
    trx,
  );
}

/** Where an action names its owner, for whoever makes two persons or two bodies one. */
const owner = (column: string): Reference =>
  referenceOf({ table: "action_owner", column, id: null, words: ["action_id", "words"] });
export const OWNERS_NAMED = { person: [owner("person_id")], body: [owner("body_id")] } as const;

/** The groups in which a person owns an action, whoever may see it. */
export async function groupsOfActions(db: Database, personId: number): Promise<number[]> {
  const found = await sql<{ group_id: number }>`select distinct group_id from action
    join action_owner on action_owner.action_id = action.id where person_id = ${personId}`.execute(db);
  return found.rows.map((row) => row.group_id);
}
