/** Whose an action is: the names before "to", "will", a colon or a dash, in brackets or at the end. */

import { deedOf, isInfinitive, NOT_DEEDS } from "./deeds.ts";
import { isPersonName, type Known, namesIn, startsName, wordsOf } from "./named.ts";
import { clausesOf, sentencesOf } from "./sentence.ts";

export type Owned = { owners: string[] /** The words without the owner's label. */; text: string };

/** What parts an owner from the deed. The group says which. */
const PART =
  /\s(?<modal>will|shall|to|should|must|needs? to|is to|are to|agreed to|agrees to|volunteered to|offered to|has agreed to|has offered to|is going to|was going to|are going to|plans? to|can|would|might|may|va|doit|devra|se chargera de|à|debe|deberá|a)\s|\s?(?<colon>:)\s+|\s(?<dash>-|–|—)\s/giu;

/** Owners of an action under a mark or in an action list, where capitalised words may be taken for names. */
export function ownersUnderMark(text: string, inside: string | null, known: Known): Owned {
  const named = inside === null ? null : namesIn(inside, known);
  if (named !== null) return { owners: named, text };
  const labelled = labelledOwner(text, known);
  if (labelled !== null) return labelled;
  for (const sentence of sentencesOf(text.slice(0, 1500)).slice(0, 6)) {
    for (const clause of clausesOf(sentence).slice(0, 6)) {
      const found = headOwner(clause.text, known);
      if (found !== null) return { owners: [...new Set([...found, ...furtherOwners(clause.text, known)])], text };
    }
  }
  return { owners: trailingOwner(text, known) ?? smallOwner(text) ?? openingPerson(text, known) ?? [], text };
}

