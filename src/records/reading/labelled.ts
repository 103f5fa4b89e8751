/** Facts that a report states as "Label: words": in a line, an item, a heading, or a row of two cells. */
import type { Entry, TextLine } from "./entry.ts";
import type { Outline, Section } from "./outline.ts";
import { isFullName, splitList } from "./person-name.ts";
import { foldTitle, roleOf } from "./section-role.ts";

export type Fact =
  | "chair"
  | "host"
  | "chat-moderator"
  | "rapporteur"
  | "presenter"
  | "date"
  | "time"
  | "place"
  | "participants"
  | "apologies"
  | "next-meeting"
  | "group"
  | "title"
  | "number"
  | "agenda"
  | "actions";

export type Labelled = {
  fact: Fact;
  label: string;
  /** What stands after the label, wrapped lines joined; "" where the words stand below it. */
  value: string;
  /** The same, line by line. */
  lines: { text: string; line: number }[];
  line: number;
  /** null where a heading states it. */
  entry: Entry | null;
  section: Section;
};

const FORMS: [Fact, RegExp][] = [
  ["chat-moderator", /^(?:chat|remote|online) (?:moderators?|moderated by|moderation)$/],
  [
    "chair",
    /^(?:(?:meeting|session|acting|group|working group|wg|committee|call|tsc|tac) )?(?:co[- ]?|vice[- ]?)?(?:chairs?(?: ?persons?| ?m[ae]n| ?wom[ae]n)?|chaired by|chairing|in the chair|presided by|presiding(?: officer)?|president|presidente|preside par|presidee par|presidida por|meeting lead(?:er)?|led by|lead by|facilitat(?:ors?|ed by|eur|rice|ion)|facilitador(?:a|es)?|moderat(?:ors?|ed by|eur|rice|ion)|moderador(?:a|es)?|convene?d? ?(?:or|er|by)?s?|runner)$|^(?:(?:meeting )?(?:co )?(?:chair(?:s|person|man)?|facilitators?|moderators?|hosts?|leads?) ?(?:and |or |& )?){1,3}(?:of the meeting)?$/,
  ],
  ["host", /^(?:(?:meeting|call|zoom) )?(?:co[- ]?)?(?:hosts?|hosted by)$/],
  [
    "rapporteur",
    /^(?:(?:meeting|session) )?(?:scribes?|scribed by|scribing|note ?takers?|notes(?: taken)? by|notetaking|minute ?takers?|minutes(?: taken| recorded| prepared)? by|minuted by|minuter|taking (?:notes|minutes)|recorders?|recording secretary|recorded by|secretar(?:y|ies)|secretaire(?: de seance)?|secretari[oa]|rapporteurs?|relator(?:a|es)?|prepared by|submitted by|author|note taking|minutes)$/,
  ],
  ["presenter", /^(?:presenters?|presented by|speakers?)$/],
  [
    "date",
    /^(?:(?:meeting|call) )?(?:dates?|fecha|datum|when|day|date and time|date time|date & time|date et heure|fecha y hora|held on|meeting held on)$/,
  ],
  ["time", /^(?:(?:meeting|call|start) )?(?:times?|heures?|hora|start(?:ing)?(?: time)?|hours?|start end)$/],
  ["place", /^(?:location|venue|place|lieu|lugar|where|meeting place|format|medium)$/],
  ["group", /^(?:group|working group|committee|team|body|organi[sz]ation|groupe|grupo|name of (?:group|committee))$/],
  ["title", /^(?:title|subject|meeting(?: title| name)?|name of meeting|objet|asunto|re)$/],
  ["number", /^(?:(?:meeting|session|reunion|minutes) )?(?:no|nr|number|numero|#|num)$/],
];

const DASHED: ReadonlySet<Fact> = new Set<Fact>(["participants", "apologies", "chair", "chat-moderator", "host"]);
const LINE = /^[\s*•·>-]{0,4}(\p{L}[^:：–—]{0,60}?)\s?(?:[:：]|\s?[–—]|\s-(?=\s))\s*(.*)$/u;

/** All facts in reading order. Lists below a label stay with their entry. */
export function labelledIn(outline: Outline): Labelled[] {
  const found: Labelled[] = [];
  for (const section of outline.sections) {
    const heading = section.title.includes(":") ? partsOf(section.title) : null;
    if (heading === null) takeHeadingAlone(section, found);
    else if (heading.value !== "") found.push(stated(heading, section.line, null, section));
    for (const entry of section.entries) takeEntry(entry, section, found);
  }
  return found;
}

/** "## Chair" with the name below it. */
function takeHeadingAlone(section: Section, found: Labelled[]): void {
  if (section.role !== "roles" || section.entries.length === 0) return;
  const fact = factOf(section.title);
  if (fact === null) return;
  const value = section.entries
    .slice(0, 4)
    .map((entry) => entry.text)
    .join("; ");
  if (value.length < 200) {
    found.push(stated({ fact, label: section.title, value }, section.entries[0]?.line ?? section.line, null, section));
  }
}

type Parts = { fact: Fact; label: string; value: string };

const stated = (parts: Parts, line: number, entry: Entry | null, section: Section): Labelled => ({
  ...parts,
  lines: parts.value === "" ? [] : [{ text: parts.value, line }],
  line,
  entry,
  section,
});

/** "Present" on a line of its own above the names. */
export function labelAlone(text: string, hasMore: boolean): Parts | null {
  if (!hasMore || text.length > 24 || !/^\p{Lu}[\p{L} -]+$/u.test(text)) return null;
  const fact = factOf(text);
  return fact !== null && (DASHED.has(fact) || fact === "rapporteur") ? { fact, label: text, value: "" } : null;
}

/** Any other label ends the value of the one before it. */
const OTHER_LABEL = /^\p{Lu}[\p{L} /&'’-]{1,40}:(?:\s|$)/u;

function takeEntry(entry: Entry, section: Section, found: Labelled[]): void {
  if (entry.kind === "row") {
    const [label = "", value = ""] = entry.cells;
    const fact = entry.cells.length === 2 && label.length < 60 ? factOf(label) : null;
    if (fact !== null) found.push(stated({ fact, label, value }, entry.line, entry, section));
    return;
  }
  let open: Labelled | null = null;
  for (const [at, line] of entry.lines.entries()) {
    const parts = partsOf(line.text) ?? labelAlone(line.text, at < entry.lines.length - 1);
    if (parts !== null) {
      const columns = DASHED.has(parts.fact) ? withColumns(line) : line.text;
      const value = columns === line.text ? parts.value : columns.replace(/^[^:]{1,60}:[\s|]*/, "");
      open = stated({ ...parts, value }, line.line, entry, section);
      found.push(open);
    } else if (open !== null) {
      if (OTHER_LABEL.test(line.text) && !isGroupBelow(open, line.text)) {
        open = null;
        continue;
      }
      open.value = `${open.value} ${line.text}`.trim();
      open.lines.push({ text: DASHED.has(open.fact) ? withColumns(line) : line.text, line: line.line });
    }
  }
}

/** "The Mill: Asha Mwangi, Ben Ode" below "Attending:". */
function isGroupBelow(open: Labelled, text: string): boolean {
  if (open.lines[0]?.line === open.line || (open.fact !== "participants" && open.fact !== "apologies")) return false;
  const names = splitList(text.slice(text.indexOf(":") + 1));
  return names.every((name) => isFullName(name.replace(/\s*[([].*/, "")));
}

/** Columns set apart by blanks: "Asha Mwangi      The Mill" as "Asha Mwangi | The Mill". */
export function withColumns(line: TextLine): string {
  const raw = line.source.spans.length === 1 ? (line.source.spans[0]?.text ?? "") : "";
  return raw.includes("   ") || raw.includes("\t") ? raw.trim().replace(/ {3,}|\t+/g, " | ") : line.text;
}

export function partsOf(text: string): Parts | null {
  if (!mayBeLabel(text)) return null;
  const match = LINE.exec(text.slice(0, 80));
  const label = match?.[1];
  if (match === null || label === undefined || label.split(" ").length > 7) return null;
  const fact = factOf(label);
  if (fact === null) return null;
  // "Present – Asha Mwangi" is a label; "Minutes – River Group" is a title.
  const colon = /[:：]/.test(text.slice(label.length, label.length + 3));
  if (!colon && !DASHED.has(fact)) return null;
  return { fact, label, value: text.slice(match[0].length - (match[2]?.length ?? 0)).trim() };
}

/** A look at the first characters before the full form is tried: a colon or a dash after one to 64 of them. */
function mayBeLabel(text: string): boolean {
  for (let at = 1; at <= 64 && at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 58 || code === 0x2013 || code === 0x2014 || code === 0xff1a) return true;
    if (code === 32 && text.charCodeAt(at + 1) === 45 && text.charCodeAt(at + 2) === 32) return true;
  }
  return false;
}

/** The fact that a label announces, null for all other words. */
export function factOf(label: string): Fact | null {
  const known = FACT_BY_LABEL.get(label);
  if (known !== undefined) return known;
  const fact = label.length > 80 ? null : factFromWords(label);
  if (FACT_BY_LABEL.size > KEPT) FACT_BY_LABEL.clear();
  if (label.length <= 80) FACT_BY_LABEL.set(label, fact);
  return fact;
}

/** Labels and speakers' names come again on line after line; so many are kept. */
const KEPT = 3000;
const FACT_BY_LABEL = new Map<string, Fact | null>();

function factFromWords(label: string): Fact | null {
  const folded = foldTitle(label);
  if (folded === "" || folded.length > 60) return null;
  for (const [fact, form] of FORMS) if (form.test(folded)) return fact;
  const role = roleOf(folded);
  if (role === "participants" || role === "apologies" || role === "next-meeting" || role === "agenda") return role;
  return role === "actions" ? "actions" : null;
}
