/** The head of a report: its title, its group, and the lines among which day, number, time and roles stand. */
import type { Entry } from "./entry.ts";
import { splitLabel } from "./heading-form.ts";
import { factOf, type Labelled, partsOf } from "./labelled.ts";
import type { Outline, Section } from "./outline.ts";
import { roleOf } from "./section-role.ts";
import { datesIn } from "./written-date.ts";

export type HeadLine = { text: string; line: number };
export type Head = { title: string | null; titleLine: number | null; group: string | null; lines: HeadLine[] };

const GROUP_WORDS =
  /\b(?:working group|wg|committee|council|board|task ?force|team|group|forum|assembly|commission|sig|community|consortium|comit[eé]|groupe|grupo|consejo|conseil)\b/i;
const MEETING_WORDS =
  /\b(?:meeting|minutes|telecon\w*|call|conference|summary report|record|notes|session|(?:ré|re)union|reuni[oó]n|acta|compte[ -]rendu|proc[eè]s[ -]verbal|agenda)\b/i;

export function headOf(outline: Outline, labelled: readonly Labelled[]): Head {
  const lines = headLines(outline);
  const found = titleOf(outline, labelled);
  return {
    title: found?.text ?? null,
    titleLine: found?.line ?? null,
    group: groupOf(found?.text ?? null, outline, labelled),
    lines,
  };
}

/** Lines before the first list of people, agenda or matter: titles, their paragraphs, and sections of logistics. */
function headLines(outline: Outline): HeadLine[] {
  const lines: HeadLine[] = [];
  for (const [index, section] of outline.sections.entries()) {
    const isHead = section.role === "preface" || section.role === "title" || isDateHeading(section);
    if (!isHead && !(section.role === "service" && index < 6)) {
      if (section.role === "item" && index > 1) break;
      continue;
    }
    if (section.title !== "") lines.push({ text: section.title, line: section.line });
    for (const entry of section.entries.slice(0, 30)) {
      if (entry.cells.length > 0) lines.push({ text: entry.cells.join(": "), line: entry.line });
      else for (const line of entry.lines) lines.push({ text: line.text, line: line.line });
    }
    if (lines.length > 60) break;
  }
  return lines;
}

const isDateHeading = (section: Section): boolean => {
  const date = section.title === "" ? undefined : datesIn(section.title)[0];
  return date !== undefined && date.words.length * 2 > section.title.length;
};

/** Nothing but day, hour and zone: "12:00 UTC 22nd February 2018". */
function isOnlyDate(section: Section): boolean {
  if (!isDateHeading(section)) return false;
  let rest = section.title;
  for (const date of datesIn(rest).reverse()) rest = rest.slice(0, date.at) + rest.slice(date.end);
  return !/\p{L}{3}/u.test(rest.replace(/\b[A-Z]{2,4}T?\b/, ""));
}

function titleOf(outline: Outline, labelled: readonly Labelled[]): HeadLine | null {
  const preface = outline.sections[0];
  const first = titleSection(outline);
  const opening = preface === undefined ? null : openingLine(preface);
  if (opening !== null) return opening;
  if (first?.role === "title" && !isOnlyDate(first)) return { text: first.title, line: first.line };
  const title = outline.sections.find((section) => section.role === "title" && !isOnlyDate(section));
  if (title !== undefined) return { text: title.title, line: title.line };
  const stated = labelled.find((each) => each.fact === "title" && each.value !== "" && each.line < 20);
  if (stated !== undefined) return { text: stated.value, line: stated.line };
  const bare = outline.sections.length > 3 ? firstLine(preface) : null;
  if (bare !== null && outline.fields.title === undefined && outline.fields.subject === undefined) return bare;
  const field = (outline.fields.title ?? subjectOf(outline.fields.subject ?? outline.fields.objet))?.trim();
  return field === undefined || field === "" ? null : { text: field, line: 1 };
}

/** The first heading; where it is a bare day and nothing stands under it, and the next is a title too, the next. */
function titleSection(outline: Outline): Section | undefined {
  const [, first, second] = outline.sections;
  const isBareDay = first !== undefined && first.entries.length === 0 && isDateHeading(first);
  return isBareDay && second?.role === "title" && second.level <= first.level ? second : first;
}

/** A short first line above everything else, where nothing better is found. */
function firstLine(preface: Section | undefined): HeadLine | null {
  const entry = preface?.entries[0];
  const line = entry?.lines[0];
  if (entry?.kind !== "paragraph" || line === undefined || line.text.length > 90 || !/^\p{Lu}/u.test(line.text))
    return null;
  if (/[.;!?,:]$/.test(line.text) || partsOf(line.text) !== null || datesIn(line.text).length > 0) return null;
  return { text: line.text, line: line.line };
}

