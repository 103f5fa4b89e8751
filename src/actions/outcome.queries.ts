import type { Generated, Kysely } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { Schema } from "../platform/database/schema.ts";
import { readableBy } from "../texts/text.queries.ts";
import type { QuestionState, RecommendationState } from "./action.ts";

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
    .select(["decision.id", "decision.number", "decision.title", "decision.decided_on as decidedOn", ...origin]);

export const recommendationsReadBy = (db: Kysely<Schema>, by: Actor) =>
  db
    .selectFrom("recommendation")
    .innerJoin("text_shown", "text_shown.id", "recommendation.text_id")
    .leftJoin("block_shown", "block_shown.block_id", "recommendation.block_id")
    .where(readableBy(by))
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
    .select([
      "open_question.id",
      "open_question.number",
      "open_question.title",
      "open_question.asked_by as askedBy",
      "open_question.state",
      "open_question.asked_on as askedOn",
      ...origin,
    ]);
