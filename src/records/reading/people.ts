/** Who a report names, and whom a first name, initials or an alias can only mean. Proposes, never merges. */

import { toSay } from "../../ui/words.ts";
import type { ReadParticipant, ReadReport, ReadRole } from "../report.ts";
import { everyMatch } from "./every-match.ts";
import type { Outline } from "./outline.ts";
import { isFullName } from "./person-name.ts";

export type Person = {
  name: string;
  /** Given in brackets in the list. */
  aliases: string[];
  affiliation: string | null;
  line: number;
  /** In the list, among the apologies, or only named in the text. */
  presence: "present" | "apologies" | "named";
};

export type People = {
  persons: Person[];
  /** The one person that these words can only mean: full name, alias, first name, surname or initials; else null. */
  resolve(written: string): Person | null;
};

type Known = {
  participants: readonly ReadParticipant[];
  apologies: readonly ReadParticipant[];
  roles: readonly ReadRole[];
};

export function peopleOf(outline: Outline, known: Known): People {
  const persons = new Map<string, Person>();
  const add = (name: string, presence: Person["presence"], line: number, entry?: ReadParticipant): void => {
    const key = foldName(name);
    if (key === "" || persons.has(key)) return;
    persons.set(key, {
      name,
      aliases: entry?.alias == null ? [] : [entry.alias],
      affiliation: entry?.affiliation ?? null,
      line,
      presence,
    });
  };
  for (const each of known.participants) add(each.name, "present", each.line, each);
  for (const each of known.apologies) add(each.name, "apologies", each.line, each);
  for (const each of known.roles) if (isFullName(each.name)) add(each.name, "named", each.line);
  for (const each of namesInText(outline)) add(each.name, "named", each.line);
  const list = [...persons.values()];
  const index = indexOf(list);
  return { persons: list, resolve: (written) => resolveIn(index, written) };
}

/** Pairs with one surname of which one stands in the list and the other only in the text, and near-equal spellings. */
export function samePersonOf(people: People): ReadReport["same_person"] {
  const found: ReadReport["same_person"] = [];
  const bySurname = new Map<string, Person[]>();
  for (const person of people.persons) {
    const words = foldName(person.name).split(" ");
    const surname = words.at(-1) ?? "";
    if (words.length < 2 || surname.length < 3) continue;
    const kin = bySurname.get(surname) ?? [];
    for (const other of kin) {
      if (other.presence === "present" && person.presence === "present") continue;
      found.push({
        names: [person.name, other.name],
        why: toSay("one surname, and only one of the two is in the list"),
      });
    }
    bySurname.set(surname, [...kin, person].slice(0, 20));
  }
  return found;
}

