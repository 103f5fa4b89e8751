import type { QuestionState, RecommendationState } from "./action.ts";

type Born = {
  id: number;
  number: number;
  title: string;
  fromTitle: string;
  fromAddress: string;
  blockNumber: number | null;
};

/** What the group decided, urged others to do, or asked and nobody answered: each born in a block of a report. */
export type Decision = Born & { decidedOn: string | null };
export type Recommendation = Born & { addressees: string[]; state: RecommendationState; madeOn: string | null };
export type OpenQuestion = Born & { askedBy: string | null; state: QuestionState; askedOn: string | null };

/** What can be settled: a recommendation is taken up, a question answered, either dropped. */
export type Settleable = "recommendation" | "question";
export const SETTLED_STATES = {
  recommendation: ["open", "taken up", "dropped"],
  question: ["open", "answered", "dropped"],
} as const;
