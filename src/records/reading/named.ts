/** Who is named at the head of a clause, in brackets or after a dash: persons and bodies, one or several. */

import { deedOf } from "./deeds.ts";

/** What is known of the people of one report. */
export type Known = {
  /** Full name of the one person whom these words can mean; null for nobody, or for more than one. */
  person(words: string): string | null;
};

const PARTICLES = new Set(
  "de da do dos das del della di van von der den la le las los bin al el ben du des y e st".split(" "),
);

/** Nouns that name people together: "the WG's participants", "CI working group", "co-chairs", "tout le monde". */
const COLLECTIVES = new Set(
  (
    "all everyone everybody anyone group groups team teams participants members member owners owner editors editor staff chairs chair " +
    "co-chairs co-chair cochairs co-facilitators co-facilitator facilitators facilitator secretariat committee subcommittee " +
    "sub-committee commission council board office bureau department ministry agency association foundation union government " +
    "delegation delegations mission organisers organizers moderators moderator rapporteurs rapporteur leads lead leaders " +
    "maintainers maintainer authors author coordinators coordinator coordination volunteers volunteer partners agencies organisations organizations ngos parties states delegates directors governors exec executive cluster clusters units sector sectors leadership chairman chairwoman chairperson mayor clerk councillors councillor trustees trustee warden webmaster speakers panel programme wg sig tf " +
    "taskforce force community stakeholders initiative network consortium federation institute university society projects " +
    "groupe équipe participants-es membres secrétariat comité conseil gouvernement grupo equipo miembros secretaría " +
    "secretaria gobierno consejo todos todas tous president vice-president treasurer secretary director manager " +
    "reviewers contributors developers engineers marketing legal operations ops infrastructure scribe host hosts"
  ).split(" "),
);

/** Capitalised words that begin sentences, or name things and times, and never persons. */
const NOT_NAMES = new Set(
  (
    "a an the this that these those it its he she they we i you his her their our my your there here what when where which who whom " +
    "why how if as at by for from in into of on onto over per to under until upon with within without about after before " +
    "during since and or but nor so yet not no yes ok okay all some any each every both either neither many most more other " +
    "others another such one two three four five six seven eight nine ten first second third last next new old same also then " +
    "than now today tomorrow yesterday soon later again however therefore thus hence while although though because unless " +
    "whether once only just still even already will would shall should can could may might must do does did has have had is are " +
    "was were be been being need needs needed " +
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september " +
    "october november december jan feb mar apr jun jul aug sep sept oct nov dec q1 q2 q3 q4 " +
    "action actions agenda agendas annex appendix article background call calls chapter chat comment comments conclusion " +
    "consensus date deadline decision decisions details discussion discussions document documents draft drafts due email emails " +
    "event events example feedback goal goals idea ideas important info input inputs issue issues item items link links list lists " +
    "mail meeting meetings members minutes motion name names nobody note notes notice objective objectives option options page pages " +
    "paper papers part people person plan plans point points poll pr prs problem process progress project projects proposal " +
    "proposals purpose question questions reason reasons recap recommendation recommendations record recording reference " +
    "references regarding release releases reminder report reports request requests resolution resource resources response " +
    "result results review reviews roadmap scope section several side slide slides something spec status step steps suggestion " +
    "suggestions summary survey table task tasks text thanks thank thing things time timeline title todo tbd tba topic topics " +
    "training two update updates version versions via video vote votes website webinar week weeks work workshop workshops year years " +
    "online virtual electronic general special main final initial current previous further additional key open closed pending " +
    "done completed ongoing approved rejected welcome hello aob introduction introductions presentation presentations " +
    "want wants wanted hard easy tried used able happy willing ready unable nice good great best better important difficult possible " +
    "necessary useful similar up down right left back looks seems ought hope hoping aim planned agreed decided continued started asked " +
    "tried trying lots bit set sets time way ways everything anything nothing everyone " +
    "pull plus minus maybe perhaps please sorry see based depending given due according looking working regarding concerning " +
    "testing using having being going getting making adding moving following overall context note todo fyi re cc " +
    "le la les un une des ce cette il elle nous ils elles el los las una este esta se en con sin por para según"
  ).split(" "),
);

/** Endings of nouns that are not names: "Discussion", "Agreement", "Meeting", "Availability". */
const NOUN_ENDING =
  /(?:tion|tions|sion|sions|ment|ments|ness|ing|ings|ity|ities|ance|ances|ence|ences|ship|ships|ology|ware|ism)$/;

