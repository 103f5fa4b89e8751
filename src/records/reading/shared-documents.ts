/** Documents that were shared: by whom, to whom, where they are. */

import type { ReadDocument } from "../report.ts";
import { everyMatch } from "./every-match.ts";
import { MAY } from "./hints.ts";
import { type Known, namesIn, withoutArticle } from "./named.ts";
import { recipientOf } from "./owner.ts";
import { lineAt, type Passage, type PassageLink } from "./passage.ts";
import type { Role } from "./section-role.ts";
import type { Turn } from "./turns.ts";

const NOUN =
  "(?:documents?|drafts?|questionnaires?|reports?|slides?|decks?|presentations?|papers?|papers|notes?|minutes|communiqu[eé]s?|letters?|statements?|proposals?|outlines?|spreadsheets?|surveys?|templates?|concept note|charters?|guidelines?|guidance|agenda|summar(?:y|ies)|recordings?|brief(?:ing)?s?|compilations?|terms of reference|work ?plan|roadmap|programme|cuestionario|documento|informe|rapport|note)";
/** Addresses under which documents lie, rather than pages, issues or calls. */
const PLACE =
  /(?:docs|drive|sheets|slides|forms)\.google\.|\.(?:pdf|docx?|odt|pptx?|odp|xlsx?|ods|csv|rtf)(?:$|[?#])|dropbox\.com|sharepoint|onedrive|1drv\.ms|etherpad|hackmd|hedgedoc|cryptpad|overleaf|nextcloud|box\.com\/s|zenodo|notion\.|slideshare|\/pad\//i;
const TITLED = new RegExp(
  `\\b(?:the|an?|his|her|their|our|this|these|le|la|el|un|una)\\s((?:(?!(?:the|an?|to|that)\\s)[\\p{L}\\d'’-]+\\s){0,4}?${NOUN}(?:\\s${NOUN})*(?:\\s(?:on|for|of|about)\\s(?:the\\s)?(?:[\\p{L}\\d'’+-]+\\s?){1,5})?)`,
  "iu",
);
const MADE_BY =
  /\b(?:prepared|drafted|written|presented|shared|circulated|sent|compiled|made|authored|proposed|uploaded)\sby\s((?:[Cc]o-[Cc]hair\s|[Tt]he\s)?\p{Lu}[\p{L}.'’-]*(?:\s\p{Lu}[\p{L}.'’-]*){0,3})/u;
const SHARED =
  /^(?<who>\p{Lu}[^,.;:]{1,60}?)\s(?:has\s|have\s|also\s)?(?:shared|circulated|sent|uploaded|distributed|submitted|posted)\s(?<what>(?:the|an?|his|her|their)\s[^.;:]{3,120}?)(?=\s(?:to|with|on|by|in|for|via|among)\b|[.,;:]|$)/u;

/** Documents of one section: links to documents, what a list of documents names, and what somebody shared. */
export function documentsIn(
  passages: readonly Passage[],
  role: Role,
  turns: readonly Turn[],
  known: Known,
): ReadDocument[] {
  const found: ReadDocument[] = [];
  const speakers = new Map(turns.map((turn) => [turn.passage, turn.speaker]));
  for (const [index, passage] of passages.entries()) {
    if (passage.place === "heading") continue;
    const before = passages[index - 1];
    const links = linksOf(passage);
    for (const link of links) {
      if (role !== "documents" && !PLACE.test(link.href)) continue;
      found.push(linked(passage, link, before, speakers, known));
    }
    if (links.length === 0 && role === "documents")
      found.push({ title: passage.text.trim(), by: null, to: null, href: null, line: passage.line });
    else if (links.length === 0) for (const document of sharedIn(passage, known)) found.push(document);
  }
  return found;
}

/** A link's own words are its title; a bare address takes what is said before it. */
function linked(
  passage: Passage,
  link: PassageLink,
  before: Passage | undefined,
  speakers: ReadonlyMap<Passage, string>,
  known: Known,
): ReadDocument {
  const named =
    link.text.trim() !== "" &&
    !/^(?:https?:|www\.)|^\W*$|^(?:here|link|this|document|doc|ici|aquí)$/i.test(link.text.trim());
  const alone = passage.text.length - link.text.length < 12;
  // A link alone on its line belongs to the sentence that leads up to it.
  const context = alone && before !== undefined && /[:：]\s*$/.test(before.text) ? before : passage;
  const words = (context === passage ? passage.text.slice(Math.max(0, link.at - 300), link.at) : context.text).slice(
    -600,
  );
  const by = MADE_BY.exec(words)?.[1]?.replace(/^[Tt]he\s/, "") ?? speakers.get(context) ?? null;
  return {
    title: named ? link.text.trim() : (TITLED.exec(words)?.[1]?.trim() ?? null),
    by: by === null ? null : (known.person(by.replace(/^[Cc]o-[Cc]hair\s/, "")) ?? by),
    to: sentTo(words),
    href: link.href === "" || link.href === "#" ? null : link.href,
    line: lineAt(passage, link.at),
  };
}

const sentTo = (words: string): string | null => {
  const to = recipientOf(words);
  return to === null ? null : withoutArticle(to);
};

/** "Ann circulated the draft to the members." */
function sharedIn(passage: Passage, known: Known): ReadDocument[] {
  if ((passage.hints & MAY.share) === 0) return [];
  const match = SHARED.exec(passage.text.slice(0, 400));
  if (match?.groups?.who === undefined || match.groups.what === undefined || !ENDS_IN_DOCUMENT.test(match.groups.what))
    return [];
  const who = namesIn(match.groups.who, known);
  if (who === null) return [];
  const title = withoutArticle(match.groups.what.replace(/^(?:his|her|their)\s/, ""));
  return [
    {
      title,
      by: who.map((name) => known.person(name) ?? name).join(", "),
      to: sentTo(passage.text.slice(0, 600)),
      href: null,
      line: passage.line,
    },
  ];
}
const ENDS_IN_DOCUMENT = new RegExp(`\\b${NOUN}\\b`, "i");

const BARE = /\bhttps?:\/\/[^\s<>"'“”‘’]+/g;

/** Marked links and bare addresses. */
function linksOf(passage: Passage): PassageLink[] {
  if (passage.links.length > 0 || !passage.text.includes("://")) return passage.links;
  return everyMatch(passage.text, BARE)
    .slice(0, 200)
    .map((match) => {
      const href = match[0].replace(/[.,;:!?)]{1,4}$/, "");
      return { href, text: href, at: match.index };
    });
}
