import { slugFrom } from "../../people/slug.ts";
import type { Act } from "../report.ts";

/** One person or body taking the word once, as this reader may see it. */
export type Said = {
  id: number;
  heading: string;
  speaker: string;
  personSlug: string | null;
  bodySlug: string | null;
  onBehalf: string | null;
  act: Act;
  words: string;
  saidOn: string | null;
  fromAddress: string;
  blockNumber: number;
};

/** Numbers, letters and words that only place a heading in its report: "3.", "B)", "IV -", "Item 2:". */
const LABEL =
  /^\s*(?:(?:agenda\s+)?(?:item|point|topic|section|punto|point à l'ordre du jour)\s*(?:no\.?|n°|#)?\s*)?(?:\(?(?:\d{1,3}(?:\.\d{1,3})*|[a-z]|[ivx]{1,6})\s*[.):–—-]+\s*)+/iu;
const LABEL_WITH_SPACE = /^\s*(?:agenda\s+)?(?:item|point|topic|section)?\s*\d{1,3}(?:\.\d{1,3})*\s+(?=\p{L})/iu;
/** What stands in brackets explains this once; what follows tells that it is the rest. */
const ASIDE = /\s*[([{][^)\]}]*[)\]}]/gu;
const CONTINUED = /[\s,:;–—-]*\b(?:cont(?:inued|['’]?d|\.)?|suite|part\s+\d+)\.?\s*$/iu;
/** Words that join others and vary from report to report. */
const SMALL = new Set([
  "the",
  "a",
  "an",
  "of",
  "on",
  "for",
  "from",
  "by",
  "and",
  "behalf",
  "to",
  "in",
  "with",
  "at",
  "le",
  "la",
  "les",
  "de",
  "du",
  "des",
  "et",
]);
const LAST_ITEM =
  /^(?:aob|a-o-b|any-other-business|any-other-matters|other-business|other-matters|divers|questions-diverses)$/;

/**
 * What a heading is filed under, over the years: without its number or letter, case, accents, asides in brackets, joining
 * words and plural endings. "B) Updates from the IGF Secretariat (EGM)" and "Update of the IGF secretariat" are one.
 */
export function headingKey(heading: string): string {
  const plain = heading.replace(/[*_`#]/g, "").replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  const bare = plain.replace(LABEL, "").replace(LABEL_WITH_SPACE, "");
  const short = (bare || plain).replace(ASIDE, " ").replace(CONTINUED, "");
  const whole = slugFrom(short.trim() || plain, "untitled");
  if (LAST_ITEM.test(whole)) return "any-other-business";
  const words = whole.split("-").filter((word) => !SMALL.has(word));
  return words.map(singular).join("-") || whole;
}

/** English plurals are most of the small differences: "priorities" and "priority", "sessions" and "session". */
function singular(word: string): string {
  if (word.length > 5 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !/(?:ss|us|is)$/.test(word) ? word.slice(0, -1) : word;
}

/** A heading over the years: as it was worded last, how often, from when to when. */
export type HeadingInYears = {
  key: string;
  title: string;
  meetings: number;
  firstOn: string | null;
  lastOn: string | null;
  /** The heading blocks, latest first. */
  blockIds: number[];
};

export type HeadingBlock = { blockId: number; textId: number; title: string; heldOn: string | null };

/** Files headings, given latest first, under their keys: most often used first, then the latest. */
export function headingsInYears(blocks: readonly HeadingBlock[]): HeadingInYears[] {
  const filed = Map.groupBy(blocks, (block) => headingKey(block.title));
  const headings = [...filed].map(([key, same]) => {
    const days = same.flatMap((block) => block.heldOn ?? []);
    return {
      key,
      title: titleOf(same[0]?.title ?? ""),
      meetings: new Set(same.map((block) => block.textId)).size,
      firstOn: days.at(-1) ?? null,
      lastOn: days[0] ?? null,
      blockIds: same.map((block) => block.blockId),
    };
  });
  return headings.sort(
    (a, b) => b.meetings - a.meetings || (b.lastOn ?? "").localeCompare(a.lastOn ?? "") || (a.key < b.key ? -1 : 1),
  );
}

/** The words of a heading without the number that it had in one report. */
const titleOf = (title: string): string => title.replace(LABEL, "").replace(LABEL_WITH_SPACE, "").trim() || title;
