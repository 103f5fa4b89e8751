import { type Generated, type Kysely, sql } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Database } from "../platform/database/database.ts";
import type { Schema } from "../platform/database/schema.ts";
import { notHidden } from "../texts/hidden-block.queries.ts";
import { readableBy } from "../texts/text.queries.ts";
import type { QuestionState, RecommendationState } from "./action.ts";
import type { Decision, OpenQuestion, Recommendation, Settleable } from "./outcome.ts";

declare module "../platform/database/schema.ts" {
  interface Schema {
    decision: {
      id: Generated<number>;
      group_id: number;
      number: number;
      text_id: number;
      block_id: number | null;
      title: string;
      decided_on: string | null;
    };
    recommendation: {
      id: Generated<number>;
      group_id: number;
      number: number;
      text_id: number;
      block_id: number | null;
      title: string;
      addressees: string[];
      state: Generated<RecommendationState>;
      made_on: string | null;
    };
    open_question: {
      id: Generated<number>;
      group_id: number;
      number: number;
      text_id: number;
      block_id: number | null;
      title: string;
      asked_by: string | null;
      state: Generated<QuestionState>;
      asked_on: string | null;
    };
  }
}

const origin = [
  "text_shown.title as fromTitle",
  "text_shown.address as fromAddress",
  "block_shown.number as blockNumber",
] as const;

/** What the group decided and this reader may see; a statement to be narrowed, ordered and limited. */
export const decisionsReadBy = (db: Kysely<Schema>, by: Actor) =>
  db
    .selectFrom("decision")
    .innerJoin("text_shown", "text_shown.id", "decision.text_id")
    .leftJoin("block_shown", "block_shown.block_id", "decision.block_id")
    .where(readableBy(by))
    .where(notHidden("decision.block_id"))
    .select(["decision.id", "decision.number", "decision.title", "decision.decided_on as decidedOn", ...origin]);

export const recommendationsReadBy = (db: Kysely<Schema>, by: Actor) =>
  db
    .selectFrom("recommendation")
    .innerJoin("text_shown", "text_shown.id", "recommendation.text_id")
    .leftJoin("block_shown", "block_shown.block_id", "recommendation.block_id")
    .where(readableBy(by))
    .where(notHidden("recommendation.block_id"))
    .select([
      "recommendation.id",
      "recommendation.number",
      "recommendation.title",
      "recommendation.addressees",
      "recommendation.state",
      "recommendation.made_on as madeOn",
      ...origin,
    ]);

export const openQuestionsReadBy = (db: Kysely<Schema>, by: Actor) =>
  db
    .selectFrom("open_question")
    .innerJoin("text_shown", "text_shown.id", "open_question.text_id")
    .leftJoin("block_shown", "block_shown.block_id", "open_question.block_id")
    .where(readableBy(by))
    .where(notHidden("open_question.block_id"))
    .select([
      "open_question.id",
      "open_question.number",
      "open_question.title",
      "open_question.asked_by as askedBy",
      "open_question.state",
      "open_question.asked_on as askedOn",
      ...origin,
    ]);

type Part = { limit: number; offset: number };

/** The group's decisions, latest first. */
export const listDecisions = (db: Database, groupId: number, part: Part, by: Actor): Promise<Decision[]> =>
  decisionsReadBy(db, by)
    .where("decision.group_id", "=", groupId)
    .orderBy("decision.decided_on", (order) => order.desc().nullsLast())
    .orderBy("decision.number", "desc")
    .limit(part.limit)
    .offset(part.offset)
    .execute();

/** `settled`: false for those that are open, true for the others, null for all. Latest first. */
export const listRecommendations = (
  db: Database,
  groupId: number,
  settled: boolean | null,
  part: Part,
  by: Actor,
): Promise<Recommendation[]> =>
  recommendationsReadBy(db, by)
    .where("recommendation.group_id", "=", groupId)
    .$if(settled !== null, (query) => query.where("recommendation.state", settled ? "!=" : "=", "open"))
    .orderBy("recommendation.made_on", (order) => order.desc().nullsLast())
    .orderBy("recommendation.number", "desc")
    .limit(part.limit)
    .offset(part.offset)
    .execute();

export const listOpenQuestions = (
  db: Database,
  groupId: number,
  settled: boolean | null,
  part: Part,
  by: Actor,
): Promise<OpenQuestion[]> =>
  openQuestionsReadBy(db, by)
    .where("open_question.group_id", "=", groupId)
    .$if(settled !== null, (query) => query.where("open_question.state", settled ? "!=" : "=", "open"))
    .orderBy("open_question.asked_on", (order) => order.desc().nullsLast())
    .orderBy("open_question.number", "desc")
    .limit(part.limit)
    .offset(part.offset)
    .execute();

const TABLES: Record<Settleable, "recommendation" | "open_question"> = {
  recommendation: "recommendation",
  question: "open_question",
};

/** One of them as it stands, its row locked; undefined where its text is not shown. */
export async function lockOutcome(
  trx: Database,
  kind: Settleable,
  groupId: number,
  number: number,
): Promise<{ id: number; state: string } | undefined> {
  const found = await sql<{ id: number; state: string }>`
    select id, state from ${sql.table(TABLES[kind])} as outcome where group_id = ${groupId} and number = ${number}
      and exists (select 1 from text_shown where text_shown.id = outcome.text_id) for update`.execute(trx);
  return found.rows[0];
}

export async function setOutcomeState(trx: Database, kind: Settleable, id: number, state: string): Promise<void> {
  await sql`update ${sql.table(TABLES[kind])} set state = ${state} where id = ${id}`.execute(trx);
}

/** What came out of a block and stands there in these very words follows when the block is corrected. */
export async function outcomesFollow(
  trx: Kysely<Schema>,
  blockId: number,
  before: string,
  after: string,
): Promise<void> {
  for (const table of ["decision", "recommendation", "open_question"] as const)
    await trx
      .updateTable(table)
      .set({ title: after })
      .where("block_id", "=", blockId)
      .where("title", "=", before)
      .execute();
}
