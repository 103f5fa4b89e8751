/** Everything that sentences say, section by section: who spoke, what was promised, agreed, asked, shared. */

import type { Line, ReadFault } from "../../platform/formats/tree.ts";
import type {
  ReadAction,
  ReadBlock,
  ReadDocument,
  ReadEvent,
  ReadPromise,
  ReadQuestion,
  ReadRecommendation,
  ReadStatement,
} from "../report.ts";
import type { Circumstances } from "./action-entry.ts";
import { listRoles, markedActions } from "./actions.ts";
import { eventsIn } from "./events.ts";
import { type Hearing, hearing } from "./heard.ts";
import { trailingMark } from "./mark.ts";
import { governingRole, type Outline, type Section } from "./outline.ts";
import { type Passage, passagesOf } from "./passage.ts";
import { kindsOf, setKind } from "./passage-kind.ts";
import { openQuestions } from "./questions.ts";
import { recommendationOf } from "./recommendations.ts";
import { readPassage } from "./running-text.ts";
import type { Kinds } from "./section-blocks.ts";
import type { Role } from "./section-role.ts";
import { documentsIn } from "./shared-documents.ts";
import { speakersOf, type Turn, turnsOf } from "./turns.ts";

/** What was found in running text, to be handed on. */
export type Found = {
  actions: ReadAction[];
  recommendations: ReadRecommendation[];
  decisions: ReadStatement[];
  open_questions: ReadQuestion[];
  promises: ReadPromise[];
  documents: ReadDocument[];
  events: ReadEvent[];
  faults: ReadFault[];
};

export type Statements = Found & {
  /** Turns of talk by section, in the outline's order. */
  turns: Map<Section, Turn[]>;
  /** What each passage is, by its first line. */
  kinds: Kinds;
  speakers_by_section: { section: string; speakers: string[] }[];
};

/** Roles whose passages are lists of people, days and links: nobody speaks or promises there. */
const SILENT: ReadonlySet<Role> = new Set<Role>(["participants", "apologies", "roles", "annex", "service"]);
/** Roles in which nobody has the floor yet. */
const UNSPOKEN: ReadonlySet<Role> = new Set<Role>([...SILENT, "title", "preface", "links", "documents"]);
/** Lists of addresses and papers hold no promises. */
const MUTE: ReadonlySet<Role> = new Set<Role>(["links", "documents"]);

/** A list of people may be followed by the talk itself, with no heading between: whole sentences are read there too. */
const isProse = (passage: Passage): boolean =>
  passage.place !== "cell" &&
  (passage.mark !== null || (passage.text.length >= 60 && /\s\p{Ll}{2,}\s\p{Ll}{2,}\s/u.test(passage.text)));

/** What is known while a report is read: names that come up are kept in mind. */
type Heard = Circumstances & { known: Hearing };

export function statementsOf(outline: Outline, about: Circumstances): Statements {
  const kinds = new Map();
  const all: Statements = {
    turns: new Map(),
    kinds,
    speakers_by_section: [],
    actions: [],
    recommendations: [],
    decisions: [],
    open_questions: [],
    promises: [],
    documents: [],
    events: [],
    faults: [],
  };
  const heard: Heard = { ...about, known: hearing(about.known) };
  for (const section of outline.sections)
    for (const [line, kind] of readSection(section, heard, all)) kinds.set(line, kind);
  all.actions = withoutRepeats(all.actions);
  return all;
}

