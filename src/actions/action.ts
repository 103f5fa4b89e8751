export const ACTION_STATES = ["open", "done", "dropped"] as const;
export type ActionState = (typeof ACTION_STATES)[number];

/** Who does it: a person or body where known, else the words of the record. */
export type ActionOwner = {
  words: string;
  personId: number | null;
  personSlug: string | null;
  bodyId: number | null;
  bodySlug: string | null;
};

/** Where something stands in the record. */
export type Origin = { textId: number; title: string; address: string; blockNumber: number | null; published: boolean };

/** What a meeting promised. `number` is its address in the group; `from` the text and block that it was born in. */
export type Action = {
  id: number;
  groupId: number;
  number: number;
  title: string;
  owners: ActionOwner[];
  recipient: string | null;
  /** The day, where the record gives one, and the words that stand for it ("after the call"). */
  dueOn: string | null;
  dueWords: string | null;
  /** Whether the record marked it as an action, or it stood in running text. */
  marked: boolean;
  state: ActionState;
  evidence: string | null;
  statedOn: string | null;
  closedOn: string | null;
  from: Origin;
};

/** `today` as YYYY-MM-DD. */
export const isOverdue = (action: Action, today: string): boolean =>
  action.state === "open" && action.dueOn !== null && action.dueOn < today;

export type RecommendationState = "open" | "taken up" | "dropped";
export type QuestionState = "open" | "answered" | "dropped";
