import { toSay } from "../ui/words.ts";

/** What words may not do, shown before anything is reported; each hiding names one. Source: SAFETY A6, MO1. */
export const CONDUCT_RULES = ["private data", "threat", "harassment", "unwanted name", "danger", "spam"] as const;
export type ConductRule = (typeof CONDUCT_RULES)[number];

export const CONDUCT_RULE_WORDS: Record<ConductRule, string> = {
  "private data": toSay("It gives away somebody's private data."),
  threat: toSay("It threatens somebody, or calls for violence or hate."),
  harassment: toSay("It insults or harasses somebody."),
  "unwanted name": toSay("It names somebody who is not to be named."),
  danger: toSay("It may put somebody in danger."),
  spam: toSay("It advertises, or has nothing to do with the group."),
};
