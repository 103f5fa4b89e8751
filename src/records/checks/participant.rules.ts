import { say } from "../../ui/said.ts";
import { startsName } from "../reading/named.ts";
import type { Section } from "../reading/outline.ts";
import { roleOf } from "../reading/section-role.ts";
import { likeness, type NameIndex, nameIndex, nameWords } from "./names.ts";
import type { Fault, Rule, Subject } from "./rule.ts";

type Entry = Subject["report"]["participants"][number];

const oneName: Rule = {
  name: "entry-with-one-name",
  kind: "participant-incomplete-name",
  level: "warning",
  reason: "A given name alone cannot be told from others of that name when the list is read later.",
  example: {
    report:
      "# Marsh Group\n\n## Participants\n\n- Asha Mwangi, Reed Trust\n- Ben Ode, Water Board\n- Josefa, Heron Society\n",
    said: 'The entry "Josefa" has one name only.',
  },
  run: ({ report, textOn }) => {
    const single = report.participants.filter((entry) => isSingleName(entry, textOn));
    if (single.length * 2 > report.participants.length) return [];
    return single.map(({ name, line }) => ({
      line,
      words: name,
      message: say('The entry "{name}" has one name only.', { name }),
      remedy: say('Give the full name, or "(one name)" where it is the whole name.'),
    }));
  },
};

