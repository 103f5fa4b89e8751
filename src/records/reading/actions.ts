/** Actions under a mark, in an action list or in a table of actions. */

import type { ReadAction } from "../report.ts";
import { actionOf, type Circumstances, EMPTY, isDone } from "./action-entry.ts";
import { rowAction } from "./action-rows.ts";
import { deedOf, isInfinitive } from "./deeds.ts";
import { type Mark, markOf, marksInside, trailingMark, withoutRecorder } from "./mark.ts";
import { type Known, namesIn, wordsOf } from "./named.ts";
import { headOwner, type Owned, ownersUnderMark, trailingOwner } from "./owner.ts";
import { lineAt, type Passage } from "./passage.ts";
import { type Role, roleOf } from "./section-role.ts";
import { sentencesOf } from "./sentence.ts";
import { labelOf } from "./speaker.ts";

/**
 * Actions of one section, in order. In a list or section of actions every item of the first level is one; where
 * some carry a mark only those do. Items below count where they name an owner or begin with a deed.
 */
export function markedActions(
  passages: readonly Passage[],
  role: Role,
  lists: ReadonlyMap<Passage, Role>,
  about: Circumstances,
): Map<Passage, ReadAction[]> {
  const found = new Map<Passage, ReadAction[]>();
  const marked = new Set(passages.filter((passage) => isTask(passage.mark, passage, about.known)).map(listOf));
  for (const [index, passage] of passages.entries()) {
    const place = {
      role: lists.get(passage) ?? role,
      marksRule: marked.has(listOf(passage)),
      before: passages[index - 1],
    };
    const actions = actionsOf(passage, place, about);
    if (actions.length > 0) found.set(passage, actions);
  }
  return found;
}

/** What list a passage stands in, by the nearest passage above it that titles one; the section's role otherwise. */
export function listRoles(passages: readonly Passage[], role: Role): Map<Passage, Role> {
  const roles = new Map<Passage, Role>();
  const titled = new Map<Passage, Role>();
  for (const passage of passages) {
    const above = passage.parent;
    if (above === null) {
      roles.set(passage, role);
      continue;
    }
    let below = titled.get(above);
    if (below === undefined) {
      below = titledRole(above.text, roles.get(above) ?? role);
      titled.set(above, below);
    }
    roles.set(passage, below);
  }
  return roles;
}

/** The role that a label gives to the list below it. "Agenda for next week:" among actions is none. */
function titledRole(text: string, inherited: Role): Role {
  if (text.length > 90) return inherited;
  const role = roleOf(text.replace(SAID_BY, ""));
  // What recurs is agreed anew each time; where the notes come back to it they report on it.
  if (inherited === "agenda" && /^(?:recurring|standing|ongoing)\s(?:action|task)/i.test(text)) return "actions";
  if (role === "actions" || role === "past-actions" || role === "decisions") return role;
  if (inherited !== "actions") return inherited;
  return role !== "item" || NEXT_AGENDA.test(text) ? "service" : inherited;
}

/** "AB: Proposed action items:": who said it, and that it is proposed, does not change what the list is. */
const SAID_BY = /^(?:\p{Lu}[\p{L} .]{0,30}:\s+(?=\S))?(?:(?:proposed|agreed|suggested|further)\s)?/iu;

const listOf = (passage: Passage): Passage | null => {
  let at = passage;
  while (at.parent !== null && at.parent.depth > 0) at = at.parent;
  return at.parent;
};

/** Where a passage stands: in what list, whether marks alone count there, after what. */
type Standing = { role: Role; marksRule: boolean; before: Passage | undefined };

function actionsOf(passage: Passage, standing: Standing, about: Circumstances): ReadAction[] {
  const { role, marksRule, before } = standing;
  if (role === "past-actions") return [];
  if (passage.cells.length > 0) return rowAction(passage, role, about);
  const trailing = underTrailingMark(passage, before, about);
  if (trailing !== null) return trailing;
  const mark = passage.mark ?? markAfterLabel(passage, about.known);
  if (mark !== null && isTask(mark, passage, about.known)) return underMark(passage, mark, about);
  const inside = marksInside(passage.text);
  if (inside.length > 0)
    return inside.flatMap((each, index) => oneAction(passage, each.from, inside[index + 1]?.at, each, about));
  if (role !== "actions" || marksRule || passage.place === "heading") return [];
  return listed(passage, about) ? oneAction(passage, 0, undefined, null, about) : [];
}

/** "… obtain quotes. Action: Clerk": the sentence before the mark is the action, the names after it its owners. */
function underTrailingMark(passage: Passage, before: Passage | undefined, about: Circumstances): ReadAction[] | null {
  if (!/action|A[PI]/i.test(passage.text.slice(-120))) return null;
  const found = trailingMark(passage.text);
  const owners = found === null ? null : namesIn(found.names, about.known);
  if (found === null || owners === null || deedOf(wordsOf(found.names, 1)[0]?.word ?? "") !== null) return null;
  const own = sentencesOf(passage.text.slice(0, found.at).slice(-1500)).at(-1)?.text ?? null;
  const text = own ?? (before === undefined ? null : (sentencesOf(before.text.slice(-1500)).at(-1)?.text ?? null));
  if (text === null || text.length < 8) return null;
  const line = own === null ? (before?.line ?? passage.line) : passage.line;
  return [actionOf({ owners, text }, null, isDone(text), line, about.meetingOn)];
}