/** Adds what a section says to `all`; gives the kinds of its passages. */
function readSection(section: Section, about: Heard, all: Statements): Kinds {
  const role = roleFor(section);
  const read = passagesOf(section.blocks);
  const passages = SILENT.has(role) ? read.filter(isProse) : read;
  const roles = listRoles(passages, role);
  const actions = MUTE.has(role) ? new Map<Passage, ReadAction[]>() : markedActions(passages, role, roles, about);
  const turns = UNSPOKEN.has(section.role) ? [] : turnsOf(passages, new Set(actions.keys()), about.known);
  const spoken = Map.groupBy(turns, (turn) => turn.passage);
  const kinds = kindsOf(turns, actions);
  let motion: Passage | null = null;
  for (const passage of passages) {
    const own = actions.get(passage);
    if (own !== undefined) takeActions(own, about, all);
    if (!MUTE.has(role) && (own === undefined || (passage.mark === null && trailingMark(passage.text) !== null)))
      readPassage({
        passage,
        role: roles.get(passage) ?? role,
        turns: spoken.get(passage) ?? [],
        about,
        found: all,
        kinds,
        motion,
      });
    if (passage.mark?.kind === "proposal") motion = passage;
    if (role === "agenda" || role === "next-meeting") continue;
    const events = eventsIn(passage, about.meetingOn);
    for (const event of events) all.events.push(event);
    if (events.length > 0) setKind(kinds, passage, "event");
  }
  if (role !== "agenda" && role !== "next-meeting" && !MUTE.has(role)) {
    const taken = new Set([...actions.keys()]);
    const questions = openQuestions(passages, turns, taken);
    for (const question of questions) all.open_questions.push(question);
    markKinds(kinds, passages, questions, "question");
  }
  const documents = documentsIn(passages, role, turns, about.known);
  for (const document of documents) all.documents.push(document);
  markKinds(kinds, passages, documents, "document");
  all.turns.set(section, turns);
  if (section.title !== "") all.speakers_by_section.push({ section: section.title, speakers: speakersOf(turns) });
  return kinds;
}

/** Passages on whose first line something was found, where nothing weightier stands there. */
function markKinds(
  kinds: Map<Line, ReadBlock["kind"]>,
  passages: readonly Passage[],
  found: readonly { line: number }[],
  kind: ReadBlock["kind"],
): void {
  if (found.length === 0) return;
  const lines = new Set(found.map((each) => each.line));
  for (const passage of passages) if (lines.has(passage.line)) setKind(kinds, passage, kind);
}

function takeActions(actions: readonly ReadAction[], about: Circumstances, all: Statements): void {
  for (const action of actions) {
    all.actions.push(action);
    if (action.owners.length > 0) continue;
    const recommendation = recommendationOf(action.text, action.line, about.known);
    if (recommendation !== null) all.recommendations.push(recommendation);
  }
}

/** An action that a summary repeats counts once, where it was first marked. */
function withoutRepeats(actions: readonly ReadAction[]): ReadAction[] {
  const kept = new Map<string, ReadAction>();
  for (const action of actions) {
    const key = action.text
      .toLowerCase()
      .replace(REPEATED, "")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
    const before = kept.get(key);
    // Short words ("follow up") may well be said twice and mean two things.
    if (before === undefined || key.length < 15) kept.set(before === undefined ? key : `${key} ${kept.size}`, action);
    else if (!before.explicit && action.explicit) kept.set(key, action);
  }
  return withoutAnnouncements([...kept.values()]);
}

/** In lines: how far below a sentence the marked action may stand that carries it. */
const NEAR = 12;

/** "A new draft will be circulated" in the text, and right below it the same thing marked: the marked one counts. */
function withoutAnnouncements(actions: readonly ReadAction[]): ReadAction[] {
  const marked = new Map<number, ReadAction[]>();
  for (const action of actions) {
    if (!action.explicit) continue;
    const there = marked.get(action.line);
    if (there === undefined) marked.set(action.line, [action]);
    else if (there.length < 20) there.push(action);
  }
  return actions.filter((action) => {
    if (action.explicit || action.owners.length > 0) return true;
    const words = longWords(action.text);
    for (let line = action.line; line <= action.line + NEAR; line += 1) {
      if (marked.get(line)?.some((other) => shareWords(words, longWords(other.text)))) return false;
    }
    return true;
  });
}

const longWords = (text: string): Set<string> => new Set(text.toLowerCase().match(/\p{L}{4,}/gu));

/** Three fifths of the words in common, as the labels of the corpus are matched. */
function shareWords(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  let both = 0;
  for (const word of one) if (other.has(word)) both += 1;
  return 2 * both >= 0.6 * (one.size + other.size);
}

/** What a bot adds to an action in its summary: "(ann, 14:03:11)". */
const REPEATED = /\(\S{1,30}, \d\d:\d\d(?::\d\d)?\)\s*$/;

/** What a section belongs to; under a title or the preface an item stands for itself. */
function roleFor(section: Section): Role {
  const role = governingRole(section);
  return role === "title" || role === "preface" ? "item" : role;
}
