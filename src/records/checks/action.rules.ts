import { type Said, say } from "../../ui/said.ts";
import { canBeSame, type NameIndex } from "./names.ts";
import type { Fault, Rule, Subject } from "./rule.ts";
import { meaningIndex, sharedMeaning } from "./shared-meaning.ts";

type Report = Subject["report"];
type Action = Report["actions"][number];

const marked = ({ actions }: Report): Action[] => actions.filter(({ explicit, done }) => explicit && !done);

const noOwner: Rule = {
  name: "action-without-owner",
  kind: "action-without-owner",
  level: "warning",
  reason: "What nobody has taken on is not done.",
  example: {
    report: "# Marsh Group\n\n## 1. Reeds\n\nAction: The map will be redrawn by 1 April 2026.\n",
    said: "Nobody is named to do this.",
  },
  run: ({ report }) =>
    marked(report)
      .filter(({ owners }) => owners.every((owner) => NOBODY.test(owner)))
      .map((action) => actionFault(action, say("Nobody is named to do this."), say("Name a person who does it."))),
};

/** Words that stand where a name should. */
const NOBODY = /^(?:some(?:body|one)|any(?:body|one)|nobody|tb[acd]|n\.?n\.?|\?+|volunteers?(?: needed)?|who)$/i;

const noDueDate: Rule = {
  name: "action-without-due-date",
  kind: "action-without-due-date",
  level: "warning",
  reason: "Without a day nobody can ask whether it is late.",
  example: {
    report: "# Marsh Group\n\n## 1. Reeds\n\nAction: Asha Mwangi will redraw the map after the call.\n",
    said: '"after the call" is no day.',
  },
  run: ({ report }) =>
    marked(report)
      .filter(
        ({ due, due_words }) =>
          due === null && !(report.next_meeting !== null && /\bnext (?:meeting|call|session)\b/i.test(due_words ?? "")),
      )
      .map((action) =>
        actionFault(
          action,
          action.due_words
            ? say('"{words}" is no day.', { words: action.due_words })
            : say("No day is given by which this is done."),
          say("Add a day, with its year."),
        ),
      ),
};

const absentOwner: Rule = {
  name: "owner-not-there",
  kind: "action-owner-not-in-participants",
  level: "warning",
  reason: "Someone who was not there may not know what was put on them.",
  example: {
    report:
      "# Marsh Group\n\n## 1. Reeds\n\nAction: Olu Bello will redraw the map by 1 April 2026.\n\n## Participants\n\n- Asha Mwangi, Reed Trust\n- Ben Ode, Water Board\n- Josefa Lim, Heron Society\n",
    said: '"Olu Bello" is to do this and is not in the list of participants.',
  },
  run: ({ report, listed, bodies }) => {
    if (!report.participants_listed || report.participants.length < 3) return [];
    const owned = marked(report).flatMap((action) =>
      action.owners.filter(isPersonName).map((owner) => ({ action, owner })),
    );
    const absent = owned.filter(({ owner }) => !listed.has(owner) && !bodies.has(owner));
    // Where most owners are missing, so are most speakers: the list is one of members only, and is found there.
    if (absent.length >= 3 && absent.length * 2 > owned.length) return [];
    return absent.map(({ action, owner }) => {
      const message = say('"{owner}" is to do this and is not in the list of participants.', { owner });
      return actionFault(action, message, say("Ask the person, and add them to the list if they were there."));
    });
  },
};

const COLLECTIVE =
  /\b(?:all|everyone|everybody|anyone|group|team|members?|participants?|chairs?|co-?chairs?|co-?facilitators?|facilitators?|secretariat|committee|council|board|office|government|ministry|network|wg|staff|authors?|editors?|leads?|university|union|authority|agency|community|organi[sz]ers)\b/i;

const isPersonName = (owner: string): boolean =>
  /^\p{Lu}[\p{L}\p{M}.’'-]*(?: [\p{L}\p{M}.’'-]+){0,4}$/u.test(owner) &&
  /\p{Ll}/u.test(owner) &&
  !COLLECTIVE.test(owner) &&
  !NOBODY.test(owner);

