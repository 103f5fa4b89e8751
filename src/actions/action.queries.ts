import { type Generated, type Kysely, type RawBuilder, sql } from "kysely";
import { jsonArrayFrom } from "kysely/helpers/postgres";
import type { Actor } from "../access/actor.ts";
import { mayWhere } from "../access/may.queries.ts";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { notHidden } from "../texts/hidden-block.queries.ts";
import type { Action, ActionState } from "./action.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    action: {
      id: Generated<number>;
      group_id: number;
      number: number;
      text_id: number | null;
      block_id: number | null;
      title: string;
      recipient: string | null;
      due_on: string | null;
      due_words: string | null;
      marked: boolean;
      state: Generated<ActionState>;
      evidence: string | null;
      stated_on: string | null;
      closed_on: string | null;
      created_at: Date;
      open_to_all: Generated<boolean>;
      withdrawn_at: Generated<Date | null>;
    };
    action_owner: {
      action_id: number;
      position: number;
      words: string;
      person_id: number | null;
      body_id: number | null;
    };
  }
}

/** An action is published with its text; one that was added by hand, where it was said to be for all. */
const readableActions = (by: Actor): RawBuilder<boolean> => {
  const published = sql<boolean>`case when action.text_id is null then action.open_to_all else text_shown.published_at is not null end`;
  const row = { groupId: sql.ref<number>("action.group_id"), facts: { published } };
  return sql<boolean>`((action.text_id is null or text_shown.id is not null) and ${mayWhere(by, "read", { resource: "action" }, row)})`;
};

/** The actions that this reader may see, as a statement to be narrowed, ordered and limited, or put into another. */
export const actionsReadBy = (db: Kysely<Schema>, by: Actor) =>
  db
    .selectFrom("action")
    .leftJoin("text_shown", "text_shown.id", "action.text_id")
    .leftJoin("block_shown", "block_shown.block_id", "action.block_id")
    .where("action.withdrawn_at", "is", null)
    .where(readableActions(by))
    .where(notHidden("action.block_id"))
    .select((eb) => [
      "action.id",
      "action.group_id",
      "action.number",
      "action.title",
      "action.recipient",
      "action.due_on",
      "action.due_words",
      "action.marked",
      "action.state",
      "action.evidence",
      "action.stated_on",
      "action.closed_on",
      "text_shown.id as text_id",
      "text_shown.title as text_title",
      "text_shown.address as text_address",
      "text_shown.published_at",
      "block_shown.number as block_number",
      jsonArrayFrom(
        eb
          .selectFrom("action_owner")
          .leftJoin("person_shown", "person_shown.id", "action_owner.person_id")
          .leftJoin("body_shown", "body_shown.id", "action_owner.body_id")
          .whereRef("action_owner.action_id", "=", "action.id")
          .select([
            "action_owner.words",
            "action_owner.person_id as personId",
            "person_shown.slug as personSlug",
            "action_owner.body_id as bodyId",
            "body_shown.slug as bodySlug",
          ])
          .orderBy("action_owner.position")
          .limit(20),
      ).as("owners"),
    ]);

/** A row of `actionsReadBy`, also as it comes inside JSON (where an instant is text). */
export type ActionRow = Omit<
  Awaited<ReturnType<ReturnType<typeof actionsReadBy>["execute"]>>[number],
  "published_at"
> & {
  published_at: Date | string | null;
};

export const asAction = (row: ActionRow): Action => ({
  id: row.id,
  groupId: row.group_id,
  number: row.number,
  title: row.title,
  owners: row.owners,
  recipient: row.recipient,
  dueOn: row.due_on,
  dueWords: row.due_words,
  marked: row.marked,
  state: row.state,
  evidence: row.evidence,
  statedOn: row.stated_on,
  closedOn: row.closed_on,
  from:
    row.text_id === null
      ? null
      : {
          textId: row.text_id,
          title: row.text_title ?? "",
          address: row.text_address ?? "",
          blockNumber: row.block_number,
          published: row.published_at !== null,
        },
});

/** The actions born in one text, in order of their numbers; 1,000 at most. */
export const actionsOfText = (db: Kysely<Schema>, textId: number, by: Actor) =>
  actionsReadBy(db, by).where("action.text_id", "=", textId).orderBy("action.number").limit(1_000);

export async function findAction(
  db: Database,
  groupId: number,
  number: number,
  by: Actor,
): Promise<Action | undefined> {
  const row = await actionsReadBy(db, by)
    .where("action.group_id", "=", groupId)
    .where("action.number", "=", number)
    .executeTakeFirst();
  return row && asAction(row);
}

/** Of these actions, those that a person, or a body, owns. */
export const ownedBy = (
  actions: ReturnType<typeof actionsReadBy>,
  ownerId: number,
  which: "person" | "body" = "person",
) =>
  actions.where((eb) =>
    eb.exists(
      eb
        .selectFrom("action_owner as owner")
        .whereRef("owner.action_id", "=", "action.id")
        .where(`owner.${which}_id`, "=", ownerId)
        .select("owner.action_id"),
    ),
  );