/** Lower case, no accents, no marks. */
export function foldName(name: string): string {
  if (PLAIN_NAME.test(name)) return name.toLowerCase();
  return (ASCII.test(name) ? name : name.normalize("NFD").replace(/\p{M}/gu, ""))
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** Words of ASCII letters, one space between: most names, which need nothing but small letters. */
const PLAIN_NAME = /^[A-Za-z]+(?: [A-Za-z]+)*$/;
const ASCII = /^[\x20-\x7e]*$/;

type Index = Map<string, Person | null>;

/** Every way to be named; null where two persons could be meant. Full names and aliases win over parts of names. */
function indexOf(persons: readonly Person[]): Index {
  const index: Index = new Map();
  const sure = new Set<string>();
  const folded = new Map<Person, string>();
  for (const person of persons) {
    folded.set(person, foldName(person.name));
    for (const name of [person.name, ...person.aliases]) {
      const key = foldName(name);
      index.set(key, person);
      sure.add(key);
    }
  }
  const claim = (key: string, person: Person): void => {
    if (key.length < 2 || sure.has(key)) return;
    const held = index.get(key);
    if (held === undefined) index.set(key, person);
    else if (held !== person && held !== null && folded.get(held) !== folded.get(person)) index.set(key, null);
  };
  for (const person of persons) {
    const words = (folded.get(person) ?? "").split(" ");
    const first = words[0] ?? "";
    const last = words.at(-1) ?? "";
    if (words.length < 2) continue;
    for (const key of [first, last, `${first} ${last}`, `${first[0]} ${last}`, `${first} ${last[0]}`])
      claim(key, person);
    claim(words.map((word) => word[0]).join(""), person);
    if (words.length > 2) claim(`${first[0]}${last[0]}`, person);
    for (const alias of person.aliases) claim(`${foldName(alias)} ${last}`, person);
  }
  return index;
}

function resolveIn(index: Index, written: string): Person | null {
  const key = foldName(written.replace(/['’]s\b/, ""));
  const held = index.get(key) ?? null;
  // Initials are meant only where they are written as such ("CF", not "of").
  if (
    held !== null &&
    key.length <= 3 &&
    !foldName(held.name).split(" ").includes(key) &&
    !/^\p{Lu}[\p{Lu}. ]*$/u.test(written.trim())
  )
    return null;
  return held;
}

const NAME =
  "\\p{Lu}[\\p{Ll}'’]+(?:-\\p{Lu}\\p{Ll}+)?(?: (?:(?:de|van|von|der|da|di|al|el|la) )?\\p{Lu}\\p{L}*[\\p{Ll}'’.](?:-\\p{Lu}\\p{Ll}+)?){1,2}";
const SUBJECT = new RegExp(
  `(?:^|[.!?:;,(] ?|\\band |\\bby |\\bwith |\\bthat )(${NAME})(?=,? (?:also |then |further |has |had |was |is |will |and \\p{Lu}\\p{Ll}+ )*\\p{Ll}{3,}(?:ed|s|d|t|g|k|n)\\b)`,
  "gu",
);
const NOT_FIRST =
  /^(?:The|This|That|These|Those|There|Next|Online|Main|Several|An?|In|On|At|For|From|With|It|Its|He|She|They|We|Other|Some|All|Each|Every|No|If|As|But|And|Or|Open|New|Please|Action|Note|Meeting|Summary|Agenda|List|Annex|Item|Also|Both|After|Before|During|Since|While|When|Where|What|Who|How|Why|Our|Your|Their|His|Her|My|Co|High|Policy|Tech|Digital|Global|Registration|Connectivity|Capacity|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December)\b/;
const NOT_WITHIN =
  /\b(?:Group|Office|Secretariat|Committee|Council|Forum|Track|Panel|Sessions?|Compact|Platform|Envoy|General|Assembly|Team|Project|Meeting|Policy|Network|Foundation|Community|Program(?:me)?|Conference|Summit|Board|Chair|Member|Members|Report|Update|Working|Steering|Action|Items?|Governance|Internet|National|United|European|African|University|Government|Ministry|Standard|Charter|Draft|Version|License|Source|Code|Security|Technical|Open|Data|Web|Day|Week|Year|Plan|Process|Review|Call|Facilitators?|Service|Server|Library|Release|Issue|Request|Support|Documents?|Questions?|Discussion)\b/;

/** A quick look for what may be a name of two words, in any script. */
const TWO_CAPITALS = /[A-ZÀ-Þ][a-zà-ÿ’']+(?:-[A-Z][a-z]+)? [A-ZÀ-Þ]|[\u0100-\u10ff]/;

/** Two or three capitalised words that act as a subject: "Asha Mwangi reported". */
function namesInText(outline: Outline): { name: string; line: number }[] {
  const found: { name: string; line: number }[] = [];
  for (const section of outline.sections) {
    for (const entry of section.entries) {
      if (entry.kind === "row" || entry.text.length < 15 || !TWO_CAPITALS.test(entry.text)) continue;
      for (const match of everyMatch(entry.text, SUBJECT)) {
        const name = match[1] ?? "";
        // A full stop after a whole word ends a sentence: the next word is no part of the name.
        if (/\p{Ll}{2}\.\s/u.test(name) || NOT_FIRST.test(name) || NOT_WITHIN.test(name) || !isFullName(name)) continue;
        found.push({ name, line: entry.line });
      }
    }
  }
  return found;
}
