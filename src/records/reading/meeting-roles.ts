/** Who chaired, moderated, hosted and took notes, by label, by sentence, or by a title in the list of people. */
import type { ReadParticipant, ReadRole } from "../report.ts";
import type { Head, HeadLine } from "./head.ts";
import type { Fact, Labelled } from "./labelled.ts";
import { participantOf } from "./participant-entry.ts";
import { isFullName, looksLikeOrganisation, splitList } from "./person-name.ts";

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
  lines: readonly HeadLine[],
): ReadRole[] {
  const roles: ReadRole[] = [];
  for (const each of labelled) takeLabelled(each, roles);
  for (const line of head.lines)
    if (/\b(?:by|par|por|chair\w*|presid\w*|led|moderated)\b/i.test(line.text)) takeSentence(line, roles);
  for (const person of participants) takeTitle(person, roles);
  if (chairOf(roles) === null) takeOpening(lines, roles);
  return roles;
}

const OFFICE =
  "(?:[Cc]hair(?:m[ae]n|woman|person)?|CHAIR(?:MAN|PERSON)?|[Pp]resident|[Mm]ayor|[Mm]oderator|[Ff]acilitator|[Cc]onvenor|[Cc]onvener)";
const CIVIL = "(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Cllr|Councill?or|Eng|Sir|Dame|Rev)\\.? )?";
/** How the opening of a meeting tells who chaired it, the surest form first. */
const OPENINGS: readonly RegExp[] = [
  new RegExp(
    `\\b${CIVIL}(${NAME})(?:,[^,.]{2,60},)? (?:was in the [Cc]hair|took the [Cc]hair|in the [Cc]hair|presided|presiding|chaired|facilitated)\\b`,
    "u",
  ),
  new RegExp(
    `\\b(?:(?:chaired|presided over)|(?:meeting|session|call) (?:was )?(?:moderated|facilitated|led)) by (?:the )?(?:${OFFICE},? )?${CIVIL}(${NAME})`,
    "u",
  ),
  new RegExp(
    `\\b(?:called|brought) to order\\b[^.]{0,40}? by (?:(?:the |Board |Council |Senate )*${OFFICE}(?: of (?:the )?[\\p{L} ]{2,50})?,? )?${CIVIL}(${NAME})`,
    "u",
  ),
  new RegExp(
    `\\b${CIVIL}(${NAME})(?:,[^,.]{2,60},| \\([^()]{2,40}\\))? (?:called|brought) (?:the|this) [\\p{L} ]{0,40}(?:to order|meeting)\\b`,
    "u",
  ),
  new RegExp(
    `\\b${OFFICE},? ${CIVIL}(${NAME}),? (?:then |also )?(?:opened|called|welcomed|convened|started|began|declared|reported|thanked|introduced|presided|noted|said|asked|announced|adjourned|closed)\\b`,
    "u",
  ),
  new RegExp(
    `\\b${CIVIL}(${NAME}),? (?:the |our |[\\p{L}]+ )?${OFFICE},? (?:opened|called|welcomed|convened|started|began|declared|presided)\\b`,
    "u",
  ),
  new RegExp(
    `\\b${CIVIL}(${NAME}) (?:was|has been) (?:[\\p{L}]+ (?:and )?){0,3}(?:elected|appointed|chosen|nominated)(?: as| to be)?(?: the)?(?: acting| meeting)? ${OFFICE}\\b(?! of)`,
    "u",
  ),
  new RegExp(`\\b${CIVIL}(${NAME}) (?:opened|convened) the (?:[\\p{L}]+ ){0,2}(?:meeting|session|call)\\b`, "u"),
];
const OPENING = /\b(?:chair|presid|mayor|moderat|facilitat|led by|conven|to order|opened the)/i;
/** Words in capitals that are an office or a body and no name. */
const NO_NAME =
  /^(?:The|This|Meeting|Board|Council|Committee|Senate|Group|Vice|President|Chair\w*|Secretary|Mayor|Members?|He|She|They|It|A|An)$/;

/** "The meeting was called to order by the president, Asha Mwangi": where no label and no title says it. */
function takeOpening(all: readonly HeadLine[], roles: ReadRole[]): void {
  const lines = all.slice(0, 80).filter((line) => OPENING.test(line.text));
  for (const form of OPENINGS) {
    for (const { text, line } of lines) {
      const match = form.exec(text.slice(0, 400));
      const name = match?.[1]?.replace(/[.,]$/, "");
      if (match === null || name === undefined || NO_NAME.test(name.split(" ")[0] ?? "") || looksLikeOrganisation(name))
        continue;
      add(roles, { role: "moderator", name, words: match[0], line });
      return;
    }
  }
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
