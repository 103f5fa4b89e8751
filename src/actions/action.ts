import { z } from "zod";
import { toSay } from "../ui/words.ts";

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

/** What a meeting promised. `number` is its address in the group; `from` the text and block that it was born in, null where somebody added it by hand. */
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
  from: Origin | null;
};

/** What may change about an action, whole: the journal keeps it before and after each act, so that each can be taken back. */
export const ActionStanding = z.object({
  title: z.string(),
  recipient: z.string().nullable(),
  owners: z.array(z.object({ words: z.string(), personId: z.number().nullable(), bodyId: z.number().nullable() })),
  dueOn: z.string().nullable(),
  dueWords: z.string().nullable(),
  state: z.enum(ACTION_STATES),
  evidence: z.string().nullable(),
  closedOn: z.string().nullable(),
  withdrawn: z.boolean(),
});
export type ActionStanding = z.infer<typeof ActionStanding>;

const words = (most: number) => z.string().trim().max(most, toSay("That is too long.")).default("");
const orNull = (text: string): string | null => (text === "" ? null : text);
const isDay = (text: string): boolean => text === "" || z.iso.date().safeParse(text).success;

/** What shows that it is done: a sentence, a link; may be left empty. */
export const Closure = z.object({ evidence: words(2_000).transform(orNull) });
export const Dropping = z.object({ why: words(2_000).transform(orNull) });

/** A day, words that stand for one ("after the call"), both, or neither. */
export const DueChange = z.object({
  dueOn: words(10).refine(isDay, toSay("Give the day as YYYY-MM-DD.")).transform(orNull),
  dueWords: words(200).transform(orNull),
});

/** Names of persons or bodies, one after another with semicolons between. */
const Owners = words(1_000).transform((text) =>
  [...new Set(text.split(";").map((name) => name.trim()))].filter(Boolean).slice(0, 20),
);
export const OwnerChange = z.object({ owners: Owners });

const Title = words(2_000).refine((text) => text !== "", toSay("Say what is to be done."));
export const Rewording = z.object({ title: Title, recipient: words(300).transform(orNull) });

export const AUDIENCES_OF_ACTION = ["office holders", "everyone"] as const;
export const NewAction = Rewording.extend({
  owners: Owners,
  ...DueChange.shape,
  audience: z.enum(AUDIENCES_OF_ACTION).default("office holders"),
});
export type NewAction = z.infer<typeof NewAction>;

/** `today` as YYYY-MM-DD. */
export const isOverdue = (action: Action, today: string): boolean =>
  action.state === "open" && action.dueOn !== null && action.dueOn < today;

export type RecommendationState = "open" | "taken up" | "dropped";
export type QuestionState = "open" | "answered" | "dropped";