/** The subject of a mail without what lists and answers put before it. */
const subjectOf = (subject: string | undefined): string | undefined =>
  subject?.replace(/^(?:\s*(?:re|fwd?|aw|tr|rv)\s*:|\s*\[[^\]]{1,40}\])+\s*/i, "");

/** A first paragraph that reads like a title: short, no sentence, with a word for a group or a meeting in it. */
function openingLine(preface: Section): HeadLine | null {
  for (const entry of preface.entries.slice(0, 4)) {
    if (entry.kind !== "paragraph") return null;
    const found = titleIn(entry);
    if (found !== null) return found;
    if (entry.text.length > 200) return null;
  }
  return null;
}

/** "Minutes of the meeting held on 5 May at 7 p.m.": a title although a stop ends it. */
const OPENS_AS_TITLE =
  /^(?:(?:draft|approved) )?(?:minutes|notes|report|record|summary|proceedings) (?:of|from)\b[^.]*(?:\d\.\d[^.]*)?\.$/i;

function titleIn(entry: Entry): HeadLine | null {
  const line = entry.lines[0];
  if (line === undefined || line.text.length > 140) return null;
  const whole =
    entry.lines.length > 1 && /^\p{Lu}[^.]*$/u.test(entry.text) && entry.text === entry.text.toUpperCase()
      ? entry.text
      : line.text;
  if (factOf(whole.split(":")[0] ?? "") !== null && whole.includes(":")) return null;
  const stopped = /[.;!?,]$/.test(whole) && !(OPENS_AS_TITLE.test(whole) && datesIn(whole).length > 0);
  if (stopped || roleOf(whole) !== "item") return null;
  if (!GROUP_WORDS.test(whole) && !MEETING_WORDS.test(whole)) return null;
  return /\b(?:is|are|was|were|will|has|have|been)\b/i.test(whole)
    ? null
    : { text: splitLabel(whole).title, line: line.line };
}

const CUT: RegExp[] = [
  /\s*[([](?:draft|final|approved|online|virtual|unapproved|remote|teleconference|telco|public|zoom)[)\]]/gi,
  /\b(?:draft|approved|final|unofficial|provisional|summary) (?=minutes|report|notes|agenda|record)/gi,
  /^(?:(?:meeting )?(?:minutes|notes|report|record|summary|agenda|acta|compte[- ]rendu|proc[eè]s[- ]verbal)(?: (?:and notes|and minutes))?\b(?:\s*(?:of|for|from|from the|de la|de|du|[-–—:]))?(?:\s+(?:the|a))?(?:\s+(?:meeting|call|session)\s+of(?: the)?)?)\s*/i,
  /\b(?:regular|monthly|weekly|bi-?weekly|fortnightly|quarterly|annual|general|ordinary|extraordinary|special|virtual|online|face[- ]to[- ]face|f2f|kick[- ]?off|community) (?=(?:meeting|call|telecon|session|conference)\b)/gi,
  /\b(?:meetings?|calls?|telecon(?:ference)?s?|conference calls?|sessions?|minutes|notes|record|report|agenda|r[eé]union|reuni[oó]n|summary|sync|held)\b.*$/i,
  /\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b(?: \d{4})?\s*$/i,
  /(?:\bno\.?\s*|#)\d+\s*$/i,
];

/** The title without its day, its number and its words for a meeting; null where nothing is left. */
function groupOf(title: string | null, outline: Outline, labelled: readonly Labelled[]): string | null {
  const stated = labelled.find((each) => each.fact === "group" && each.value !== "" && each.line < 25);
  if (stated !== undefined) return stated.value;
  const own = title === null ? null : cutToGroup(title);
  if (own !== null && own !== "" && (GROUP_WORDS.test(own) || own.length > 5)) return own;
  for (const line of headLines(outline).slice(0, 8)) {
    if (!GROUP_WORDS.test(line.text) || line.text.length > 120) continue;
    const cut = cutToGroup(line.text);
    if (cut !== null && GROUP_WORDS.test(cut) && cut.split(" ").length < 14) return cut;
  }
  return own === "" ? null : own;
}

function cutToGroup(title: string): string | null {
  let text = title;
  for (const date of datesIn(title).reverse()) text = `${text.slice(0, date.at)} ${text.slice(date.end)}`;
  text = text
    .replace(/,?\s*\b\d{1,2}(?:[:.h]\d\d)?\s?(?:[ap]\.?m\b.*|h\b.*|UTC.*|GMT.*)$/i, "")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^[-–—:,\s]+/, "");
  for (const form of CUT) {
    const cut = text.replace(form, " ").trim();
    if (/\p{L}{2}/u.test(cut) || form === CUT[4]) text = cut;
  }
  text = text
    .replace(/\(\s*\)/g, "")
    .replace(/\s+/g, " ")
    .replace(/[\s,:;–—-]+$/, "")
    .replace(/^(?:the|of|for)\s+/i, "")
    .trim();
  return /\p{L}{2}/u.test(text) ? text : null;
}
