import type { Span } from "../../platform/formats/tree.ts";
import type { Said } from "../../ui/said.ts";
import type { HeadingForm, Outline } from "../reading/outline.ts";
import type { WrittenDate } from "../reading/written-date.ts";
import type { Finding, ReadReport } from "../report.ts";
import type { NameIndex } from "./names.ts";

/** A meeting of the same series that is already known. */
export type EarlierMeeting = { date: string | null; meeting_number: number | null; next_meeting: string | null };

/** What is known besides the report itself. Both lists may be empty. */
export type CheckContext = {
  earlier: EarlierMeeting[];
  /** Full names as the group's people are already kept, each with what else they are called. */
  people: { name: string; aliases: string[] }[];
};

/** A visible line of the report, with the kind of block it stands in. */
export type TextLine = {
  line: number;
  text: string;
  spans: Span[];
  place: "heading" | "paragraph" | "item" | "cell" | "quote" | "code";
};

/** A link or bare address on a line. `text` is what the reader sees; equal to `href` for a bare address. */
export type LinkMention = { href: string; text: string; line: TextLine };

/** A day as the text writes it. `form` tells how ("d Month"), so that ways of writing can be compared. */
export type DateMention = WrittenDate & { line: TextLine; form: string };

/** A section that reports on an item. `agenda_item` null: on none that was announced. */
export type ItemSection = ReadReport["sections"][number] & {
  level: number;
  form: HeadingForm;
  /** Nothing stands under its heading. */
  empty: boolean;
};

/** All that a rule may look at. `lines`, `links` and `dates` are the tree read once from top to bottom. */
export type Subject = {
  report: ReadReport;
  outline: Outline;
  /** Sections that report on items, in order. */
  items: ItemSection[];
  lines: TextLine[];
  links: LinkMention[];
  dates: DateMention[];
  /** The participants by name, and the bodies that they are of. */
  listed: NameIndex;
  bodies: NameIndex;
  /** All words of a source line. */
  textOn: Map<number, string>;
  context: CheckContext;
};

/** One place where a rule is broken. `line` null: the document as a whole. */
export type Fault = {
  line: number | null;
  /** All lines on which it stands, where there is more than one. */
  lines?: number[];
  words: string;
  /** Put into words only where the fault becomes a finding. */
  message: Said;
  remedy: Said;
};

export type Rule = {
  /** What a person calls it; the name in docs/checks.md and in the printed line. */
  name: string;
  /** The corpus's word for the fault. */
  kind: string;
  level: Finding["level"];
  /** Why it matters to those who work with the report. */
  reason: string;
  /** A short faulty report (Markdown), and what the rule says of it. A test holds the two together. */
  example: { report: string; said: string };
  run(subject: Subject): Fault[];
};
