import type { List } from "../../platform/formats/tree.ts";
import { type Said, say } from "../../ui/said.ts";
import type { Fault, Rule, Subject } from "./rule.ts";

type Entry = { line: number; text: string };

/** Lists of participants shorter than this have no form of their own. */
const SHORTEST = 5;

const sampleList = (lines: string[]): string =>
  `# Marsh Group\n\n## Participants\n\n${["Asha Mwangi, Reed Trust", "Ben Ode, Water Board", "Cara Lim, Heron Society", "Dov Katz, Boat Club", ...lines].map((entry, index) => `${index + 1}. ${entry}`).join("\n")}\n`;

const separator: Rule = {
  name: "entry-without-comma",
  kind: "participant-separator-missing",
  level: "style",
  reason: "Without a mark nobody can tell where the name ends and the organisation begins.",
  example: {
    report: sampleList(["Ewa Nowak Ministry of Rivers"]),
    said: "No mark stands between the name and the organisation.",
  },
  run: (subject) =>
    entriesWith(subject, /,/)
      .filter(({ text }) => !/[,(;:|–—]|\s-\s/.test(text) && text.split(/\s+/).length > 4)
      .map((entry) =>
        entryFault(
          entry,
          say("No mark stands between the name and the organisation."),
          say("Put a comma after the name."),
        ),
      ),
};

const brackets: Rule = {
  name: "entry-form",
  kind: "participant-format-inconsistent",
  level: "style",
  reason: "Entries of one form can be read by eye and by program.",
  example: {
    report: sampleList(["Ewa Nowak (Ministry of Rivers)"]),
    said: "Brackets stand where the other entries have a comma.",
  },
  run: (subject) =>
    entriesWith(subject, /,/)
      .filter(({ text }) => /^[^,]*\([^()]+\)\s*$/.test(text))
      .map((entry) =>
        entryFault(
          entry,
          say("Brackets stand where the other entries have a comma."),
          say("Write the entry as the others are written."),
        ),
      ),
};

const commas: Rule = {
  name: "entry-comma",
  kind: "participant-format-inconsistent",
  level: "style",
  reason: "A comma at the end, or a space before one, hints at something that was lost.",
  example: { report: sampleList(["Ewa Nowak , Ministry of Rivers"]), said: "A comma stands loose." },
  run: (subject) =>
    entriesWith(subject, /,/)
      .filter(({ text }) => /\s,|,\s*$/.test(text))
      .map((entry) =>
        entryFault(entry, say("A comma stands loose."), say("Put it right after the word, and none at the end.")),
      ),
};

const OFFICE = /\b(?:member|chair|co-?chair|observer|alternate|rapporteur|vice-?chair|co-?facilitator)\b/i;

const order: Rule = {
  name: "entry-order",
  kind: "participant-format-inconsistent",
  level: "style",
  reason: "Where the role stands now before and now after the organisation, one is taken for the other.",
  example: {
    report: sampleList([
      "Ewa Nowak, Council Member, Ministry of Rivers",
      "Finn Berg, Mill Museum, Council Member",
      "Gita Rao, Group's Co-Chair, Dam Watch",
      "Hana Sato, Lock Keepers, Council Member",
    ]),
    said: "The role stands before the organisation in 2 entries and after it in 2.",
  },
  run: (subject) => {
    const sorted = Map.groupBy(entriesWith(subject, /,/), orderOf);
    const before = sorted.get("role first") ?? [];
    const after = sorted.get("role last") ?? [];
    const first = before[0];
    if (!first || before.length < 2 || after.length < 2) return [];
    const lines = [...before, ...after].map(({ line }) => line).sort((a, b) => a - b);
    const message = say(
      "The role stands before the organisation in {before, plural, one {# entry} other {# entries}} and after it in {after}.",
      { before: before.length, after: after.length },
    );
    return [
      {
        line: lines[0] ?? first.line,
        lines,
        words: first.text,
        message,
        remedy: say("Write name, organisation, role in every entry."),
      },
    ];
  },
};

function orderOf({ text }: Entry): "role first" | "role last" | "neither" {
  const parts = text
    .split(",")
    .slice(1)
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const role = parts.findIndex((part) => OFFICE.test(part));
  const body = parts.findIndex((part) => !OFFICE.test(part));
  if (role < 0 || body < 0) return "neither";
  return role < body ? "role first" : "role last";
}

const governments: Rule = {
  name: "affiliation-form",
  kind: "affiliation-variant",
  level: "style",
  reason: "Bodies of one kind named in two ways do not stand together when the list is sorted or counted.",
  example: {
    report: sampleList(["Ewa Nowak, Government of Utopia", "Finn Berg, Atlantean Government"]),
    said: 'Governments are named in 2 ways: "Government of Utopia", "Atlantean Government".',
  },
  run: ({ report: { participants } }) => {
    const named = participants.filter(({ affiliation }) => /\bgovernment\b/i.test(affiliation ?? ""));
    const [before, after] = [/^\p{L}+(?: \p{L}+)? government$/iu, /^(?:the )?government of /i].map((form) =>
      named.filter(({ affiliation }) => (affiliation ?? "").split(/\s*[,;/]\s*/).some((part) => form.test(part))),
    );
    const [odd, usual] = [before ?? [], after ?? []].sort((a, b) => a.length - b.length);
    const [one, other] = [usual?.[0], odd?.[0]];
    if (!one || !other) return [];
    const message = say("Governments are named in 2 ways: {ways}.", {
      ways: { quoted: [one, other].map(({ affiliation }) => affiliation ?? "") },
    });
    const lines = (odd ?? []).map(({ line }) => line);
    return [{ line: other.line, lines, words: other.affiliation ?? "", message, remedy: say("Use one way for all.") }];
  },
};

const alphabet: Rule = {
  name: "list-order",
  kind: "list-order-broken",
  level: "style",
  reason: "In a list that is in alphabetical order but for a few, those few are not found.",
  example: {
    report: sampleList([
      "Finn Berg, Mill Museum",
      "Ewa Nowak, Ministry of Rivers",
      "Gita Rao, Dam Watch",
      "Hana Sato, Lock Keepers",
    ]),
    said: "The list is in alphabetical order but for 1 of 8 entries.",
  },
  run: (subject) => {
    const entries = entriesWith(subject, /\p{L}/u);
    if (entries.length < 8) return [];
    const keys = [firstWord, lastOfName].map((key) => outOfOrder(entries, key));
    const stray = keys.sort((a, b) => a.length - b.length)[0] ?? [];
    const first = stray[0];
    if (!first || stray.length * 5 > entries.length) return [];
    const message = say(
      "The list is in alphabetical order but for {stray} of {count, plural, one {# entry} other {# entries}}.",
      { stray: stray.length, count: entries.length },
    );
    return [
      {
        line: first.line,
        lines: stray.map(({ line }) => line),
        words: first.text,
        message,
        remedy: say("Put them where they belong."),
      },
    ];
  },
};

const fold = (word: string): string => word.normalize("NFD").replace(/\P{L}/gu, "").toLowerCase();
const nameOf = ({ text }: Entry): string[] => (text.split(/[,(]/)[0] ?? "").trim().split(/\s+/);
const firstWord = (entry: Entry): string => fold(nameOf(entry)[0] ?? "");
const lastOfName = (entry: Entry): string => fold(nameOf(entry).at(-1) ?? "");

/** The entries outside a longest run in order (patience sorting: n log n). */
function outOfOrder(entries: Entry[], key: (entry: Entry) => string): Entry[] {
  const tops: number[] = [];
  const before: (number | undefined)[] = [];
  const keys = entries.map(key);
  keys.forEach((word, index) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((keys[tops[middle] ?? 0] ?? "") <= word) low = middle + 1;
      else high = middle;
    }
    before[index] = tops[low - 1];
    tops[low] = index;
  });
  const kept = new Set<number>();
  for (let at = tops.at(-1); at !== undefined; at = before[at]) kept.add(at);
  return entries.filter((_, index) => !kept.has(index));
}

