/** Commitments in running text: "Ann will draft the letter", "Ben to ask the Board", "Will send it" after "Cy:". */

import { deedOf, NOT_DEEDS } from "./deeds.ts";
import { isBody, isPersonName, type Known, namesIn, wordsOf } from "./named.ts";
import { trailingOwner } from "./owner.ts";
import type { Sentence } from "./sentence.ts";
import { clausesOf } from "./sentence.ts";

/** `pronoun`: "he will …", "I can …": whoever speaks or was named last; "labelled": "to write …" after a name. */
export type Commitment = {
  who: string[];
  pronoun: "third" | "first" | "elided" | "labelled" | null;
  text: string;
  at: number;
};

/** A cheap look: no commitment without one of these. */
const HINT =
  /\b(?:[Ww]ill|shall|volunteered|offered|going to|undertook|committed|promised|agreed to|I (?:can|could)|(?:he|she|they) would|[Ww]e (?:need|have|must|agreed)|^[Tt]o|asked to|requested to|tasked to|instructed to|invited to|encouraged to|reminded to|expected to|that|(?:is|are|action) to|should|se encarga|doit|debe|requested|asked|instructed|tasked|directed|['’]ll|se charge|va|enverra|enviará)\b|(?:^|[\s/&(@])\p{Lu}[^\s]{0,30}\s(?:each |both |also )?to\s\p{Ll}|\b(?:group|team|members|participants|owners|editors|chairs?|staff|secretariat|committee|facilitators?) to\s/u;
/** French and Spanish futures; the plain endings are looked for first. */
const HINT_ENDING = /(?:r[aá]|rán|ront)(?![\p{L}])/u;
const HINT_FUTURE = /\p{Ll}{3,}(?:ará|erá|irá|arán|erán|irán|era|ira|erra|eront|iront)(?![\p{L}])/u;
const mayCommit = (text: string): boolean => HINT.test(text) || (HINT_ENDING.test(text) && HINT_FUTURE.test(text));

/** A question asks for a commitment; "Ann will look at it?" is a doubtful one. */
const ASKS =
  /^(?:will|would|shall|should|can|could|may|do|does|did|is|are|was|were|has|have|who|what|when|where|why|how|which|if|so|and|but)\b.{0,3000}\?\W{0,3}$/is;

/** What parts the one who commits from the deed, strongest first. */
const COMMITS =
  /\s(?:(?:has |have |had )?(?:volunteered|offered|agreed|undertook|committed|promised|accepted|s['’]est engagée?|se comprometió)\s(?:to|à|a)|(?:is|are|was|were) going to|(?:was|were|is|are|has been|have been) (?:asked|requested|tasked|instructed|charged|assigned|delegated|mandated|kindly requested|invited|encouraged|reminded|expected) to|(?:took|takes|has|have|had) (?:an?|the) action(?: item| point)? to|(?:is|are) to|will(?: then| also| now| each| both| in future| again)?(?: need to| have to| try to| look to| work to)?|shall|(?:each |both |also )?to)\s(?<verb>\p{Ll}[\p{L}-]+)/u;
const LATER = /\sand (?:will|is going to|are going to)\s(?<verb>\p{Ll}[\p{L}-]+)/u;
const TO_DO = /^[Tt]o\s(?<verb>\p{Ll}[\p{L}-]+)/u;
const ELIDED =
  /^(?:[Ww]ill(?:\s(?:need|have|try) to)?|[Ww]ill be(?=\s\p{Ll}+ing))\s(?:also\s|then\s|now\s)?(?<verb>\p{Ll}[\p{L}-]+)/u;
const FIRST_PERSON =
  /^(?:I|je|yo)(?:\s(?:will|can|could|shall|am going to|['’]m going to)|['’]ll)\s(?:also\s|then\s|try to\s)?(?<verb>\p{Ll}[\p{L}-]+)/iu;
const WE_WILL =
  /^(?:(?:After|Before|At|In|By|On|During)\s[^,.;]{3,40},?\s)?(?:[Ww]e|[Nn]ous|[Nn]osotros)(?:\s(?:will|shall|agreed to)|['’]ll)\s(?:also\s|then\s)?(?<verb>\p{Ll}[\p{L}-]+)/u;
const WE_NEED = /^(?:We|we)\s(?:need to|have to|must|agreed to)\s(?:also\s)?(?<verb>\p{Ll}[\p{L}-]+)/u;
/** "Ann said that she would ask": a promise as it was reported. */
const REPORTED =
  /^(?<who>\p{Lu}[^,.;:]{1,50}?)\s(?:also\s|then\s)?(?:said|told|stated|indicated|confirmed|promised|noted|added|replied|answered|announced|mentioned)\s(?:to \p{L}+\s|us\s)?(?:that\s)?(?:he|she|they)\s(?:would|will)\s(?:also\s|then\s)?(?<verb>\p{Ll}[\p{L}-]+)/u;
/** "The vacancies will be advertised": a task whose owner nobody named. */
const PASSIVE =
  /^(?:(?:[Tt]he|[Aa]n?|[Mm]ore|[Ff]urther|[Aa]ll|[Tt]hese|[Cc]opies)\s|\p{Lu})[^,;:]{2,80}?\swill\s(?:then |also |now )?be\s(?:advertised|forwarded|circulated|sought|obtained|contacted|arranged|drafted|shared with|e?-?mailed|published|posted|prepared|scheduled|organi[sz]ed|created|updated|put on|placed on|reported back|written to|asked to|invited to|requested to|sent to|submitted to|reviewed (?:at|by|before)|distributed to|added to the agenda|raised with|investigated|chased)\b/u;
/** "The office has prepared notes that will be shared with the members": a promise in the passive, with its maker. */
const PREPARED =
  /(?:^|,\s)(?<who>[Tt]he\s[^,.;]{2,60}?|\p{Lu}[^,.;]{2,60}?)\s(?:has|have)\s(?:prepared|drafted|written|made|developed)\s[^.;]{3,160}?\b(?:that|which)\s(?:will|shall)\sbe\s(?:sent|shared|circulated|distributed|published|submitted)\b/u;

/** Deeds by which people commit themselves; "discuss", "speak" or "join" at a meeting is its programme. */
const PROGRAMME = new Set("discuss speak present attend join say think see go continue come meet".split(" "));
/** What "we need to" must be followed by to be a task for somebody. */
const TASKS = new Set(
  "confirm raise send prepare contact draft write ask decide create file open schedule circulate organise organize publish submit update collect invite follow reach post".split(
    " ",
  ),
);

/** The commitments of one sentence, each from where its clause begins. */
export function promisesIn(sentence: Sentence, known: Known): Commitment[] {
  if (!mayCommit(sentence.text) || ASKS.test(sentence.text)) return [];
  const prepared = HAS_MADE.test(sentence.text) ? PREPARED.exec(sentence.text) : null;
  if (prepared?.groups?.who !== undefined) {
    return [
      {
        who: [bareBody(prepared.groups.who)],
        pronoun: null,
        text: clauseText(sentence.text.slice(prepared.index).replace(/^,\s/, "")),
        at: sentence.at + prepared.index,
      },
    ];
  }
  const found: Commitment[] = [];
  for (const clause of clausesOf(sentence).slice(0, 12)) {
    const promise = promiseOf(clause, known);
    if (promise !== null) found.push(promise);
  }
  return found;
}

/** "Update from the hosts (Ann)" is a topic: the verb is a noun there. */
const NOUN_LIKE = /^\W{0,2}\p{L}+\s(?:from|of|on|for|by|about|with|items?|points?|meeting|call)\s/iu;

/** "Contact the venue (Ann)", "Contact the venue - Ann": a deed, then who is known. */
export function imperativeWithOwner(text: string, known: Known): string[] | null {
  const first = wordsOf(text.slice(0, 40), 1)[0];
  if (
    first === undefined ||
    first.at > 1 ||
    !isDeed(first.word) ||
    text.length > 300 ||
    text.includes("?") ||
    NOUN_LIKE.test(text)
  )
    return null;
  const names = trailingOwner(text, known);
  return names?.every((name) => known.person(name) !== null) === true ? names : null;
}

function promiseOf(clause: Sentence, known: Known): Commitment | null {
  const own = ownPromise(clause);
  if (own !== undefined) return own;
  const given = givenTask(clause, known);
  if (given !== null) return given;
  return COMMITS.test(clause.text) || SHOULD.test(clause.text) || LATER.test(clause.text)
    ? anyNamed(clause, known)
    : null;
}

/** The first subject of a clause that commits itself. */
function anyNamed(clause: Sentence, known: Known): Commitment | null {
  for (const at of subjectPlaces(clause.text)) {
    const promise = namedPromise(clause.text.slice(at), at, clause, known);
    if (promise !== null) return promise;
  }
  return null;
}

/** Promises without a name: "Will send …", "to send …", "I can …", "we will …". Undefined where none of these forms is. */
function ownPromise(clause: Sentence): Commitment | null | undefined {
  const elided = ELIDED.exec(clause.text)?.groups?.verb;
  if (elided !== undefined) return deedAllowed(elided) || elided.endsWith("ing") ? make([], "elided", clause, 0) : null;
  const toDo = TO_DO.exec(clause.text)?.groups?.verb;
  if (toDo !== undefined) return isDeed(toDo) && deedAllowed(toDo) ? make([], "labelled", clause, 0) : null;
  const first = FIRST_PERSON.exec(clause.text)?.groups?.verb;
  if (first !== undefined)
    return first !== "do" && deedAllowed(first) && isDeed(first) ? make([], "first", clause, 0) : null;
  const we = (WE_WILL.exec(clause.text) ?? WE_NEED.exec(clause.text))?.groups?.verb;
  if (we !== undefined) return TASKS.has(we) ? make([], null, clause, 0) : null;
  return undefined;
}

/** Cheap looks before the forms of given tasks. */
const GIVES = /^(?:[Ww]e|[Tt]he|[Mm]em|[Pp]art|[Ii]t was)/;
const GIVEN = /request|ask|instruct|direct|charg|mandat/;
const FUTURE_WORD = /(?:r[aá]|rán|ront|encarga|charge|va|va a|doit|debe)\s/;
const PROMISED = /(?:he|she|they)\s(?:would|will)\s/;
const SET = /(?:agreed|decided|requested|resolved)\sthat\s/;
const HAS_MADE = /\s(?:has|have)\s(?:prepared|drafted|written|made|developed)\s/;

/** Tasks that others give or report: "the group asked Ann to …", "Ann said she would …", "… will be advertised". */
function givenTask(clause: Sentence, known: Known): Commitment | null {
  const asked = GIVES.test(clause.text) && GIVEN.test(clause.text) ? GROUP_ASKS.exec(clause.text)?.groups : undefined;
  const askedNames =
    asked?.who !== undefined && isDeed(asked.verb) && deedAllowed(asked.verb) ? namesIn(asked.who, known) : null;
  if (askedNames !== null) return make(askedNames, null, clause, 0);
  const future = FUTURE_WORD.test(clause.text) ? FUTURE.exec(clause.text)?.groups?.who : undefined;
  const names = future === undefined ? null : namesIn(future, known);
  if (names?.every((name) => known.person(name) !== null || isBody(name)) === true) return make(names, null, clause, 0);
  const reported = PROMISED.test(clause.text) ? REPORTED.exec(clause.text)?.groups : undefined;
  if (reported?.who !== undefined && deedAllowed(reported.verb)) {
    if (/^(?:he|she)$/i.test(reported.who)) return make([], "third", clause, 0);
    const who = namesIn(reported.who, known);
    if (who !== null) return make(who, null, clause, 0);
  }
  const agreed = SET.test(clause.text) ? AGREED_BE.exec(clause.text) : null;
  if (agreed !== null) {
    const by = agreed.groups?.by;
    return make((by === undefined ? null : namesIn(by, known)) ?? [], null, clause, 0);
  }
  return clause.text.includes("will") && PASSIVE.test(clause.text) ? make([], null, clause, 0) : null;
}

/** Where a subject may stand: the head of the clause, after a comma, after "that" ("it was agreed that Ann will …"). */
/** Names of several people, in characters. */
const MAX_SUBJECT = 110;

function subjectPlaces(text: string): number[] {
  const places = [0];
  PLACE.lastIndex = 0;
  for (let match = PLACE.exec(text); match !== null && places.length < 12; match = PLACE.exec(text))
    places.push(match.index + match[0].length);
  return places;
}
const PLACE = /(?:,\s(?:and\s|but\s|so\s)?|\bthat\s|:\s|\()(?=\p{Lu}|the\s|he\s|she\s|they\s|I\s)/gu;

function namedPromise(text: string, at: number, clause: Sentence, known: Known): Commitment | null {
  const head = text.slice(0, 160);
  const direct =
    COMMITS.exec(head) ?? (AGREED_THAT.test(clause.text.slice(Math.max(0, at - 40), at)) ? SHOULD.exec(head) : null);
  const match = direct ?? null;
  if (match === null) return laterPromise(head, at, clause, known);
  const subject = head
    .slice(0, match.index)
    .replace(/^(?:but|and|so|then)\s/i, "")
    .trim();
  if (subject.length > MAX_SUBJECT) return null;
  const verb = match.groups?.verb;
  const toOnly = /^\s(?:each |both |also )?to\s/.test(match[0]);
  if (/^(?:he|she|il|elle|él|ella)$/i.test(subject))
    return deedAllowed(verb) && !toOnly && at === 0 ? make([], "third", clause, at) : null;
  const names = subjectNames(subject, verb, toOnly, known);
  if (names === null) return laterPromise(head, at, clause, known);
  const passive = verb === "be";
  if (passive && !STANDING.test(head.slice(match.index + match[0].length))) return null;
  if (!passive && !deedAllowed(verb)) return null;
  return make(names, null, clause, at);
}

/** "It was agreed that Ann should write": the group gives the task. */
const AGREED_THAT =
  /\b(?:agreed|decided|resolved|proposed and seconded|acordó|convenu|décidé)\b[^.;]{0,24}\s(?:that|que)\s$/i;
const SHOULD = /\s(?:should|would|must|may|to)\s(?<verb>\p{Ll}[\p{L}-]+)/u;

/** "The committee requested the Secretariat to prepare …": a task given by the group. */
const GROUP_ASKS =
  /^(?:[Tt]he\s|[Ww]e\s|[Mm]embers\s|[Pp]articipants\s|[Ii]t was agreed to\s)(?:[\p{L}-]+\s){0,4}?(?:requested|asked|instructed|tasked|directed|charged|mandated|ask|request|instruct)\s(?<who>(?:the\s)?\p{Lu}[^,.;:]{1,60}?)\sto\s(?<verb>\p{Ll}+)/u;
/** "It was agreed that a letter be sent (by the clerk)": a task that the group sets, in the passive. */
const AGREED_BE =
  /\b(?:agreed|decided|requested|resolved)\sthat\s[^.;]{3,200}?\s(?:(?:should|would|will|must|shall|is to|are to)\s)?be\s(?:sent|written|asked|contacted|obtained|provided|circulated|arranged|purchased|ordered|prepared|reported|invited|approached|removed|installed|reviewed|investigated|informed|submitted|forwarded|published|updated|added|drafted|repaired|sought|shared)\b(?:[^.;]{0,60}?\sby\s(?<by>(?:the\s)?\p{Lu}[^,.;()]{1,40}))?/u;
/** French and Spanish futures: "Ana enviará", "Anne enverra", "Ana se encarga de". */
const FUTURE =
  /^(?<who>(?:(?:la|el|le|los|las|les)\s)?\p{Lu}[^,.;:]{1,60}?)\s(?:(?:se\s)?\p{Ll}{2,14}(?:ará|erá|irá|arán|erán|irán|era|ira|erra|eront|iront)|se encarga(?:rá)? de|se charge(?:ra)? de|va a|va|doit|debe)(?=\s\p{Ll})/u;

/** "will be on duty", "will be responsible for": what a person takes on with "be". */
const STANDING =
  /^\s(?:on|in charge|responsible|the lead|lead|leading|preparing|drafting|writing|organi[sz]ing|sending|coordinating|working on|following up|reaching out)\b/;

/** "Ann and Ben spoke briefly and will add something". */
function laterPromise(head: string, at: number, clause: Sentence, known: Known): Commitment | null {
  const later = LATER.exec(head);
  if (later === null || !deedAllowed(later.groups?.verb)) return null;
  const words = wordsOf(head, 10);
  for (let count = Math.min(6, words.length - 1); count > 0; count--) {
    const last = words[count - 1];
    if (last === undefined || last.at > later.index) continue;
    const names = namesIn(head.slice(0, last.at + last.word.length), known);
    if (names?.every((name) => known.person(name) !== null) === true) return make(names, null, clause, at);
  }
  return null;
}

/** The subject's names: persons for any deed; bodies, and names nobody bears, only for deeds that are plainly tasks. */
function subjectNames(subject: string, verb: string | undefined, toOnly: boolean, known: Known): string[] | null {
  const names = namesIn(subject, known);
  if (names === null || verb === undefined) return null;
  const persons = names.every((name) => known.person(name) !== null || (isPersonName(name, known) && !isBody(name)));
  if (toOnly && deedOf(verb) === null) return null;
  if (toOnly && names.some((name) => known.person(name) === null && deedOf(name) !== null)) return null;
  if (persons)
    return names.every((name) => known.person(name) !== null) || isDeed(verb) || verb === "be" ? names : null;
  return verb !== "be" && isDeed(verb) ? names : null;
}

const isDeed = (verb: string | undefined): boolean => verb !== undefined && deedOf(verb) !== null;
const deedAllowed = (verb: string | undefined): boolean =>
  verb !== undefined && !NOT_DEEDS.has(verb) && !PROGRAMME.has(verb);

function make(who: string[], pronoun: Commitment["pronoun"], clause: Sentence, at: number): Commitment {
  return { who, pronoun, text: clauseText(clause.text.slice(at)), at: clause.at + at };
}

/** Ends at a closing bracket that the clause did not open. */
function clauseText(text: string): string {
  let open = 0;
  for (let index = 0; index < text.length && index < 2000; index++) {
    if (text[index] === "(") open++;
    if (text[index] === ")" && --open < 0) return text.slice(0, index).trim();
  }
  return text.trim();
}

const bareBody = (who: string): string => who.replace(/^[Tt]he\s/, "").trim();
