/**
 * A report as it was read: what `baraza read` prints and what import type { Audience } from "../access/disclosure.ts";
import takes in.
 * Its names are those of the corpus labels (snake_case, because it is a file format); every piece that
 * comes from a place in the source carries that place's `line`, counted from 1.
 */
import type { Audience } from "../access/disclosure.ts";
import type { BlockKind } from "../texts/text.ts";
import type { Said } from "../ui/said.ts";

/** Kinds of acts of speech that a record marks. "said" where no other fits. */
export const ACTS = [
  "noted",
  "asked",
  "answered",
  "reported",
  "suggested",
  "supported",
  "agreed",
  "reserved",
  "objected",
  "thanked",
  "said",
] as const;
export type Act = (typeof ACTS)[number];

/** A person as one entry of a list names them that day. `role` keeps titles ("Co-Chair", "MAG Member"). */
export type ReadParticipant = {
  name: string;
  /** An alias given in brackets in the entry itself. */
  alias: string | null;
  affiliation: string | null;
  role: string | null;
  line: number;
};

export type ReadRole = {
  role: "moderator" | "chat moderator" | "host" | "rapporteur" | "presenter";
  name: string;
  words: string;
  line: number;
};

export type ReadIntervention = {
  /** As resolved against everybody named in the report; the words as written in `spoken_as`. */
  speaker: string;
  spoken_as: string;
  /** A body, where the person speaks for one ("Brazil shares the feeling"). */
  on_behalf: string | null;
  act: Act;
  text: string;
  line: number;
};

export type ReadSection = {
  title: string;
  /** Number or letter as written, without its dot or bracket. */
  label: string | null;
  /** Index into agenda_items (top level), null for a section without an item. */
  agenda_item: number | null;
  line: number;
  interventions: ReadIntervention[];
  /** Everything that stands in the section, in order, as Markdown blocks, interventions and marked lines among them. */
  blocks: ReadBlock[];
};

/** A paragraph-sized piece of the report. */
export type ReadBlock = {
  kind: BlockKind;
  /** Markdown. */
  body: string;
  line: number;
};

export type ReadAgendaItem = { title: string; label: string | null; line: number; children: ReadAgendaItem[] };

export type ReadAction = {
  text: string;
  /** As written; persons or bodies. */
  owners: string[];
  /** To whom it goes ("send it to the MAG"), as written. */
  recipient: string | null;
  /** ISO day, only where the words give one. */
  due: string | null;
  /** The words that stand for it: "after the call", "by 28 July". */
  due_words: string | null;
  /** True under a mark or in an action list; false for a commitment in running text. */
  explicit: boolean;
  done: boolean;
  line: number;
};

export type ReadStatement = { text: string; line: number };
/** "urge the MAG to …": `to` is who is urged. */
export type ReadRecommendation = { text: string; to: string[]; line: number };
export type ReadQuestion = { text: string; asked_by: string | null; line: number };
export type ReadPromise = { text: string; who: string[]; line: number };
export type ReadDocument = {
  title: string | null;
  by: string | null;
  to: string | null;
  href: string | null;
  line: number;
};
export type ReadEvent = {
  title: string;
  date_words: string;
  date: string | null;
  date_end: string | null;
  certainty: "fixed" | "expected" | "proposed";
  href: string | null;
  line: number;
};
export type ReadLink = { href: string; text: string | null; line: number };

/** Who may have a list or a recording, and whether at once or on request, as the report's own sentence says. */
export type ReadDisclosure = {
  audience: Audience;
  on_request: boolean;
  /** Counts and no names; only a file of our own form says so. */
  counts: boolean;
  annexed: boolean;
  words: string;
  line: number;
};

/** Something that a check found. `line` null: the document as a whole. */
export type Finding = {
  /** The corpus's word for the fault. */
  kind: string;
  /** Name of the rule in docs/checks.md. */
  rule: string;
  level: "error" | "warning" | "style";
  line: number | null;
  /** All lines on which it stands, `line` among them; empty for the document as a whole. */
  lines: number[];
  words: string;
  message: string;
  remedy: string;
  /** The same two for readers of other languages; null where they were kept without. Not in the JSON that is printed. */
  said: { message: Said; remedy: Said } | null;
};

/** As `baraza read` and `baraza check` print it. */
export const printedFinding = ({ said: _, ...finding }: Finding): Omit<Finding, "said"> => finding;

export type ReadReport = {
  title: string | null;
  group: string | null;
  date: string | null;
  date_source: "text" | "front-matter" | "filename" | null;
  /** Other dates and numbers that the text gives for the same meeting. */
  alternatives: { dates: { date: string; line: number }[]; meeting_numbers: { number: number; line: number }[] };
  meeting_number: number | null;
  /** The number as written: "XVII", "eighteenth", "41". */
  meeting_number_words: string | null;
  time: string | null;
  end_time: string | null;
  timezone: string | null;
  chair: string | null;
  roles: ReadRole[];
  participants_listed: boolean;
  participants: ReadParticipant[];
  apologies: ReadParticipant[];
  /** Bodies of which the report says that nobody was there. */
  bodies_not_represented: { body: string; line: number }[];
  agenda_items: ReadAgendaItem[];
  sections: ReadSection[];
  speakers_by_section: { section: string; speakers: string[] }[];
  actions: ReadAction[];
  recommendations: ReadRecommendation[];
  decisions: ReadStatement[];
  open_questions: ReadQuestion[];
  promises: ReadPromise[];
  documents: ReadDocument[];
  events: ReadEvent[];
  next_meeting: string | null;
  next_meeting_status: "fixed" | "proposed" | null;
  next_meeting_words: string | null;
  next_meeting_time: string | null;
  next_meeting_line: number | null;
  disclosure: { list: ReadDisclosure | null; recording: ReadDisclosure | null };
  links: ReadLink[];
  /** Pairs that may be one person ("Titti Cassa", "Concettina Cassa"): proposed, never merged here. */
  same_person: { names: [string, string]; why: string }[];
  /** Acronyms written out in the text or used without. */
  acronyms: { letters: string; words: string | null; line: number }[];
  lint: Finding[];
  /** What could not be read. */
  faults: { line: number | null; words: string; expected: string }[];
};