const split: Rule = {
  name: "list-split",
  kind: "list-split",
  level: "style",
  reason: "A blank line inside a list cuts it in two, and the second part may begin again at 1.",
  example: {
    report:
      "# Marsh Group\n\n## Participants\n\n1. Asha Mwangi, Reed Trust\n2. Ben Ode, Water Board\n3. Cara Lim, Heron Society\n\n4. Dov Katz, Boat Club\n5. Ewa Nowak, Ministry of Rivers\n",
    said: "A blank line cuts the list in two.",
  },
  run: ({ outline: { tree } }) =>
    tree.format !== "markdown" && tree.format !== "text"
      ? []
      : tree.blocks.flatMap((block) => (block.kind === "list" && block.items.length >= SHORTEST ? cutsIn(block) : [])),
};

/** Lists whose items stand line under line but for one or two breaks. */
function cutsIn({ items }: List): Fault[] {
  const plain = items.every(
    ({ blocks }) => blocks.length === 1 && blocks[0]?.kind === "paragraph" && blocks[0].lines.length === 1,
  );
  const after = items.slice(1).filter(({ line }, index) => line > (items[index]?.line ?? line) + 1);
  if (!plain || after.length === 0 || after.length > 2 || after.length * 4 > items.length) return [];
  return after.map(({ line, marker }) => ({
    line,
    words: marker,
    message: say("A blank line cuts the list in two."),
    remedy: say("Take the blank line away."),
  }));
}

const capitals: Rule = {
  name: "name-in-capitals",
  kind: "participant-case-inconsistent",
  level: "style",
  reason: "A name in capitals among others that are not looks like a mark of rank.",
  example: {
    report: sampleList(["Ewa NOWAK, Ministry of Rivers"]),
    said: "This surname is in capitals, the others are not.",
  },
  run: (subject) => {
    const entries = entriesWith(subject, /\p{L}/u);
    const loud = entries.filter((entry) => nameOf(entry).some((word) => /^\p{Lu}[\p{Lu}’'-]{3,}$/u.test(word)));
    if (loud.length * 3 > entries.length) return [];
    return loud.map((entry) =>
      entryFault(
        entry,
        say("This surname is in capitals, the others are not."),
        say("Write it as the others are written."),
      ),
    );
  },
};

/** Entries of the list of participants, if most of them have the form. */
function entriesWith(subject: Subject, form: RegExp): Entry[] {
  const entries = ownEntries(subject);
  const alike = entries.filter(({ text }) => form.test(text)).length;
  return alike * 4 >= entries.length * 3 ? entries : [];
}

const remembered = new WeakMap<Subject, Entry[]>();

/** Entries that stand on a line of their own each; none where the list is short. */
function ownEntries(subject: Subject): Entry[] {
  const known = remembered.get(subject);
  if (known !== undefined) return known;
  const { report, textOn } = subject;
  const entries = report.participants
    .map(({ line }) => ({ line, text: textOn.get(line) ?? "" }))
    .filter(({ text }) => text !== "");
  const own = new Set(entries.map(({ line }) => line)).size === entries.length;
  const found = own && entries.length >= SHORTEST ? entries : [];
  remembered.set(subject, found);
  return found;
}

const entryFault = ({ line, text }: Entry, message: Said, remedy: Said): Fault => ({
  line,
  words: text.trim(),
  message,
  remedy,
});

export const listFormRules: Rule[] = [separator, brackets, commas, order, governments, alphabet, split, capitals];
