import { say } from "../../ui/said.ts";
import { roleOf } from "../reading/section-role.ts";
import { isClosing } from "./item-sections.ts";
import type { Fault, ItemSection, Rule, Subject } from "./rule.ts";

type Report = Subject["report"];

const isOpening = (title: string): boolean => OPENING.test(title.trim()) || !["item", "title"].includes(roleOf(title));

/** Items with which meetings begin; few reports give them a section. */
const OPENING =
  /^(?:welcome|opening|roll[- ]?call|introductions?|call to order|attendance|adoption of (?:the )?agenda|approv\w+ (?:of )?(?:the )?(?:agenda|minutes)|agenda (?:review|bashing)|anti-?trust\b.*|code of conduct|housekeeping|scribe\b.*)\b/i;
const missingSection: Rule = {
  name: "item-without-section",
  kind: "agenda-item-without-section",
  level: "warning",
  reason: "An item that was announced and is not reported on leaves open whether it was discussed at all.",
  example: {
    report:
      "# Marsh Group\n\n## Agenda\n\n1. Reeds\n2. Herons\n3. Boats\n\n## 1. Reeds\n\nThey grow.\n\n## 3. Boats\n\nThey float.\n",
    said: 'The agenda item "Herons" has no section.',
  },
  run: (subject) =>
    unmatched(subject)
      .filter(({ title }) => !isClosing(title) && !isOpening(title))
      .map(({ title, line }) => ({
        line,
        words: title,
        message: say('The agenda item "{title}" has no section.', { title }),
        remedy: say("Report on it, or say that it was not reached and when it will be taken up."),
      })),
};

const closingItem: Rule = {
  name: "closing-item",
  kind: "agenda-item-without-section",
  level: "warning",
  reason:
    "A closing item that is never closed leaves open whether anything else was raised, and whether the report is whole.",
  example: {
    report:
      "# Marsh Group\n\n## Agenda\n\n1. Reeds\n2. Herons\n3. AOB\n\n## 1. Reeds\n\nThey grow.\n\n## 2. Herons\n\nThey nest.\n",
    said: 'The closing item "AOB" is never closed.',
  },
  run: (subject) => {
    const never = unmatched(subject).filter(({ title }) => isClosing(title));
    const empty = emptySections(subject).filter(({ title }) => isClosing(title));
    return [...never, ...empty].map(({ title, line }) => ({
      line,
      words: title,
      message: say('The closing item "{title}" is never closed.', { title }),
      remedy: say('Say what was raised, or "There was no other business."'),
    }));
  },
};

/**
 * Top-level items that no section takes up. Where fewer than half are taken up the notes do not follow the agenda
 * at all, and nothing is said.
 */
function unmatched({ report: { agenda_items }, items }: Subject): Report["agenda_items"] {
  const taken = new Set(items.map(({ agenda_item }) => agenda_item));
  const missing = agenda_items.filter((_, index) => !taken.has(index));
  return missing.length * 2 > agenda_items.length || agenda_items.length < 2 ? [] : missing;
}

const strayHeading: Rule = {
  name: "section-without-item",
  kind: "section-without-agenda-item",
  level: "warning",
  reason: "What was discussed without being announced was discussed without those who would have come for it.",
  example: {
    report:
      "# Marsh Group\n\n## Agenda\n\n1. Reeds\n2. Herons\n\n## 1. Reeds\n\nThey grow.\n\n## 2. Herons\n\nThey nest.\n\n## 3. Boats\n\nAsha Mwangi asked for two.\n",
    said: 'The section "Boats" is not on the agenda.',
  },
  run: ({ report, items }) => {
    const taken = items.filter(({ agenda_item }) => agenda_item !== null);
    const stray = items.filter(
      (section) =>
        section.agenda_item === null &&
        section.line > (taken[0]?.line ?? 0) &&
        !isClosing(section.title) &&
        !isOpening(section.title) &&
        taken.some((other) => areSiblings(section, other)),
    );
    if (report.agenda_items.length < 2 || taken.length < 2 || stray.length * 2 > items.length) return [];
    return stray.map(({ title, line }) => ({
      line,
      words: title,
      message: say('The section "{title}" is not on the agenda.', { title }),
      remedy: say("Add the item to the agenda, or put the section under the item it belongs to."),
    }));
  },
};

/** Headings of one rank; where no format marks the rank, both numbered or both not. */
const areSiblings = (a: ItemSection, b: ItemSection): boolean =>
  a.form === b.form && a.level === b.level && (a.form === "marked" || (a.label === null) === (b.label === null));