/** Endings of plurals: "Clients", "Judges", "Vendors". */
const PLURAL_ENDING = /.{3}(?:ers|ors|ges|nts|sts|cts|ees|ies|rks|gs|ps|ts|ds|ms|ns|ls|ks|ses|ches)$/;

const SEPARATOR = /\s*(?:,\s*(?:and|&|et|y)\s|[,/&+]|\s(?:and|or|et|ou|y|und|e)\s)\s*/u;
/** Words around a list of names that are no part of one: "Ann and Ben both", "Ann each", "@ann". */
const AROUND = /^(?:both\s|either\s)|\s(?:each|both|all|also|jointly|together|and team|et al\.?)$/iu;

/** Longest run of words that is taken for names; longer ones are prose. */
const MAX_HEAD = 110;

/**
 * The names that a phrase consists of ("Ann Bee, Ben and the Secretariat"), as written; null where it is not names only.
 * `lenient` takes any capitalised words for a name, as under a mark; otherwise a name that nobody bears must not look
 * like a common noun.
 */
export function namesIn(phrase: string, known: Known): string[] | null {
  if (phrase.length === 0 || phrase.length > MAX_HEAD || !mayName(phrase, known)) return null;
  if (phrase.endsWith(")")) {
    const inner = bracketedNames(phrase, known);
    if (inner !== null) return inner;
  }
  const bare = withoutAround(phrase);
  const several = /[,/&+]|\s(?:and|or|et|ou|y|und|e)\s/u.test(bare);
  if (isNamed(bare, known) && !/[,/&]/.test(bare)) return [withoutArticle(bare)];
  if (!several) return null;
  const names = bare
    .split(SEPARATOR)
    .map(withoutAround)
    .filter((each) => each !== "");
  if (names.length === 0 || names.length > 8) return null;
  const last = names.at(-1) ?? "";
  if (names.length > 1 && /^(?:team|others|co|al|the team|colleagues|everyone else)$/i.test(last)) names.pop();
  return names.every((name) => isNamed(name, known)) ? names.map(withoutArticle) : null;
}

/** Prose is told from names by its first letter: small ones begin only articles and names that are known so. */
function mayName(phrase: string, known: Known): boolean {
  const code = phrase.charCodeAt(0);
  if (code < 97 || code > 122) return true;
  return (
    /^(?:the|our|all|both|either|each|every\w+|le|la|les|el|los|las|des|a|an|tou\w+|tod\w+)\s?/.test(phrase) ||
    phrase.length < 30 ||
    known.person(phrase) !== null
  );
}

function withoutAround(words: string): string {
  return trimEnds(AROUND.test(words) ? words.replace(AROUND, "").replace(AROUND, "") : words);
}

/** "Operations staff (Ann/Ben)": those in the brackets are meant. */
function bracketedNames(phrase: string, known: Known): string[] | null {
  const open = phrase.indexOf("(");
  if (open <= 0 || !phrase.endsWith(")")) return null;
  const before = phrase.slice(0, open).trim();
  const inside = namesIn(phrase.slice(open + 1, -1), known);
  if (inside === null) return null;
  const outside = isPersonName(before, known) ? [before] : null;
  if (outside !== null) return outside;
  return inside;
}

/** Whether words are the name of one person or body. */
export function isNamed(words: string, known: Known): boolean {
  if (words.length < 20 && NOT_NAMES.has(words.toLowerCase()) && words !== words.toUpperCase()) return false;
  if (words.startsWith("@")) return /^@[\p{L}\p{N}_-]{2,40}$/u.test(words);
  if (known.person(words) !== null) return true;
  return isPersonName(words, known) || isBody(words);
}

/** Whether words are a person's name: one who is known, or one to four capitalised words that no common noun begins. */
export function isPersonName(words: string, known: Known): boolean {
  if (words.length > 60) return false;
  if (known.person(words) !== null) return true;
  const parts = words.split(" ");
  if (parts.length > 5) return false;
  const first = parts[0] ?? "";
  if (!startsName(first)) return false;
  if (parts.length === 1 && (NOUN_ENDING.test(first) || PLURAL_ENDING.test(first))) return false;
  return parts.every((part, index) => index === 0 || isUpper(part) || PARTICLES.has(part)) && endsName(parts);
}

