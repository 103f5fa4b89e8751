import { type Said, say } from "../../ui/said.ts";
import { everyMatch } from "../reading/every-match.ts";
import type { Fault, Rule, Subject } from "./rule.ts";

const PRESIDING =
  /\b(co-?\s?(?:chair(?:person|man|woman)?|facilitator|convenor|convener|moderator|coordinator|lead|leader|president))s?\b/gi;
const PRESIDING_ALONE =
  /\bthe (chair(?:person|man|woman)?|facilitator|convenor|convener|president)\b(?! of (?!the (?:meeting|group|working group|call)))/gi;
/** Offices of other bodies: "co-facilitators of the process", "MAG co-chair". */
const ELSEWHERE = /^\s+(?:of|for) (?!the (?:meeting|group|wg|working group|call)\b)/i;

const roleName: Rule = {
  name: "role-with-two-names",
  kind: "role-name-variant",
  level: "warning",
  reason:
    "An office that changes its name within a report looks like two offices, and readers look for a second person.",
  example: {
    report:
      "# Marsh Group\n\nThe co-chair opened the meeting.\n\n## 1. Reeds\n\nThe Co-Facilitators will redraw the map.\n",
    said: 'One office has two names: "co-chair" and "co-facilitator".',
  },
  run: ({ lines }) => {
    const named = lines.filter(({ text }) => OFFICE.test(text));
    return [...namesOfOffice(named, PRESIDING), ...namesOfOffice(named, PRESIDING_ALONE)].slice(0, 1);
  },
};

const OFFICE = /chair|facilit|conven|moderat|coordin|lead|presid/i;

function namesOfOffice(lines: Subject["lines"], form: RegExp): Fault[] {
  const uses = lines.flatMap(({ text, line }) =>
    everyMatch(text, form)
      .filter((match) => !ELSEWHERE.test(text.slice(match.index + match[0].length)))
      .map((match) => ({
        line,
        name: (match[1] ?? "")
          .toLowerCase()
          .replace(/^co-?\s?/, "co-")
          .replace("convener", "convenor"),
      })),
  );
  const first = uses[0];
  const other = uses.find(
    ({ name }) => first && name !== first.name && !name.startsWith(first.name) && !first.name.startsWith(name),
  );
  if (!first || !other) return [];
  const message = say('One office has two names: "{one}" and "{other}".', { one: first.name, other: other.name });
  const remedy = say("Use one name for the office, and say who holds it.");
  return [{ line: other.line, lines: [first.line, other.line], words: other.name, message, remedy }];
}

const disclosure: Rule = {
  name: "disclosure-against-annex",
  kind: "disclosure-mismatch",
  level: "error",
  reason:
    "The sentence on the list is a promise to those named in it; a report that breaks it shows what was to be kept, or withholds what was to be shown.",
  example: {
    report:
      "# Marsh Group\n\nThe list of participants is available upon request.\n\n## Annex: list of participants\n\n1. Asha Mwangi, Reed Trust\n2. Ben Ode, Water Board\n3. Josefa Lim, Heron Society\n",
    said: "The list is said to be available on request only, and stands in the report.",
  },
  run: ({ report }) => {
    const { list } = report.disclosure;
    if (list === null) return [];
    const listed = report.participants_listed && report.participants.length > 0;
    if (list.annexed && !listed)
      return [
        disclosureFault(
          list,
          say("The list is said to be annexed, and there is none."),
          say("Annex the list, or say who may have it."),
        ),
      ];
    if (listed && !list.annexed && (list.on_request || list.audience === "nobody"))
      return [
        disclosureFault(
          list,
          say("The list is said to be available on request only, and stands in the report."),
          say("Take the list out, or correct the sentence."),
        ),
      ];
    return [];
  },
};

const disclosureFault = ({ line, words }: { line: number; words: string }, message: Said, remedy: Said): Fault => ({
  line,
  words,
  message,
  remedy,
});

const noList: Rule = {
  name: "no-list-of-participants",
  kind: "participants-missing",
  level: "warning",
  reason: "A report must show who was there, or say who may know it.",
  example: {
    report: "# Marsh Group\n\n**Meeting 12, 4 March 2026**\n\n## 1. Reeds\n\nAsha Mwangi noted that they grow.\n",
    said: "There is no list of participants, and no word on who may have it.",
  },
  run: ({ report }) => {
    const spoken = report.sections.some(({ interventions }) => interventions.length > 0);
    if (report.participants_listed || report.participants.length > 0 || report.disclosure.list !== null || !spoken)
      return [];
    const message = say("There is no list of participants, and no word on who may have it.");
    return [{ line: null, words: "", message, remedy: say("Add the list, or say to whom it is given.") }];
  },
};

const listOnRequest: Rule = {
  name: "list-on-request",
  kind: "participants-missing",
  level: "style",
  reason: "Who spoke for whom cannot be told from a report whose list must be asked for.",
  example: {
    report: "# Marsh Group\n\nThe list of participants is available upon request.\n",
    said: "The list of participants is not in the report.",
  },
  run: ({ report }) => {
    const { list } = report.disclosure;
    if (list === null || list.annexed || report.participants_listed) return [];
    return [
      {
        line: list.line,
        words: list.words,
        message: say("The list of participants is not in the report."),
        remedy: say("Give at least the organisation of whoever speaks."),
      },
    ];
  },
};

export const roleRules: Rule[] = [roleName, disclosure, noList, listOnRequest];