/** "AB - Action-12 Book a room": the mark stands after the label of a turn, whose name is then the owner. */
function markAfterLabel(passage: Passage, known: Known): Mark | null {
  if (!/action|todo|task/i.test(passage.text.slice(0, 80))) return null;
  const label = labelOf(passage.text, known) ?? shortLabel(passage.text);
  const mark = label === null ? null : markOf(passage.text.slice(label.from));
  if (label === null || mark?.kind !== "action") return null;
  return { ...mark, from: mark.from + label.from, inside: mark.inside ?? label.name };
}

/** Initials before a mark need no dash: "AB Action-12". */
function shortLabel(text: string): { name: string; from: number } | null {
  const match = /^\s*(\p{Lu}{2,3})\s(?:[-–—:]\s)?(?=\[?[Aa][Cc][Tt][Ii][Oo][Nn])/u.exec(text.slice(0, 40));
  return match?.[1] === undefined ? null : { name: match[1], from: match[0].length };
}

/** "AI:" must be followed by an owner or a deed; other marks of tasks by any word. */
function isTask(mark: Mark | null, passage: Passage, known: Known): boolean {
  if (mark === null || (mark.kind !== "action" && mark.kind !== "next-step")) return false;
  const rest = passage.text.slice(mark.from, mark.from + 200);
  if (!/[\p{L}\p{N}]/u.test(rest)) return false;
  if (mark.written === "→") return headOwner(rest, known) !== null;
  if (mark.written === "AI") return readsLikeTask(rest, known);
  return true;
}

function underMark(passage: Passage, mark: Mark, about: Circumstances): ReadAction[] {
  if (mark.kind === "action") {
    const inside = marksInside(passage.text);
    const first = oneAction(passage, mark.from, inside[0]?.at, mark, about);
    return [
      ...first,
      ...inside.flatMap((each, index) => oneAction(passage, each.from, inside[index + 1]?.at, each, about)),
    ];
  }
  // "Next steps:" before running text: each sentence is one.
  return sentencesOf(passage.text.slice(mark.from)).flatMap((sentence) =>
    oneAction(passage, mark.from + sentence.at, mark.from + sentence.at + sentence.text.length, mark, about),
  );
}

/** Whether an item in a list of actions is one: any at the first level, below it one with an owner or a deed. */
function listed(passage: Passage, about: Circumstances): boolean {
  if (EMPTY.test(passage.text) || passage.text.length < 4) return false;
  if (passage.text.endsWith(":") && (roleOf(passage.text) !== "item" || NEXT_AGENDA.test(passage.text))) return false;
  if (passage.place === "paragraph") return readsLikeTask(passage.text, about.known);
  if (/^(?:done|completed|closed|see|note)\b\s?[:-]/i.test(passage.text)) return false;
  if (passage.links.length > 0 && passage.links.every((link) => link.text.length > passage.text.length - 4))
    return passage.depth <= 1;
  const above = passage.parent;
  const first = above === null || above.depth < passage.depth - 0 === false || roleOf(above.text) === "actions";
  return (
    first ||
    above.depth === 0 ||
    readsLikeTask(passage.text, about.known) ||
    trailingOwner(passage.text, about.known) !== null
  );
}
const NEXT_AGENDA = /^.{0,60}\b(?:agenda|next (?:week|meeting|call))\b.{0,60}:$/i;

export function readsLikeTask(text: string, known: Known): boolean {
  const first = wordsOf(text.slice(0, 60), 1)[0]?.word ?? "";
  if (deedOf(first) !== null || isInfinitive(first)) return true;
  return headOwner(text, known) !== null;
}

function oneAction(
  passage: Passage,
  from: number,
  to: number | undefined,
  mark: Mark | null,
  about: Circumstances,
): ReadAction[] {
  const raw = passage.text.slice(from, to);
  const lead = raw.length - raw.trimStart().length;
  const recorded = withoutRecorder(raw.trim());
  if (!/\p{L}{2}/u.test(recorded.text)) return [];
  const boxed = /^\s*\[( |x|X|✓|✔)\]\s+/.exec(recorded.text);
  const words = boxed === null ? recorded.text : recorded.text.slice(boxed[0].length);
  const owned = withOwner(words, recorded.owner, mark, about.known);
  const done = isDone(words) || passage.checked === true || (boxed !== null && boxed[1] !== " ");
  return [actionOf(owned, recorded.due, done, lineAt(passage, from + lead), about.meetingOn)];
}

function withOwner(words: string, recorded: string | null, mark: Mark | null, known: Known): Owned {
  if (recorded !== null) return { owners: namesIn(recorded, known) ?? [recorded], text: words };
  if (mark?.kind === "next-step") return { owners: headOwner(words, known) ?? [], text: words };
  return ownersUnderMark(words, mark?.inside ?? null, known);
}