/** A word with which an unknown name may begin. */
export function startsName(word: string): boolean {
  if (!isUpper(word) || !/^[\p{L}\p{M}.'’-]{2,}$/u.test(word)) return false;
  const lower = word.toLowerCase();
  return (
    !NOT_NAMES.has(lower) &&
    !NOT_NAMES.has(lower.replace(/[.'’-].*$/, "")) &&
    (deedOf(word) === null || GIVEN.has(lower))
  );
}

/** Given names that are verbs as well. */
const GIVEN = new Set("mark bill will pat drew grant sue rob chase grace hope faith jack may carry frank".split(" "));

const endsName = (parts: readonly string[]): boolean => {
  const last = parts.at(-1) ?? "";
  return !PARTICLES.has(last) && !(parts.length > 1 && NOUN_ENDING.test(last) && last.length > 7);
};

/** A body: some words of which the last (or the one before "of") names people together, or an acronym. */
export function isBody(words: string): boolean {
  if (words.length > 80) return false;
  const bare = withoutArticle(words);
  const parts = bare.split(" ");
  if (parts.length > 8) return false;
  if (parts.length === 1 && /^\p{Lu}[\p{Lu}\p{N}.+-]{1,9}s?$/u.test(bare)) return !NOT_NAMES.has(bare.toLowerCase());
  const first = parts[0] ?? "";
  if (
    parts.length > 1 &&
    /^\p{Lu}\p{Ll}/u.test(first) &&
    (NOT_NAMES.has(first.toLowerCase()) || deedOf(first) !== null)
  )
    return false;
  const of = parts.findIndex((part) => part === "of" || part === "for" || part === "de");
  const head = (of > 0 ? parts[of - 1] : parts.at(-1)) ?? "";
  if (!COLLECTIVES.has(head.toLowerCase())) return false;
  if (
    !parts.every(
      (part) => isUpper(part) || COLLECTIVES.has(part.toLowerCase().replace(/['’]s?$/, "")) || IN_BODIES.has(part),
    )
  )
    return false;
  const lower = bare.toLowerCase();
  if (parts.length === 1) return words !== bare || isUpper(bare) || lower === "all" || lower === "everyone";
  return parts.some((part) => isUpper(part)) || words !== bare;
}

const IN_BODIES = new Set(
  "of for on and the to in de du des la le les del y et working steering advisory executive technical local interim".split(
    " ",
  ),
);

export const withoutArticle = (words: string): string =>
  words.replace(/^(?:the|our|an?|all of the|le|la|les|el|los|las)\s+(?=\S)/i, "");

export const isUpper = (word: string): boolean => {
  const first = word[0] ?? "";
  return first !== first.toLowerCase();
};

/** Words of a text with their places, at most `limit`. By hand: as an expression this took a twentieth of the reading. */
export function wordsOf(text: string, limit: number): { word: string; at: number }[] {
  const words: { word: string; at: number }[] = [];
  let from = -1;
  for (let at = 0; at <= text.length && words.length < limit; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32;
    if (isWordLetter(code) || (from >= 0 && isWordMark(code))) {
      if (from < 0) from = at;
    } else if (from >= 0) {
      let end = at;
      while (end > from + 1 && isEndMark(text.charCodeAt(end - 1))) end--;
      words.push({ word: text.slice(from, end), at: from });
      from = -1;
    }
  }
  return words;
}

/** Letters and digits; from Latin-1 on everything up to general punctuation, and the scripts after the symbols. */
const isWordLetter = (code: number): boolean =>
  ((code | 32) >= 97 && (code | 32) <= 122) ||
  (code >= 48 && code <= 57) ||
  (code >= 192 && code < 0x2000) ||
  (code >= 0x2c00 && code < 0x2e00) ||
  (code >= 0x3040 && code < 0xff00);
/** . ' ’ + _ - within a word. */
const isWordMark = (code: number): boolean =>
  code === 46 || code === 39 || code === 0x2019 || code === 43 || code === 95 || code === 45;
const isEndMark = (code: number): boolean =>
  code === 46 || code === 39 || code === 0x2019 || code === 95 || code === 45;

const trimEnds = (words: string): string =>
  ENDS_PLAIN.test(words) ? words : words.replace(/^[\s*_"“”'‘’[(<]{1,8}|[\s*_"“”’\])>:,.]{1,8}$/gu, "").trim();
const ENDS_PLAIN = /^[\p{L}@].*[\p{L}\p{N}]$/su;
