import { say } from "../../ui/said.ts";
import { startsName } from "../reading/named.ts";
import { nameIndex } from "./names.ts";
import type { Fault, Rule, Subject } from "./rule.ts";

type Report = Subject["report"];

/** Fewer names than this are taken for part of a list only. */
const SHORTEST_LIST = 3;

const notListed: Rule = {
  name: "speaker-not-listed",
  kind: "speaker-not-in-participants",
  level: "warning",
  reason:
    "A list without those who spoke is not the list of who was there, and the words stand without an affiliation.",
  example: {
    report:
      "# Marsh Group\n\n## 1. Reeds\n\nOlu Bello noted that they grow.\n\n## Participants\n\n- Asha Mwangi, Reed Trust\n- Ben Ode, Water Board\n- Josefa Lim, Heron Society\n",
    said: '"Olu Bello" speaks and is not in the list of participants.',
  },
  run: ({ report, listed, bodies }) => {
    if (!report.participants_listed || report.participants.length < SHORTEST_LIST) return [];
    const speaking = Map.groupBy(speakers(report), ({ name }) => name);
    const missing = [...speaking].filter(
      ([name]) => !listed.has(name) && !bodies.has(name) && listed.like(name).length === 0,
    );
    if (missing.length >= FEW && missing.length * 2 > speaking.size) return [partOfList(missing.map(([name]) => name))];
    const excusedPeople = nameIndex(report.apologies);
    return missing.map(([name, places]): Fault => {
      const lines = [...new Set(places.map(({ line }) => line))];
      const excused = excusedPeople.has(name);
      const message = excused
        ? say('"{name}" speaks and is among the apologies.', { name })
        : say('"{name}" speaks and is not in the list of participants.', { name });
      return {
        line: lines[0] ?? null,
        lines,
        words: name,
        message,
        remedy: say("Add the person to the list, or correct the name."),
      };
    });
  },
};

/** Where so many are missing the list is one of members, or could not be read: that is said once. */
const FEW = 3;

function partOfList(names: string[]): Fault {
  const shown = names.slice(0, 12).join(", ");
  const message = say("Most of those who speak are not in the list of participants: {shown}.", { shown });
  return { line: null, words: shown, message, remedy: say("Complete the list, or say whom it leaves out.") };
}

/** Persons who intervene or hold a role, as resolved. Bodies, offices and account names are left out. */
function speakers({ sections, roles }: Report): { name: string; line: number }[] {
  const intervening = sections.flatMap(({ interventions }) =>
    interventions.flatMap(({ speaker, spoken_as, on_behalf, line }) =>
      on_behalf !== null && on_behalf === spoken_as ? [] : [{ name: speaker, line }],
    ),
  );
  return [...roles.map(({ name, line }) => ({ name, line })), ...intervening].filter(({ name }) => isPerson(name));
}

const BODY_OR_OFFICE =
  /\b(?:the|secretariat|group|co-?chairs?|chairs?|co-?facilitators?|team|committee|council|board|office|government|ministry|network|participants?|members?|moderator|host|union|authority|agency|university|commission|delegation|forum|association|foundation|institute|he|she|they|somebody|someone|all|everyone)\b/i;

/** A capitalised word or up to five, none of them that of a body or an office or a common noun, and not all in capitals. */
const isPerson = (name: string): boolean =>
  /^\p{Lu}[\p{L}\p{M}.’'-]*(?: [\p{L}\p{M}.’'-]+){0,4}$/u.test(name) &&
  /\p{Ll}/u.test(name) &&
  !BODY_OR_OFFICE.test(name) &&
  name.split(" ").every((word) => !/^\p{Lu}/u.test(word) || word.length < 3 || startsName(word));

const firstName: Rule = {
  name: "first-name-only",
  kind: "first-name-only",
  level: "style",
  reason: "Given names alone are not found by search, and mean somebody else in the next report.",
  example: {
    report:
      "# Marsh Group\n\n## 1. Reeds\n\nAsha noted that they grow.\n\n## Participants\n\n- Asha Mwangi, Reed Trust\n- Ben Ode, Water Board\n- Josefa Lim, Heron Society\n",
    said: '"Asha" is named by one name only.',
  },
  run: ({ report }) => {
    const alone = report.sections.flatMap(({ interventions }) =>
      interventions.filter(({ spoken_as }) => /^\p{Lu}[\p{Ll}\p{M}’'-]+$/u.test(spoken_as) && isPerson(spoken_as)),
    );
    return [...Map.groupBy(alone, ({ spoken_as }) => spoken_as)].map(([name, places]) => {
      const lines = [...new Set(places.map(({ line }) => line))];
      const message = say('"{name}" is named by one name only.', { name });
      const remedy = say("Give the full name, at least the first time under each item.");
      return { line: lines[0] ?? null, lines, words: name, message, remedy };
    });
  },
};

export const speakerRules: Rule[] = [notListed, firstName];
