/** Who speaks in a sentence. Being mentioned is not speaking: only the subject of a verb of speech speaks. */

import type { Act } from "../report.ts";
import { isBody, isPersonName, isUpper, type Known, startsName, withoutArticle, wordsOf } from "./named.ts";
import { BETWEEN, BODY_STANCES, SPEECH_ACTS, SPOKEN_OBJECTS, STANCES } from "./speech-verbs.ts";

/** `pronoun`: "He added …" goes on with the last speaker. `at`: where the words of the speaker stand. */
export type Said = {
  spokenAs: string;
  pronoun: boolean;
  body: boolean;
  onBehalf: string | null;
  act: Act;
  past: boolean;
  at: number;
};

/** Names and titles before the verb; longer subjects are prose. */
const MAX_SUBJECT_WORDS = 9;
const PRONOUNS = new Set(["he", "she", "they", "il", "elle", "él", "ella"]);
const TITLES = new Set(
  "mr mrs ms dr prof professor ambassador amb chair co-chair cochair chairman chairperson chairwoman secretary minister president moderator facilitator co-facilitator hon sir madam m mme the".split(
    " ",
  ),
);

/**
 * Everybody who begins to speak in one sentence, in order: at its head ("Ann noted"), after a comma or a semicolon that
 * names a subject anew ("…; she also stressed"), in brackets ("(Ben noted …)") and after "that" or "as" never.
 */
export function saidIn(sentence: string, known: Known): Said[] {
  const said: Said[] = [];
  for (const at of openings(sentence)) {
    const found = subjectAt(sentence, at, known);
    if (found === null) continue;
    // Inside a sentence only a fresh name counts; "and she said" within someone's words may be reported speech.
    if (at > 0 && (found.body || (!found.past && known.person(found.spokenAs) === null))) continue;
    said.push(found);
  }
  return said;
}

/** "AB: text", "[ann] text", "<ann> text", "Ann - text": the label of a turn and where its words begin. */
export function labelOf(text: string, known: Known): { name: string; from: number } | null {
  const head = text.length > 120 ? text.slice(0, 120) : text;
  if (!mayBeLabel(head)) return null;
  const match = LABEL.exec(head);
  if (match === null) return null;
  const name = (match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? "").trim();
  if (name === "") return null;
  const from = match[0].length;
  if (match[2] !== undefined) return { name, from };
  if (known.person(name) !== null) return { name, from };
  if (match[3] !== undefined) return null;
  if (match[5] !== undefined) return isInitials(name) ? { name, from } : null;
  return isInitials(name) || (name.includes(" ") && !isBody(name) && isPersonName(name, known)) ? { name, from } : null;
}

/** A label ends in a colon, a bracket or a dash after at most five words: a look before the expression. */
function mayBeLabel(head: string): boolean {
  let at = 0;
  while (at < head.length && head.charCodeAt(at) <= 32) at += 1;
  const sign = head.charCodeAt(at);
  if (sign === 91 || sign === 60 || sign === 64 || sign > 126) return true;
  let spaces = 0;
  for (; at < head.length; at += 1) {
    const code = head.charCodeAt(at);
    if (code === 58 || code === 40 || code === 0x2013 || code === 0x2014) return true;
    if (code <= 32) {
      spaces += 1;
      if (spaces > 6) return false;
      if (head.charCodeAt(at + 1) === 45 && head.charCodeAt(at + 2) === 32) return true;
    } else if (code < 127 && !inLabel(code)) return false;
  }
  return false;
}

/** ASCII letters and digits, and . ' _ - within words. */
const inLabel = (code: number): boolean =>
  ((code | 32) >= 97 && (code | 32) <= 122) ||
  (code >= 48 && code <= 57) ||
  code === 46 ||
  code === 39 ||
  code === 95 ||
  code === 45;

