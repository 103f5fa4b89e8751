/** An action as it is handed on, from its words, its owners and its day. */

import type { ReadAction } from "../report.ts";
import { bracketedDay, dueIn, dueOfCell } from "./due.ts";
import type { Known } from "./named.ts";
import { type Owned, recipientOf } from "./owner.ts";

/** What is known beside the words: the people, and the day of the meeting. */
export type Circumstances = { known: Known; meetingOn: string | null };

export function actionOf(
  owned: Owned,
  dueWords: string | null,
  done: boolean,
  line: number,
  meetingOn: string | null,
): ReadAction {
  const due = dueWords === null ? dueIn(owned.text, meetingOn) : dueOfCell(dueWords, meetingOn);
  // Under a mark a day in brackets at the end is when it is due: "Vote at the next meeting (January 12)".
  const day = due?.on != null ? null : bracketedDay(owned.text, meetingOn);
  return {
    text: owned.text.trim(),
    owners: owned.owners,
    recipient: recipientOf(owned.text),
    due: day?.on ?? due?.on ?? null,
    due_words: day?.words ?? due?.words ?? null,
    explicit: true,
    done,
    line,
  };
}

export const isDone = (text: string): boolean =>
  /(?:\(|\[|-\s|–\s|✅|✔|☑)\s?(?:done|completed?|closed|finished|hecho|terminé)\b/i.test(text.slice(-80)) ||
  /^\W{0,3}(?:✅|✔|☑|\[x\])/i.test(text);

/** Words that say there is nothing to do. */
export const EMPTY =
  /^\W*(?:none|n\/?a|nil|no (?:new )?(?:action|ai|to-?do)s?(?: items?| points?)?.{0,40}|tb[dc]|aucune?|ninguna)\W*$/i;