const emptySection: Rule = {
  name: "empty-section",
  kind: "section-without-content",
  level: "warning",
  reason: "A heading with nothing under it may mean that nothing was said, or that it was lost.",
  example: {
    report: "# Marsh Group\n\n## Agenda\n\n1. Reeds\n2. Herons\n\n## 1. Reeds\n\n## 2. Herons\n\nThey nest.\n",
    said: 'Nothing stands under "Reeds".',
  },
  run: (subject) =>
    emptySections(subject)
      .filter(({ title }) => !isClosing(title) && !isOpening(title))
      .map(({ title, line }) => ({
        line,
        words: title,
        message: say('Nothing stands under "{title}".', { title }),
        remedy: say("Report on it, or say that it was not reached."),
      })),
};

/** Sections with a heading and no more, unless most are so: then the headings are the agenda. */
function emptySections({ items }: Subject): ItemSection[] {
  const empty = items.filter((section) => section.empty);
  return empty.length * 2 > items.length ? [] : empty;
}

const ABSENT =
  /\b(?:no[- ]?(?:one|body)|no (?:representatives?|delegates?|participants?|speakers?)|nobody|none)\b[^.;]{0,100}\b(?:on the call|present|in attendance|attend(?:ed|ing)?|here|joined|available|represented|there|came|could (?:attend|join|come))\b|\b(?:there (?:was|were) no|with no) (?:representatives?|delegates?|representation)\b|\b(?:was|were|is|are) not represented\b|\bno representatives? (?:of|from)\b|\bcould not (?:attend|join|be present)\b/i;
const CARRIED =
  /\b(?:next (?:meeting|call|session|agenda)|postponed|deferred|moved to|carried (?:over|forward)|taken up (?:at|in)|come back|will be (?:invited|asked|contacted)|in writing|rescheduled)\b/i;

const nobodyThere: Rule = {
  name: "nobody-there",
  kind: "section-without-content",
  level: "warning",
  reason: "An item that fell away because nobody could speak to it is forgotten unless a next step carries it on.",
  example: {
    report:
      "# Marsh Group\n\n## Agenda\n\n1. Reeds\n2. Water Board\n\n## 1. Reeds\n\nThey grow.\n\n## 2. Water Board\n\nThere were no representatives of the Water Board on the call.\n",
    said: 'Nobody was there for "Water Board", and nothing says what becomes of it.',
  },
  run: ({ report, items }) =>
    items.flatMap((section): Fault[] => {
      const place = section.blocks.find(({ kind, body }) => kind !== "heading" && ABSENT.test(body));
      if (!place || section.blocks.length > 4 || isCarriedOn(section, report)) return [];
      const message = say('Nobody was there for "{title}", and nothing says what becomes of it.', {
        title: section.title,
      });
      const remedy = say("Add a next step: who asks them, or to which meeting the item moves.");
      return [{ line: place.line, words: place.body, message, remedy }];
    }),
};

const isCarriedOn = ({ blocks }: Report["sections"][number], { actions }: Report): boolean => {
  const lines = new Set(blocks.map(({ line }) => line));
  if (actions.some(({ line }) => lines.has(line))) return true;
  return blocks.some(({ kind, body }) => kind === "action" || kind === "next-step" || CARRIED.test(body));
};

const headingLevel: Rule = {
  name: "heading-level",
  kind: "heading-level-inconsistent",
  level: "style",
  reason:
    "Sections of one rank with headings of different rank confuse screen readers, exports and tables of contents.",
  example: {
    report:
      "# Marsh Group\n\n### 1. Reeds\n\nThey grow.\n\n### 2. Herons\n\nThey nest.\n\n## 3. Boats\n\nThey float.\n",
    said: 'The heading "Boats" has level 2, the others level 3.',
  },
  run: ({ items }) => {
    const ranked = items.filter(({ label, form }) => label !== null && form === "marked");
    const usual = [...Map.groupBy(ranked, ({ level }) => level)].find(
      ([, alike]) => alike.length * 2 > ranked.length,
    )?.[0];
    if (usual === undefined || ranked.length < 3) return [];
    return ranked
      .filter(({ level }) => level < usual)
      .map(({ line, title, level }) => ({
        line,
        words: title,
        message: say('The heading "{title}" has level {level}, the others level {usual}.', { title, level, usual }),
        remedy: say("Give it the level of the others."),
      }));
  },
};

export const agendaRules: Rule[] = [missingSection, closingItem, strayHeading, emptySection, nobodyThere, headingLevel];
