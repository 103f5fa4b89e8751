import { z } from "zod";
import { toSay } from "../ui/words.ts";

/** How a group chooses to work. Source: DESIGN §3, simple until asked. */
export const RULE_SETS = ["simple", "chaired", "formal"] as const;
export type RuleSet = (typeof RULE_SETS)[number];

/** Each thing that rules turn on or off, one by one. */
export const RULES = ["co-chair publishes", "passkey for offices", "two persons", "objection first"] as const;
export type Rule = (typeof RULES)[number];

const OF_SET: Record<RuleSet, readonly Rule[]> = {
  simple: [],
  chaired: ["co-chair publishes"],
  formal: RULES,
};

/** What a group wrote of its rules. */
export type Ruled = { ruleSet: RuleSet; rulesOtherwise: readonly Rule[] };

/** The rules that hold in this group, the sleeping ones among them: see `isAwake`. */
export const rulesOf = ({ ruleSet, rulesOtherwise }: Ruled): Rule[] =>
  RULES.filter((rule) => OF_SET[ruleSet].includes(rule) !== rulesOtherwise.includes(rule));

/** A rule that takes two persons sleeps while too few hold an office: else nobody could decide. */
const OFFICERS_FOR_TWO = 3;
export const isAwake = (rule: Rule, officers: number): boolean =>
  rule !== "two persons" || officers >= OFFICERS_FOR_TWO;

/** The single rules that stand otherwise than in this set, so that exactly these hold. */
export const otherwiseIn = (ruleSet: RuleSet, holding: readonly Rule[]): Rule[] =>
  RULES.filter((rule) => OF_SET[ruleSet].includes(rule) !== holding.includes(rule));

export const RULE_SET_WORDS: Record<RuleSet, { name: string; sentence: string }> = {
  simple: {
    name: toSay("Simple"),
    sentence: toSay(
      "Whoever holds an office does what is to be done, one press publishes, everything can be taken back.",
    ),
  },
  chaired: {
    name: toSay("Chaired"),
    sentence: toSay("As simple, and what goes out in the group's name passes a co-chair."),
  },
  formal: {
    name: toSay("Formal"),
    sentence: toSay("As chaired, and office holders prove who they are and do not decide in their own matters."),
  },
};

export const RULE_WORDS: Record<Rule, string> = {
  "co-chair publishes": toSay("Only a co-chair publishes a report or takes it back."),
  "passkey for offices": toSay("Whoever holds an office is asked to sign in with a passkey."),
  "two persons": toSay(
    "Nobody decides what they asked for themselves; this rests while fewer than three hold an office.",
  ),
  "objection first": toSay("Before a list or a recording is handed out, those whom it names can object."),
};

/** What the form sends: a set alone, or single rules. */
export const ChosenRules = z.object({
  ruleSet: z.enum(RULE_SETS, toSay("Choose one of the answers.")),
});
export const KeptRules = z.object({ ruleSet: z.enum(RULE_SETS), rulesOtherwise: z.array(z.enum(RULES)) });