/** "Ahmed Zerrouki vérifiera le registre": in any language, someone who is known opens the words, and a verb follows. */
function openingPerson(text: string, known: Known): string[] | null {
  const name = OPENING.exec(text.slice(0, 120))?.[1]?.trim();
  return name?.includes(" ") && known.person(name) !== null ? [name] : null;
}
const OPENING = /^\s*((?:\p{Lu}[\p{L}'’.-]{0,30} ){2,4})(?=\p{Ll}{2})/u;

/** "Ann to write, Ben to read": those after a comma. */
function furtherOwners(clause: string, known: Known): string[] {
  const names: string[] = [];
  for (const part of clause
    .slice(0, 400)
    .split(/,\s(?:and\s)?/)
    .slice(1, 8)) {
    const match = /^(.{2,40}?)\s(?:to|will)\s(\p{Ll}{2,20})/u.exec(part);
    const found = match !== null && deedOf(match[2] ?? "") !== null ? namesIn(match[1] ?? "", known) : null;
    names.push(...(found ?? []));
  }
  return names;
}

/** "AB: set the date", "Ann - write", "@ann write", "[Ann] write": the label falls away. */
function labelledOwner(text: string, known: Known): Owned | null {
  const boxed = /^\s*\[([^[\]]{2,60})\]\s*/.exec(text);
  const inBox = boxed === null ? null : namesIn(boxed[1] ?? "", known);
  if (boxed !== null && inBox !== null) return { owners: inBox, text: text.slice(boxed[0].length) };
  const head = text.slice(0, 100);
  const colon = /^\s*@?([^:]{2,70}?)\s?:\s+(?=\S)/.exec(head);
  const byColon = colon === null ? null : labelNames(colon[1] ?? "", text.slice(colon[0].length), known);
  if (colon !== null && byColon !== null) return { owners: byColon, text: text.slice(colon[0].length) };
  const dash = /^\s*@?(.{2,60}?)\s(?:-|–|—)\s+(?=\S)/.exec(head);
  const byDash = dash === null ? null : labelNames(dash[1] ?? "", text.slice(dash[0].length), known);
  if (dash !== null && byDash !== null) return { owners: byDash, text: text.slice(dash[0].length) };
  return null;
}

/** A label names owners where each is known or looks like a name and what follows reads like a deed. */
function labelNames(label: string, rest: string, known: Known): string[] | null {
  const names = namesIn(label.replace(/^@/, ""), known);
  if (names === null) return null;
  if (names.every((name) => known.person(name) !== null || /^(?:all|everyone)$/i.test(name))) return names;
  const verb = wordsOf(rest.slice(0, 60), 2)[0]?.word ?? "";
  return deedOf(verb) !== null ||
    /^(?:to|will)$/i.test(verb) ||
    isInfinitive(verb) ||
    names.every((name) => /^\p{Lu}{2,6}$/u.test(name))
    ? names
    : null;
}

/** "Ann and Ben to draft", "Ann will", "Ann draft": names, then what parts them from the deed. */
export function headOwner(clause: string, known: Known): string[] | null {
  const head = clause.slice(0, 120);
  PART.lastIndex = 0;
  for (let match = PART.exec(head); match !== null; match = PART.exec(head)) {
    const names = namesIn(head.slice(0, match.index).trim(), known);
    if (names === null) {
      if (match.index > 70) break;
      continue;
    }
    if (match.groups?.modal !== undefined) return names;
    const rest = head.slice(match.index + match[0].length);
    return labelNames(head.slice(0, match.index).trim(), rest, known);
  }
  return bareOwner(head, known);
}

/** "Ann send the mail", "AB Look for a room": a known name or initials straight before a deed. */
function bareOwner(head: string, known: Known): string[] | null {
  const words = wordsOf(head, 5);
  for (const length of [1, 2, 3]) {
    const verb = words[length];
    const last = words[length - 1];
    if (verb === undefined || last === undefined) return null;
    const name = head.slice(0, last.at + last.word.length);
    if (deedOf(words[0]?.word ?? "") !== null && !startsName(words[0]?.word ?? "")) return null;
    if (known.person(name) !== null || (length === 1 && /^\p{Lu}{2,4}$/u.test(name))) {
      const deed = verb.word === last.word ? null : deedOf(verb.word);
      if (deed !== null && !NOT_DEEDS.has(deed)) return [name];
    }
  }
  return null;
}

/** "ann to write": handles and names in small letters, straight before "to" or "will" and a deed. */
function smallOwner(text: string): string[] | null {
  const match = /^\W{0,3}@?(\p{Ll}[\p{L}\p{N}_-]{2,20})\s(?:to|will)\s(\p{Ll}{2,20})/u.exec(text.slice(0, 60));
  const [name, verb] = [match?.[1] ?? "", match?.[2] ?? ""];
  if (deedOf(verb) === null || deedOf(name) !== null || !startsName(`${name[0]?.toUpperCase() ?? ""}${name.slice(1)}`))
    return null;
  return PLAIN.has(name) || name.endsWith("s") ? null : [name];
}
const PLAIN = new Set(
  "need able ready going trying someone somebody anyone nobody chair group team staff secretariat board".split(" "),
);

/** "… (Ann/Ben)", "… (Ann will look)", "… – Ann, Ben or Cy", "… [Ann]", "… @ann". */
export function trailingOwner(text: string, known: Known): string[] | null {
  const tail = text.length > 160 ? text.slice(-160) : text;
  const trimmed = tail.replace(/[\s.)\]]{1,6}$/, (end) => (/[)\]]/.test(end) ? ")" : "")).replace(/\(done\)\)?$/i, "");
  const bracket = /[([]([^()[\]]{2,80})\)$/.exec(trimmed);
  if (bracket !== null) {
    const inner = (bracket[1] ?? "").replace(
      /^(?:owners?|assigned to|assignee|lead|resp(?:onsible)?|by|who)\s?:?\s/i,
      "",
    );
    const names = plausible(namesIn(inner, known), known);
    if (names !== null) return names;
    const head = headOwner(inner, known);
    if (head !== null) return head;
  }
  const dash = /\s(?:-{1,2}|–|—|=>|→)\s([^-–—]{2,60})$/.exec(trimmed);
  const named = dash === null ? null : plausible(namesIn((dash[1] ?? "").trim(), known), known);
  if (named !== null) return named;
  const at = /(?:^|\s)@([\p{L}\p{N}_-]{2,40})\W{0,3}$/u.exec(tail);
  return at?.[1] === undefined ? null : [at[1]];
}

/** At the end of a text a lone capitalised word may be anything: only persons, initials or given names count. */
function plausible(names: string[] | null, known: Known): string[] | null {
  if (names === null) return null;
  return names.every((name) => known.person(name) !== null || /^\p{Lu}{2,3}$/u.test(name) || isPersonName(name, known))
    ? names
    : null;
}

/** To whom it goes: "send it to the Board", "share the draft with the members". */
export function recipientOf(text: string): string | null {
  const match = RECIPIENT.exec(text.length > 600 ? text.slice(0, 600) : text);
  const words = match?.[1]?.trim();
  return words === undefined || words === "" ? null : words;
}
const RECIPIENT =
  /\b(?:send|sends|sent|share|shares|shared|circulate|circulated|submit|submitted|forward|forwarded|present|report|e?-?mail|deliver|return|distribute|distributed|write|reply|propose|pass|hand|give|provide|envoyer|transmettre|enviar|remitir)\b[^.;:()]{0,80}?\b(?:to|with|among|à|a|au|aux|al|con|avec)\s((?:(?:the|its|all|our|le|la|les|el|los)\s)?(?:\p{Lu}[\p{L}\p{M}\p{N}.'’+-]*(?:\s(?:of|and|on|for)\s(?:the\s)?\p{Lu}[\p{L}\p{M}\p{N}.'’+-]*|\s\p{Lu}[\p{L}\p{M}\p{N}.'’+-]*){0,5}(?:\s(?:list|members|participants|team|group|board|staff))?|(?:group|list|mailing list|board|committee|secretariat|members|participants|team|chairs?|co-chairs)))/u;
