/** Events and opportunities that a record mentions: what, when, how certain, where to read more. */

import type { ReadEvent } from "../report.ts";
import { everyMatch } from "./every-match.ts";
import { MAY } from "./hints.ts";
import { lineAt, type Passage } from "./passage.ts";
import { type Sentence, sentencesOf } from "./sentence.ts";
import { datesIn, isoDay, type WrittenDate } from "./written-date.ts";

/** A cheap look: an event, or a chance to take part in something, stands near its day. */
const EVENT =
  /\b(?:conference|congress|summit|forum|workshop|webinar|seminar|symposium|roundtable|round table|debate|consultations?|hearing|launch(?:ed)?|hackathon|hackfest|training|course|plenary|assembly|session|town hall|day|week|festival|exhibition|open house|meetup|face-to-face|f2f|retreat|anniversary|election|call for (?:proposals|papers|inputs?|comments|contributions|nominations)|deadline|registration|nominations?|submissions?|applications?|conférence|atelier|foro|conferencia|taller|cumbre|scheduled|held|takes? place|taking place|open until|closes?)\b/i;
const MONTH_OR_NUMBER = /\d/;
/** Days of this series are kept elsewhere: the meeting itself and the next one. */
const OWN =
  /\b(?:next|this|previous|last|following|our) (?:\p{L}+ ){0,3}?(?:meeting|call|telecon|session)\b|\bminutes\b|\bmeeting (?:was held|of)\b/iu;

const PROPOSED =
  /\b(?:propos\w+|suggest\w+|could|might|may be|possibly|perhaps|tentative(?:ly)?|option(?:s|al)?|tbc|to be confirmed|considering)\b/i;
const EXPECTED =
  /\b(?:expected|planned|plans?|aim(?:s|ing)?|target(?:ed|ing)?|anticipated|likely|should|hop(?:e|es|ing)|intend(?:s|ed)?|prévu|previsto)\b/i;

/** Events of one passage, one for each day (or run of days) that a sentence names. */
export function eventsIn(passage: Passage, meetingOn: string | null): ReadEvent[] {
  if ((passage.hints & MAY.event) === 0 || !MONTH_OR_NUMBER.test(passage.text)) return [];
  const found: ReadEvent[] = [];
  for (const sentence of sentencesOf(passage.text)) {
    if (sentence.text.length > 2000 || !EVENT.test(sentence.text) || OWN.test(sentence.text)) continue;
    let from = 0;
    for (const date of datesIn(sentence.text)) {
      const event = eventAt(passage, sentence, date, from, meetingOn);
      if (event !== null) found.push(event);
      from = date.end;
    }
  }
  return found;
}

function eventAt(
  passage: Passage,
  sentence: Sentence,
  date: WrittenDate,
  from: number,
  meetingOn: string | null,
): ReadEvent | null {
  const day = isoDay(date, meetingOn === null ? null : Number(meetingOn.slice(0, 4)));
  if (day === null || day === meetingOn) return null;
  const title = titleBefore(sentence.text.slice(from, date.at)) ?? titleAfter(sentence.text.slice(date.end));
  if (title === null) return null;
  const last = date.lastDay === null ? null : `${day.slice(0, 8)}${String(date.lastDay).padStart(2, "0")}`;
  const href =
    passage.links.find((link) => link.href !== "" && link.href !== "#")?.href ??
    ADDRESS.exec(passage.text)?.[0] ??
    null;
  return {
    title,
    date_words: date.words,
    date: day,
    date_end: last,
    certainty: certaintyOf(sentence.text, date.at),
    href,
    line: lineAt(passage, sentence.at + date.at),
  };
}

/** "by 3 May" and "around 3 May" give no fixed day. */
function certaintyOf(text: string, at: number): ReadEvent["certainty"] {
  if (PROPOSED.test(text)) return "proposed";
  const loose = /\b(?:by|around|about|roughly|approximately|vers|hacia)\s(?:the\s)?$/i.test(
    text.slice(Math.max(0, at - 20), at),
  );
  return loose || EXPECTED.test(text) ? "expected" : "fixed";
}

const ADDRESS = /\bhttps?:\/\/[^\s<>"'“”‘’)]+/;

const QUOTED = /["“«]([^"”»]{4,140})["”»](?=[^"“”«»]*$)/;
/** "RightDays is scheduled for …", "the Harbour Forum will be held on …": the words before the verb that sets the day. */
const SET =
  /(?:^|[.,;:(]\s|\b(?:that|and|about|on|of|for|at|to|the|an?|as)\s)((?:the\s|an?\s)?(?:[\p{L}\d+&'’-]+\s){0,7}?[\p{L}\d+&'’-]+)\s(?:is|are|was|were|will|would|shall|takes?|taking|to|has|have|opens?|closes?|ends?|starts?|begins?|scheduled|held|planned|organized|organised|by|due|deadline|:|-|–|—|\()(?:[^.;]{0,90})$/u;
/** "will have a stakeholder consultation on": from the last article to the word before the day. */
const ARTICLE =
  /\b(?:an?|the|its|our|their)\s((?:(?!(?:an?|the|will|is|are|was|were|be|has|have|to)\s)[\p{L}\d+&'’-]+\s){1,7}?)(?:on|in|from|by|for|until|of)\s(?:the\s)?$/iu;
const LEADING = /^(?:the|an?|our|that|and|on|at|for|of|to|about|le|la|el)\s/i;

function titleBefore(words: string): string | null {
  const quoted = QUOTED.exec(words.slice(-400));
  if (quoted?.[1] !== undefined) return quoted[1].trim();
  const tail = words.slice(-220);
  const named = nameIn(tail);
  if (named !== null) return named;
  const article = ARTICLE.exec(tail)?.[1]?.trim();
  if (article !== undefined && EVENT.test(article)) return article;
  const set = SET.exec(tail)?.[1]?.trim();
  const title =
    set === undefined
      ? tail
          .replace(/\s(?:on|in|for|by|from|at|of|until|the|due|is|are)\s*(?:the\s)?$/i, "")
          .replace(/[\s(:,–—-]+$/, "")
          .trim()
      : set;
  const bare = title.replace(LEADING, "").trim();
  return bare.length >= 4 && bare.length <= 140 && EVENT.test(title) && bare.split(" ").length <= 16 ? bare : null;
}

/** The last run of capitalised words before the day that holds a word for an event, or two capitals of its own. */
function nameIn(words: string): string | null {
  let best: string | null = null;
  for (const match of everyMatch(words, RUN)) {
    const run = match[0].replace(LEADING, "").trim();
    const parts = run.split(" ");
    const capitals = parts.filter((part) => /^\p{Lu}/u.test(part)).length;
    if ((capitals > 1 && (EVENT.test(run) || capitals > 2)) || /\p{Lu}\p{Ll}+\p{Lu}/u.test(run)) best = run;
  }
  return best;
}
const RUN =
  /\p{Lu}[\p{L}\d+&'’-]*(?:\s(?:(?:of|on|for|and|the|de|du|des|to|in|with)\s){0,2}\p{Lu}[\p{L}\d+&'’-]*){0,9}/gu;

/** "7 May: training for new members". */
function titleAfter(words: string): string | null {
  const match = /^\s?(?:[:–—-]\s|,\s)((?:[\p{L}\d+&'’-]+\s?){2,10})/u.exec(words.slice(0, 160));
  const title = match?.[1]?.trim();
  return title !== undefined && EVENT.test(title) ? title : null;
}