const collectiveOwner: Rule = {
  name: "owner-is-everybody",
  kind: "action-owner-collective",
  level: "style",
  reason: "What everybody owns nobody does; one person should answer for it.",
  example: {
    report: "# Marsh Group\n\n## 1. Reeds\n\nAction: The participants will comment on the map by 1 April 2026.\n",
    said: 'No person answers for this, only "participants".',
  },
  run: ({ report }) =>
    marked(report)
      .filter(({ owners }) => owners.length > 0 && owners.every((owner) => COLLECTIVE.test(owner)))
      .map((action) =>
        actionFault(
          action,
          say('No person answers for this, only "{owners}".', { owners: action.owners.join(", ") }),
          say("Name one person who sees to it."),
        ),
      ),
};

const firstNameOwner: Rule = {
  name: "owner-first-name",
  kind: "action-owner-first-name-only",
  level: "style",
  reason: "An action is followed over years and meetings; a given name is not enough for that.",
  example: {
    report: "# Marsh Group\n\n## 1. Reeds\n\nAction: Asha will redraw the map by 1 April 2026.\n",
    said: 'The owner is given as "Asha" only.',
  },
  run: ({ report }) =>
    marked(report).flatMap((action) =>
      action.owners
        .filter((owner) => /^\p{Lu}[\p{Ll}\p{M}’'-]+$/u.test(owner) && isPersonName(owner))
        .map((owner) =>
          actionFault(action, say('The owner is given as "{owner}" only.', { owner }), say("Give the full name.")),
        ),
    ),
};

const twoOwners: Rule = {
  name: "two-owners",
  kind: "action-contradicts-decision",
  level: "warning",
  reason: "Where one is agreed on and another is put down, each waits for the other.",
  example: {
    report:
      "# Marsh Group\n\n## 1. Reeds\n\nIt was agreed that Ben Ode will send the map of the reeds to the Water Board.\n\nAction: Asha Mwangi will send the map of the reeds to the Water Board by 1 April 2026.\n",
    said: "Two owners are given for one thing: Ben Ode and Asha Mwangi.",
  },
  run: ({ report, listed }) => {
    const owned = report.actions
      .filter(({ owners, done }) => owners.length > 0 && !done)
      .sort((a, b) => a.line - b.line);
    return owned.flatMap((action, index) => {
      const near = owned.slice(index + 1, index + 1 + MOST_NEAR).filter(({ line }) => line - action.line < NEAR_LINES);
      return near.filter((later) => contradicts(action, later, listed)).map((later) => twoOwnersFault(action, later));
    });
  },
};

/** How far apart two sentences on one thing may stand: an item's length, and so many actions. */
const NEAR_LINES = 40;
const MOST_NEAR = 12;

function contradicts(one: Action, other: Action, listed: NameIndex): boolean {
  if (!(one.explicit || other.explicit) || !disjoint(one.owners, other.owners)) return false;
  if (sharedMeaning(one.text, other.text) < SAME_THING) return false;
  // "Stu" and "SF" are one person where the list has a Stuart Fox.
  const meant = new Set(one.owners.flatMap(listed.matches));
  return !other.owners.flatMap(listed.matches).some((name) => meant.has(name));
}

function twoOwnersFault(first: Action, second: Action): Fault {
  const marked = second.explicit ? second : first;
  const message = say("Two owners are given for one thing: {one} and {other}.", {
    one: first.owners.join(", "),
    other: second.owners.join(", "),
  });
  const remedy = say("Settle who does it, and say so in both places.");
  return { line: marked.line, lines: [first.line, second.line], words: marked.text, message, remedy };
}

/** Share of the words that carry meaning, from which on two sentences are taken to speak of one thing. */
const SAME_THING = 0.6;

const disjoint = (a: string[], b: string[]): boolean => a.every((one) => b.every((other) => !canBeSame(one, other)));

const unmarkedPromise: Rule = {
  name: "promise-not-marked",
  kind: "action-not-marked",
  level: "warning",
  reason: "A promise in running text is in no list of actions, and nobody asks after it.",
  example: {
    report:
      "# Marsh Group\n\n## 1. Reeds\n\nAsha Mwangi will share the map with the group.\n\nAction: Ben Ode will count the herons by 1 April 2026.\n",
    said: "A promise that no action carries.",
  },
  run: ({ report }) => {
    const promises = [
      ...report.promises,
      ...report.actions
        .filter(({ explicit }) => !explicit)
        .map(({ text, owners, line }) => ({ text, who: owners, line })),
    ];
    if (promises.length === 0) return [];
    const actions = marked(report);
    const onLine = new Set(actions.map(({ line }) => line));
    const carried = meaningIndex(actions.map(({ text }) => text));
    const once = new Map(promises.map((promise) => [`${promise.line} ${promise.text.slice(0, 40)}`, promise]));
    return [...once.values()]
      .filter(
        ({ text, line }) =>
          !onLine.has(line) && !TOGETHER.test(text) && !NEED.test(text) && !text.trimEnd().endsWith("?"),
      )
      .filter(({ text, who }) => carried(text, (index) => canBeTheirs(actions[index], who)) < CARRIED)
      .filter(({ text }) => carried(text, () => true) < SAME_THING)
      .filter((promise) => !isTakenUp(promise, actions))
      .map(({ text, line }) => ({
        line,
        words: text,
        message: say("A promise that no action carries."),
        remedy: say("Add an action with its owner and its day."),
      }));
  },
};

/** A promise is carried by an action that has half of its words: it is often told once at length and once in brief. */
const CARRIED = 0.5;

/** What somebody needs to do nobody has promised yet. */
const NEED = /\b(?:will |would )?needs? to\b/i;

const canBeTheirs = (action: Action | undefined, who: string[]): boolean =>
  who.length === 0 || action === undefined || action.owners.length === 0 || !disjoint(action.owners, who);

/** What all agree on is a decision; nobody in it promises anything. */
const TOGETHER =
  /^(?:the )?(?:group|meeting|participants|members|committee|we|it was|everybody|all)\b[^.]{0,20}\b(?:agreed|decided|resolved) to\b/i;

/** "She agreed to look after it": a few words that point at something, and right after them an action of the same owner. */
function isTakenUp({ text, who, line }: { text: string; who: string[]; line: number }, actions: Action[]): boolean {
  const points = /\b(?:it|this|that|them|so)\b/i.test(text) && text.split(/\s+/).length < 12;
  return (
    points && actions.some((action) => action.line > line && action.line - line < 8 && !disjoint(action.owners, who))
  );
}

const unmarkedDecision: Rule = {
  name: "decision-not-marked",
  kind: "decision-not-marked",
  level: "style",
  reason: "A decision inside a paragraph is overlooked by who was not there.",
  example: {
    report: "# Marsh Group\n\n## 1. Reeds\n\nIt was agreed to leave the reeds standing.\n",
    said: "A decision in running text.",
  },
  run: ({ report, textOn }) =>
    report.decisions
      .filter(
        ({ line }) =>
          !/\b(?:decisions?|resolved|resolutions?|agreed|agreement|vote)\b\W{0,3}:/i.test(textOn.get(line) ?? "") &&
          /\b(?:agreed|decided)\b/i.test(textOn.get(line) ?? ""),
      )
      .map(({ text, line }) => ({
        line,
        words: text,
        message: say("A decision in running text."),
        remedy: say('Put it on a line of its own, after "Decision:".'),
      })),
};

const actionFault = ({ line, text }: Action, message: Said, remedy: Said): Fault => ({
  line,
  words: text,
  message,
  remedy,
});

export const actionRules: Rule[] = [
  noOwner,
  noDueDate,
  absentOwner,
  collectiveOwner,
  firstNameOwner,
  twoOwners,
  unmarkedPromise,
  unmarkedDecision,
];