/** Account names ("@asha", "asha42") and initials are no names with a part missing. */
const isSingleName = ({ name, line }: Entry, textOn: Subject["textOn"]): boolean =>
  /^\p{Lu}[\p{Ll}\p{M}’'-]+$/u.test(name.trim()) &&
  roleOf(name) === "item" &&
  startsName(name.trim()) &&
  !/\((?:one name|mononym|single name)\)/i.test(textOn.get(line) ?? "");

const noAffiliation: Rule = {
  name: "entry-without-affiliation",
  kind: "participant-without-affiliation",
  level: "warning",
  reason: "Who speaks for whom is what a multistakeholder record is for; a role is not an organisation.",
  example: {
    report: "# Marsh Group\n\n## Participants\n\n- Asha Mwangi, Reed Trust\n- Ben Ode, Water Board\n- Josefa Lim\n",
    said: 'No organisation is given for "Josefa Lim".',
  },
  run: ({ report: { participants } }) => {
    const without = participants.filter(
      ({ affiliation, name }) =>
        (affiliation === null || affiliation.trim() === "") && !NOBODY_IN_PARTICULAR.test(name),
    );
    if (without.length * 3 > participants.length) return [];
    return without.map(({ name, line, role }) => ({
      line,
      words: role === null ? name : `${name}, ${role}`,
      message:
        role === null
          ? say('No organisation is given for "{name}".', { name })
          : say('No organisation is given for "{name}", only a role.', { name }),
      remedy: say('Add the organisation, or "independent".'),
    }));
  },
};

/** "SC members", "three guests": an entry for several people. */
const NOBODY_IN_PARTICULAR = /\b(?:members|guests|others|staff|observers|participants|apologies|regrets|team)\b/i;

const INDEPENDENT = /\bindependent\b|\bindividual\b|\bpersonal capacity\b|\bunaffiliated\b/i;

const contradictory: Rule = {
  name: "affiliation-contradicts",
  kind: "participant-affiliation-contradictory",
  level: "warning",
  reason: "Someone cannot be independent and speak for an organisation in the same list.",
  example: {
    report:
      "# Marsh Group\n\n## Participants\n\n- Asha Mwangi, Reed Trust\n- Ben Ode, Water Board, independent expert\n- Josefa Lim, Heron Society\n",
    said: '"Ben Ode" is given both an organisation and as independent.',
  },
  run: ({ report: { participants }, textOn }) => {
    // Many may stand on one long line, which is looked at once.
    const independent = new Map<number, boolean>();
    return participants.flatMap(({ name, line, affiliation }): Fault[] => {
      if (affiliation === null) return [];
      const entry = textOn.get(line) ?? "";
      if (!independent.has(line)) independent.set(line, INDEPENDENT.test(entry));
      if (independent.get(line) !== true) return [];
      const organisation = partsOf(affiliation).find((part) => !INDEPENDENT.test(part) && !isOffice(part));
      if (!organisation) return [];
      const message = say('"{name}" is given both an organisation and as independent.', { name });
      return [{ line, words: entry.trim(), message, remedy: say("Keep the one in which the person took part.") }];
    });
  },
};

const partsOf = (text: string): string[] => text.split(/\s*[,;/|]\s*/).filter((part) => part !== "");
const OFFICE =
  /\b(?:member|chair|co-?chair|observer|expert|alternate|rapporteur|secretary|vice-?chair|co-?facilitator|past|former)\b/i;
const isOffice = (part: string): boolean => OFFICE.test(part);

const twice: Rule = {
  name: "entry-twice",
  kind: "duplicate-participant",
  level: "warning",
  reason: "Someone who is listed twice is counted twice.",
  example: {
    report:
      "# Marsh Group\n\n## Participants\n\n- Asha Mwangi, Reed Trust\n- Ben Ode, Water Board\n- Asha Mwangi, Reed Trust\n",
    said: '"Asha Mwangi" is listed twice.',
  },
  run: ({ report: { participants }, outline }) => {
    const listed = new Set(participants.map(({ name }) => name.toLowerCase()));
    const first = new Map<string, number>();
    return outline.sections.filter(isListOfPeople).flatMap(({ entries }) =>
      entries.flatMap(({ cells, text, line, depth }): Fault[] => {
        const name = (cells[0] ?? text).split(/\s*[,(|:–—]/)[0] ?? "";
        const key = name.trim().toLowerCase();
        if (!listed.has(key) || !key.includes(" ") || depth > 2) return [];
        if (!first.has(key)) first.set(key, line);
        if (first.get(key) === line) return [];
        return [
          {
            line,
            words: name,
            message: say('"{name}" is listed twice.', { name }),
            remedy: say("Strike one of the two."),
          },
        ];
      }),
    );
  },
};

/** A list of participants or a part of one. A table of who was where may name a person again, a list of roles too. */
const isListOfPeople = ({ role, parent }: Section): boolean =>
  role === "participants" || (role === "item" && parent?.role === "participants");

const twoNames: Rule = {
  name: "one-person-two-names",
  kind: "name-mismatch",
  level: "warning",
  reason: "What one person said and promised falls apart into two persons.",
  example: {
    report:
      "# Marsh Group\n\nThe meeting was moderated by Tina Mwangi.\n\n## Participants\n\n- Fatina Mwangi, Reed Trust\n- Ben Ode, Water Board\n- Josefa Lim, Heron Society\n",
    said: '"Tina Mwangi" and "Fatina Mwangi" may be one person.',
  },
  run: ({ report, lines, context, listed }) => {
    const pairs = [
      ...report.same_person.map(({ names }) => names),
      ...likePairs(report, listed),
      ...otherNames(report, context),
    ];
    const said = new Set<string>();
    return pairs.slice(0, MOST_PAIRS).flatMap(([one, other]): Fault[] => {
      const key = [one, other].sort().join("|");
      if (said.has(key)) return [];
      said.add(key);
      const places = [lineOf(lines, one), lineOf(lines, other)].flatMap((line) => line ?? []);
      if (places.length === 0) return [];
      const message = say('"{one}" and "{other}" may be one person.', { one, other });
      const remedy = say("Use one name throughout, or give the other in brackets in the list.");
      return [{ line: Math.min(...places), lines: places, words: `${one} / ${other}`, message, remedy }];
    });
  },
};

/** More pairs than this are a fault of the list as a whole. */
const MOST_PAIRS = 50;

/** Full names used in the text that nobody in the list bears, beside the one of the list that is like them. */
function likePairs({ participants_listed, sections, roles }: Subject["report"], listed: NameIndex): [string, string][] {
  if (!participants_listed) return [];
  const used = new Set([
    ...sections.flatMap(({ interventions }) => interventions.map(({ spoken_as }) => spoken_as)),
    ...roles.map(({ name }) => name),
  ]);
  return [...used].flatMap((name): [string, string][] => {
    if (nameWords(name).length < 2 || listed.has(name)) return [];
    const like = listed.like(name);
    return like[0] && like.length === 1 ? [[name, like[0]]] : [];
  });
}

/** Names that the group's people are known by otherwise. */
function otherNames({ participants, roles }: Subject["report"], { people }: Subject["context"]): [string, string][] {
  if (people.length === 0) return [];
  const used = new Set([...participants.map(({ name }) => name), ...roles.map(({ name }) => name)]);
  const known = nameIndex(people.map(({ name }) => ({ name, alias: null })));
  const aliases = new Set(people.flatMap((person) => person.aliases));
  return [...used].flatMap((name): [string, string][] => {
    if (nameWords(name).length < 2 || known.has(name) || aliases.has(name)) return [];
    const like = known.like(name).filter((other) => likeness(name, other) === "spelling");
    return like[0] && like.length === 1 ? [[name, like[0]]] : [];
  });
}

const lineOf = (lines: Subject["lines"], words: string): number | null =>
  lines.find(({ text }) => text.includes(words))?.line ?? null;

export const participantRules: Rule[] = [oneName, noAffiliation, contradictory, twice, twoNames];