const LABEL =
  /^\s*(?:\[([^[\]]{1,40})\]\s*|<([^<>\s]{1,30})>\s*|@?([\p{L}][\p{L}\p{M}.'’-]{0,24}(?: [\p{L}][\p{L}\p{M}.'’-]{0,24}){0,3}) (?:-|–|—) |@?([\p{L}\p{N}_][\p{L}\p{M}\p{N}.'’_-]{0,24} [\p{L}][\p{L}\p{M}.'’-]{0,24}(?: [\p{L}][\p{L}\p{M}.'’-]{0,24}){0,2})(?: \([^()]{1,60}\))?\s?:(?:\s+|$)|@?([\p{L}\p{N}_][\p{L}\p{M}\p{N}.'’_-]{0,24})(?: \([^()]{1,60}\))?\s?:(?:\s+|$))/u;

/** "AB", "ABC", and "aB" or "AdB" as people sign. */
const isInitials = (name: string): boolean => /^(?:\p{Lu}{2,3}|\p{L}{1,2}\p{Lu}\p{L}?)$/u.test(name);

/** Places where a new subject may stand: the head, after ", ", "; ", "(", " - " and after "and". */
function openings(sentence: string): number[] {
  const places = [0];
  OPENING.lastIndex = 0;
  for (let match = OPENING.exec(sentence); match !== null && places.length < 40; match = OPENING.exec(sentence)) {
    places.push(match.index + match[0].length);
  }
  return places;
}
const OPENING = /(?:[,;]\s(?:and\s|while\s|but\s|whereas\s|as\s)?|\(|\s[-–—]\s|\sand\s|\swhile\s)(?=\p{Lu})/gu;

/** A sentence that begins in small letters, or with a number, begins with nobody's name. */
const MAY_SPEAK = /^(?:\W{0,3}\p{Lu}|he |she |they |\p{Ll}{1,3}\p{Lu}|\p{Ll}+ \p{Lu}|il |elle )/u;

function subjectAt(sentence: string, at: number, known: Known): Said | null {
  if (at === 0 && !MAY_SPEAK.test(sentence)) return null;
  const head = sentence.slice(at, at + 260);
  const lead = LEAD.exec(head);
  // "On the model, Ann said": a lead-in before the subject, at the head of the sentence only.
  const skipped = at === 0 && lead !== null ? lead[0].length : 0;
  const direct = subjectOf(head, known, at);
  if (direct !== null || skipped === 0) return direct;
  return subjectOf(head.slice(skipped), known, at + skipped);
}
const LEAD =
  /^(?:(?:On|In|As|For|With|Regarding|Concerning|About|After|Before|At|To|From|Following|During|Sobre|En|Sur|Concernant|Finally|Then|Lastly|Secondly|Firstly|First|Second|Third|Later|Additionally|Also|Furthermore|Moreover|Meanwhile|However|Next|Again|Here|Today|Speaking|Referring|Responding|Replying|Answering|Turning)\b[^,.;:()]{0,120},\s+)(?=\p{Lu}|he |she )/u;

/** The first word in small letters after a run of capitalised ones. */
const QUICK =
  /^\W{0,3}(?:\p{Lu}[^\s,(]{0,40}\s(?:(?:de|da|van|von|der|of|from|for|the|and|on|la|del|dos|al|bin)\s(?:the\s)?(?=\p{Lu}))?){1,9}(\p{Ll}[\p{L}-]*)/u;

/** Whether a word may stand between a speaker's name and what is said: a cheap look before the names are read. */
function mayFollow(word: string): boolean {
  if (SPEECH_ACTS.has(word) || BETWEEN.has(word) || TITLES.has(word) || word.endsWith("ly")) return true;
  return /^(?:was|were|is|remained|repr|deleg|del|d[ée]l|distinguished)/.test(word);
}

function subjectOf(head: string, known: Known, at: number): Said | null {
  const lead = QUICK.exec(head)?.[1];
  if (lead !== undefined && !mayFollow(lead)) return null;
  const words = wordsOf(head, MAX_SUBJECT_WORDS);
  const first = words[0];
  if (first === undefined || first.at > 3) return null;
  const lower = first.word.toLowerCase();
  if (PRONOUNS.has(lower)) {
    const spoke = actAfter(head, words, 1);
    return spoke === null ? null : { spokenAs: first.word, pronoun: true, body: false, onBehalf: null, ...spoke, at };
  }
  if (!isUpper(first.word) && known.person(first.word) === null) return null;
  const delegate = DELEGATE.exec(head);
  if (delegate !== null) return delegateSays(head, delegate, at);
  return namedSays(head, words, known, at);
}

/** "The representative of Kenya said": the body speaks. */
const DELEGATE =
  /^(?:The|One|A|Le|La|El)\s(?:representatives?|delegates?|delegation|d[ée]l[ée]gu[ée]e?|repr[ée]sentante?|delegado|delegada|representante|distinguished representative)\s(?:of|from|for|de|du|del)\s(?:the\s|la\s|l['’])?(\p{Lu}[\p{L}\p{M}'’.-]*(?:\s(?:of|and|the|de|del|y)?\s?\p{Lu}[\p{L}\p{M}'’.-]*){0,4})\s/u;

function delegateSays(head: string, delegate: RegExpExecArray, at: number): Said | null {
  const rest = head.slice(delegate[0].length);
  const spoke = actAfter(rest, wordsOf(rest, 6), 0);
  if (spoke === null) return null;
  const body = delegate[1] ?? "";
  return { spokenAs: body, pronoun: false, body: true, onBehalf: body, ...spoke, at };
}

/** One or more capitalised words, perhaps with a title before and a body in brackets after, then a verb of speech. */
function namedSays(
  head: string,
  words: readonly { word: string; at: number }[],
  known: Known,
  at: number,
): Said | null {
  let from = 0;
  while (from < 3 && TITLES.has((words[from]?.word ?? "").toLowerCase().replace(/\.$/, ""))) from++;
  const start = words[from];
  if (start === undefined) return null;
  const titled = from > 0 && words[0]?.word.toLowerCase() !== "the";
  let to = from;
  while (to < words.length && to - from < 7 && partOfName(words, to, head)) to++;
  const last = words[to - 1];
  if (to === from || last === undefined) return null;
  const name = head.slice(start.at, last.at + last.word.length);
  const after = head.slice(last.at + last.word.length);
  const aside = ASIDE.exec(after) ?? (to - from > 1 ? OF_BODY.exec(after) : null);
  const asideLength = aside?.[0].length ?? 0;
  const rest = head.slice(last.at + last.word.length + asideLength);
  const spoke = actAfter(rest, wordsOf(rest, 8), 0);
  if (spoke === null) return null;
  const person = known.person(name) !== null;
  const body = !person && !titled && (isBody(head.slice(0, last.at + last.word.length)) || isBody(name));
  if (!person && !body && !titled && !isPersonName(name, known)) return null;
  if (!person && !body && !name.includes(" ") && !startsName(name)) return null;
  return { spokenAs: withoutArticle(name), pronoun: false, body, onBehalf: asideBody(aside), ...spoke, at };
}

/** A word that goes on with a name: capitalised, or a particle between capitalised words; a comma or bracket ends it. */
function partOfName(words: readonly { word: string; at: number }[], index: number, head: string): boolean {
  const word = words[index];
  const before = words[index - 1];
  if (word === undefined) return false;
  if (before !== undefined && !/^\s$/.test(head.slice(before.at + before.word.length, word.at))) return false;
  if (isUpper(word.word)) return true;
  const next = words[index + 1];
  return before !== undefined && next !== undefined && isUpper(next.word) && NAME_PARTICLE.test(word.word);
}
const NAME_PARTICLE = /^(?:de|da|do|dos|del|della|van|von|der|den|la|le|bin|al|el|ben|du|of|for|and|the|on)$/;

/** "(Switzerland)", ", on behalf of the IX Forum," and ", IX Forum," between a name and its verb. */
const ASIDE =
  /^(?:\s?\(([^()]{1,80})\)|,\s(?:speaking\s)?(?:on behalf of|for|representing|from)\s(?:the\s)?([^,]{2,60}),|,\s([^,]{2,50}),)/u;

/** "Ann Bee of the Reed Trust noted": after a full name only, for "Ministry of Rivers" is a name itself. */
const OF_BODY =
  /^\s(?:of|from)\s(?:the\s)?(\p{Lu}[\p{L}\p{M}'’.&-]*(?:\s(?:(?:of|and|for|the|de)\s)?\p{Lu}[\p{L}\p{M}'’.&-]*){0,6})(?=\s\p{Ll})/u;

function asideBody(aside: RegExpExecArray | null): string | null {
  const words = (aside?.[1] ?? aside?.[2] ?? aside?.[3] ?? "").trim();
  if (words === "" || !isUpper(words) || /\b(?:he|she|they)\/|chair|moderator|online|remote/i.test(words)) return null;
  return withoutArticle(words.replace(/^(?:on behalf of|for|from)\s/i, ""));
}

type Spoke = { act: Act; past: boolean };

/** The act of the verb that follows, past adverbs and auxiliaries; null where no verb of speech does. */
function actAfter(text: string, words: readonly { word: string; at: number }[], from: number): Spoke | null {
  for (let index = from; index < words.length && index < from + 5; index++) {
    const { word, at } = words[index] ?? { word: "", at: 0 };
    const lower = word.toLowerCase();
    if (index === from && from === 0 && at > 2) return null;
    const rest = text.slice(at + word.length + 1, at + word.length + 120);
    const act = SPEECH_ACTS.get(lower);
    if (act !== undefined && !/^(?:by|to be)\s/.test(rest)) {
      const object = SPOKEN_OBJECTS.get(lower);
      if (object === undefined || object.test(rest)) return { act, past: !lower.endsWith("s") };
      return null;
    }
    if (lower === "was" || lower === "is" || lower === "were" || lower === "remained") {
      const stance =
        STANCES.get((words[index + 1]?.word ?? "").toLowerCase()) ??
        STANCES.get((words[index + 2]?.word ?? "").toLowerCase());
      return stance === undefined ? null : { act: stance, past: lower !== "is" };
    }
    if (!BETWEEN.has(lower) && !lower.endsWith("ly")) return null;
  }
  return null;
}

/** The body for which a person speaks in these words: "Brazil shares the feeling", "on behalf of the IX Forum". */
export function onBehalfIn(text: string, known: Known): string | null {
  const stated = ON_BEHALF.exec(text);
  if (stated?.[1] !== undefined && known.person(stated[1]) === null) return withoutArticle(stated[1]);
  STANCE_OF.lastIndex = 0;
  for (let match = STANCE_OF.exec(text); match !== null; match = STANCE_OF.exec(text)) {
    const body = match[1] ?? "";
    if (!BODY_STANCES.has(match[2] ?? "") || known.person(body) !== null) continue;
    const alone = !body.includes(" ") && !startsName(body) && !isBody(body);
    if (!alone) return withoutArticle(body);
  }
  return null;
}
const ON_BEHALF =
  /\b(?:[Oo]n behalf of|[Ss]peaking for|[Rr]epresenting|[Aa]u nom d[eu]|[Ee]n nombre de)\s(?:the\s|la\s|l['’])?(\p{Lu}[\p{L}\p{M}\p{N}.'’+-]*(?:\s(?:of\s|for\s|on\s|and\s|the\s|de\s)?\p{Lu}[\p{L}\p{M}\p{N}.'’+-]*){0,5})/u;
/** A body as subject after a comma or "that": "…, Brazil shares the feeling". */
const STANCE_OF =
  /(?:,|\bthat|;)\s(?:the\s)?(\p{Lu}[\p{L}\p{M}.'’-]*(?:\s\p{Lu}[\p{L}\p{M}.'’-]*){0,3})\s(?:also\s|fully\s|strongly\s)?(\p{Ll}+)(?=\s)/gu;
