/** Rows of a table of actions. */

import type { ReadAction } from "../report.ts";
import { actionOf, type Circumstances, EMPTY, isDone } from "./action-entry.ts";
import { namesIn } from "./named.ts";
import { ownersUnderMark } from "./owner.ts";
import type { Passage } from "./passage.ts";
import type { Role } from "./section-role.ts";

const COLUMN: Record<"owner" | "text" | "due" | "status", RegExp> = {
  owner:
    /^(?:(?:action )?owners?|res(?:p|ponsable)?|initials?|who|assigned(?: to)?|assignees?|responsib(?:le|ility).*|lead|person.*|name|by whom|responsables?|qui|quién)$/,
  text: /^(?:actions?(?: items?| points?)?|tasks?|what|items?|descriptions?|to ?dos?|details?|steps?|next steps?|tareas?|acci[oó]n(?:es)?|tâches?|quoi)$/,
  due: /^(?:due(?: date| by| on)?|when|by when|deadline|dates?|target(?: date)?|timeline|eta|completion date|fecha(?: l[ií]mite)?|échéance|quand|plazo)$/,
  status: /^(?:status|state|done|progress|complete[d?]?|estado|statut)$/,
};

/** A row of a table that has a column for the task and one for the owner or the day; in an action list any row. */
export function rowAction(passage: Passage, role: Role, about: Circumstances): ReadAction[] {
  const all = (name: keyof typeof COLUMN): string[] =>
    passage.cells.filter((each) => COLUMN[name].test(each.column)).map((each) => each.text);
  const cell = (name: keyof typeof COLUMN): string | null => all(name)[0] ?? null;
  const owner = cell("owner");
  const due = cell("due");
  // "Item" may be a number beside a "Description".
  const named = all("text").length === 0 ? null : longest(all("text"));
  if (role !== "actions" && (named === null || (owner === null && due === null) || role === "participants")) return [];
  const text = named ?? longest(passage.cells.map((each) => each.text));
  if (text === "" || EMPTY.test(text)) return [];
  const status = cell("status") ?? "";
  const owned =
    owner === null || owner.trim() === ""
      ? ownersUnderMark(text, null, about.known)
      : { owners: namesIn(owner, about.known) ?? [owner.trim()], text };
  const done = isDone(status) || /^\W*(?:done|completed?|closed|yes|✅|✔|x)\W*$/i.test(status);
  return [actionOf(owned, due !== null && due.trim() !== "" ? due : null, done, passage.line, about.meetingOn)];
}

const longest = (texts: readonly string[]): string =>
  texts.reduce((best, text) => (text.length > best.length ? text : best), "");
