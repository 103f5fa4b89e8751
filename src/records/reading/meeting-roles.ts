/** Who chaired, moderated, hosted and took notes, by label, by sentence, or by a title in the list of people. */
import type { ReadParticipant, ReadRole } from "../report.ts";
import type { Head, HeadLine } from "./head.ts";
import type { Fact, Labelled } from "./labelled.ts";
import { participantOf } from "./participant-entry.ts";
import { isFullName, splitList } from "./person-name.ts";

const ROLE_OF = new Map<Fact, ReadRole["role"]>([
  ["chair", "moderator"],
  ["host", "host"],
  ["chat-moderator", "chat moderator"],
  ["rapporteur", "rapporteur"],
  ["presenter", "presenter"],
]);

const WORD = "\\p{Lu}(?:\\.|[\\p{L}'’-]*)";
const NAME = `${WORD}(?: (?:(?:de|van|von|der|den|la|le|el|al|da|di) )*${WORD}){0,3}`;
const NAME_FIRST = new RegExp(`^${NAME}`, "u");
const TITLES =
  /^(?:(?:the|our|its|group['’]s|co-?chairs?|chairs?|chair(?:man|woman|person)|vice-?chair|facilitators?|co-?facilitators?|moderators?|secretariat|mr|ms|mrs|dr|prof|cllr)\b\.?,? *)*/i;
/** The name stands right after these words. */
const BY: [ReadRole["role"], RegExp][] = [
  ["chat moderator", /\bchat (?:was |is |being )?moderated by /i],
  [
    "moderator",
    /(?<!chat )(?<!chat was )\b(?:moderated|chaired|facilitated|presided(?: over)?|led|lead|convened|run|présidée?|presidida) (?:by|par|por) /i,
  ],
  ["host", /\bhosted(?: and moderated)? by /i],
  ["rapporteur", /\b(?:notes|minutes)(?: (?:were|was))?(?: being)? (?:taken|recorded|prepared|kept|written) by /i],
];
/** The name stands inside these words. */
const AROUND: [ReadRole["role"], RegExp][] = [
  [
    "moderator",
    new RegExp(`(${NAME}) (?:chaired|moderated|facilitated|presided over|led) the (?:meeting|call|session)\\b`, "u"),
  ],
  ["moderator", new RegExp(`\\b[Ww]ith (${NAME}) (?:in the chair|chairing|presiding)\\b`, "u")],
];

export function rolesOf(
  head: Head,
  labelled: readonly Labelled[],
  participants: readonly ReadParticipant[],
): ReadRole[] {
  const roles: ReadRole[] = [];
  for (const each of labelled) takeLabelled(each, roles);
  for (const line of head.lines)
    if (/\b(?:by|par|por|chair\w*|presid\w*|led|moderated)\b/i.test(line.text)) takeSentence(line, roles);
  for (const person of participants) takeTitle(person, roles);
  return roles;
}

function takeSentence({ text, line }: HeadLine, roles: ReadRole[]): void {
  for (const [role, form] of BY) {
    const match = form.exec(text);
    if (match === null) continue;
    const rest = text.slice(match.index + match[0].length).replace(TITLES, "");
    const name = NAME_FIRST.exec(rest)?.[0].replace(/[.,]$/, "");
    if (name !== undefined) add(roles, { role, name, words: `${match[0]}${name}`, line });
  }
  for (const [role, form] of AROUND) {
    const match = form.exec(text);
    if (match?.[1] !== undefined) add(roles, { role, name: match[1], words: match[0], line });
  }
}

/** Chair before moderator before host, the first who is named so. */
export function chairOf(roles: readonly ReadRole[]): string | null {
  return (roles.find((each) => each.role === "moderator") ?? roles.find((each) => each.role === "host"))?.name ?? null;
}

function takeLabelled(each: Labelled, roles: ReadRole[]): void {
  const role = ROLE_OF.get(each.fact);
  if (role === undefined || (each.section.role !== "preface" && each.section.role === "item" && each.line > 60)) return;
  const written = each.value !== "" ? splitList(each.value) : (each.entry?.children.map((child) => child.text) ?? []);
  for (const words of written.slice(0, 6)) {
    const person = words.length < 90 ? participantOf(words, each.line) : null;
    if (person === null || (/\s\p{Ll}+\s\p{Ll}+/u.test(person.name) && !isFullName(person.name))) continue;
    add(roles, { role, name: person.name, words: `${each.label}: ${words}`, line: each.line });
  }
}

/** "(chair)", "Chairman", "note taker" beside a name; a co-chair or a past chair need not have chaired that day. */
function takeTitle(person: ReadParticipant, roles: ReadRole[]): void {
  for (const title of person.role?.split(", ") ?? []) {
    if (
      /^(?:(?:meeting|session) )?(?:chair(?:man|woman|person)?|moderator|facilitator|presid(?:ent|ing|ente))$|\bchairing\b/i.test(
        title,
      )
    )
      add(roles, { role: "moderator", name: person.name, words: title, line: person.line });
    else if (/^(?:scribe|note ?-?taker|minute ?-?taker|minutes|notes|rapporteur|secretary|clerk)$/i.test(title))
      add(roles, { role: "rapporteur", name: person.name, words: title, line: person.line });
    else if (/^host$/i.test(title)) add(roles, { role: "host", name: person.name, words: title, line: person.line });
  }
}

function add(roles: ReadRole[], role: ReadRole): void {
  if (!roles.some((known) => known.role === role.role && known.name === role.name)) roles.push(role);
}
