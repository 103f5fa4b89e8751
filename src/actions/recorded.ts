/** What a record states came out of a meeting, before it is kept: as said there, with its block where it has one. */
export type RecordedOwner = { words: string; personId: number | null; bodyId: number | null };

/** `marked`: under a mark of its own; false for a promise in running text. */
export type RecordedAction = {
  title: string;
  owners: readonly RecordedOwner[];
  recipient: string | null;
  dueOn: string | null;
  /** The words that stand for the day: "after the call". */
  dueWords: string | null;
  marked: boolean;
  state: "open" | "done";
  blockId: number | null;
};

export type RecordedDecision = { title: string; blockId: number | null };
export type RecordedRecommendation = { title: string; addressees: readonly string[]; blockId: number | null };
export type RecordedQuestion = { title: string; askedBy: string | null; blockId: number | null };
