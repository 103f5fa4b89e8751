/** Everything that sentences say, section by section: who spoke, what was promised, agreed, asked, shared. */

import type { ReadAction, ReadPromise, ReadStatement } from "../report.ts";
import { type Circumstances, listRoles, markedActions } from "./actions.ts";
import { decisionIn } from "./decisions.ts";
import { dueIn } from "./due.ts";
import { type Hearing, hearing } from "./heard.ts";
import { markOf } from "./mark.ts";
import { isBody } from "./named.ts";
import { governingRole, type Outline, type Section } from "./outline.ts";
import { recipientOf } from "./owner.ts";
import { lineAt, type Passage, passagesOf } from "./passage.ts";
import { promisesIn } from "./promises.ts";
import type { Role } from "./section-role.ts";
import { type Sentence, sentencesOf } from "./sentence.ts";
import { labelOf } from "./speaker.ts";
import { speakersOf, type Turn, turnsOf } from "./turns.ts";

export type Statements = {
  /** Turns of talk by section, in the outline's order. */
  turns: Map<Section, Turn[]>;
  speakers_by_section: { section: string; speakers: string[] }[];
  actions: ReadAction[];
  decisions: ReadStatement[];
  promises: ReadPromise[];
};

/** Roles whose passages are lists of people, days and links: nobody speaks or promises there. */
const SILENT: ReadonlySet<Role> = new Set<Role>(["participants", "apologies", "roles", "links", "annex", "service"]);
/** Roles in which nobody has the floor yet. */
const UNSPOKEN: ReadonlySet<Role> = new Set<Role>([...SILENT, "title", "preface"]);

/** The same, while names that come up are kept in mind. */
type Heard = Circumstances & { known: Hearing };

export function statementsOf(outline: Outline, about: Circumstances): Statements {
  const all: Statements = { turns: new Map(), speakers_by_section: [], actions: [], decisions: [], promises: [] };
  const heard: Heard = { ...about, known: hearing(about.known) };
  for (const section of outline.sections) readSection(section, heard, all);
  return all;
}

function readSection(section: Section, about: Heard, all: Statements): void {
  const role = roleFor(section);
  const passages = SILENT.has(role) ? [] : passagesOf(section.blocks);
  const actions = markedActions(passages, role, about);
  const turns = UNSPOKEN.has(section.role) ? [] : turnsOf(passages, new Set(actions.keys()), about.known);
  const roles = listRoles(passages, role);
  for (const passage of passages) {
    const own = actions.get(passage);
    if (own !== undefined) all.actions.push(...own);
    else readPassage({ passage, role: roles.get(passage) ?? role, turns, about, all });
  }
  all.turns.set(section, turns);
  if (section.title !== "") all.speakers_by_section.push({ section: section.title, speakers: speakersOf(turns) });
}

/** What a section belongs to; under a title or a list of the agenda an item stands for itself. */
function roleFor(section: Section): Role {
  const role = governingRole(section);
  return role === "title" || role === "preface" ? "item" : role;
}

type Place = { passage: Passage; role: Role; turns: readonly Turn[]; about: Circumstances; all: Statements };

function readPassage(place: Place): void {
  const { passage, role, about, all } = place;
  if (passage.place === "heading" || passage.place === "cell") return;
  const mark = markOf(passage.text);
  if (mark?.kind === "done") return;
  if (mark?.kind === "decision") {
    const text = passage.text.slice(mark.from).trim();
    if (text !== "")
      all.decisions.push({ text: `${passage.text.slice(0, mark.from)}${text}`.trim(), line: passage.line });
    return;
  }
  const label = labelOf(passage.text, about.known);
  const from = label?.from ?? 0;
  let before: Sentence | null = null;
  for (const sentence of sentencesOf(passage.text.slice(from))) {
    const placed = { text: sentence.text, at: sentence.at + from };
    // Where earlier actions are gone through, an item's first sentence repeats the action; what follows is new.
    if (role !== "past-actions" || passage.depth > 1 || before !== null)
      readSentence(place, placed, before, label?.name ?? null);
    before = placed;
  }
}

function readSentence(place: Place, sentence: Sentence, before: Sentence | null, label: string | null): void {
  const { passage, about, all } = place;
  const decision = decisionIn(sentence, about.known);
  if (decision !== null) {
    const text = decision.alone && before !== null ? `${before.text} ${decision.text}` : decision.text;
    all.decisions.push({ text, line: lineAt(passage, decision.at) });
  }
  for (const promise of promisesIn(sentence, about.known)) {
    const who = promise.pronoun === null ? promise.who : whoSpeaks(place, promise.at, label);
    const line = lineAt(passage, promise.at);
    // The day may stand after a dash, outside the clause of the promise.
    const due = dueIn(passage.text.slice(promise.at, sentence.at + sentence.text.length), about.meetingOn);
    all.promises.push({ text: promise.text, who, line });
    all.actions.push({
      text: promise.text,
      owners: who,
      recipient: recipientOf(promise.text),
      due: due?.on ?? null,
      due_words: due?.words ?? null,
      explicit: false,
      done: false,
      line,
    });
  }
}

/** For "he will …", "I can …" and "Will …": the speaker, or the body whose label stands above the list. */
function whoSpeaks(place: Place, at: number, label: string | null): string[] {
  if (label !== null) return [label];
  const own = place.turns.filter((turn) => turn.passage === place.passage && turn.at <= at).at(-1);
  if (own !== undefined) return [own.speaker];
  const named = lastNamed(place.passage.text.slice(0, at), place);
  if (named !== null) return [named];
  const above = place.passage.parent?.text.trim() ?? "";
  if (!above.endsWith(":") || above.length > 60) return [];
  const body = above.slice(0, -1).trim();
  return isBody(body) || place.about.known.person(body) !== null ? [body] : [];
}

/** The person with whom the latest sentence before begins ("Ann spoke to Cy. She will …"). */
function lastNamed(before: string, place: Place): string | null {
  for (const sentence of sentencesOf(before.slice(-600)).reverse()) {
    const words = /^\p{Lu}[\p{L}.'’-]+(?:\s\p{Lu}[\p{L}.'’-]+)?/u.exec(sentence.text)?.[0];
    if (words === undefined) continue;
    for (const name of [words, words.split(" ")[0] ?? ""]) if (place.about.known.person(name) !== null) return name;
  }
  return null;
}
