import { toSay } from "../ui/words.ts";

/** What is told of an act to whoever was not there; kinds that are not here are not told. */
export const CHANGE_SENTENCES: Readonly<Record<string, string>> = {
  "report.published": toSay("{what} was published."),
  "meeting.corrected": toSay("{what} was corrected."),
  "block.added": toSay("{what} was corrected."),
  "block.changed": toSay("{what} was corrected."),
  "block.withdrawn": toSay("{what} was corrected."),
  "action.added": toSay("A new action: {what}"),
  "action.closed": toSay("Done: {what}"),
  "action.dropped": toSay("Dropped: {what}"),
  "action.reopened": toSay("Open again: {what}"),
  "action.handed over": toSay("In other hands: {what}"),
  "action.postponed": toSay("Another day for: {what}"),
  "action.reworded": toSay("Worded anew: {what}"),
};

/** Something that changed, as far as this reader may know of it: a sentence with one thing in it, and where that is. */
export type Change = { source: string; what: string; href: string; groupId: number; on: string };
