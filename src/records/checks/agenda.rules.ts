import type { Fault, Rule, Subject } from "./rule.ts";

type Report = Subject["report"];

/** Items with which meetings begin; few reports give them a section. */
const OPENING =
  /^(?:welcome|opening|roll[- ]?call|introductions?|call to order|attendance|adoption of (?:the )?agenda|approv\w+ (?:of )?(?:the )?(?:agenda|minutes)|agenda (?:review|bashing)|anti-?trust\b.*|code of conduct|housekeeping|scribe\b.*)\b/i;
const CLOSING =
  /^(?:a\.?o\.?b\.?|any other (?:business|matters?|items?)|other (?:business|matters|items)|clos(?:e|ing)(?: of (?:the )?meeting| remarks)?|wrap[- ]?up|adjourn(?:ment)?|conclusions?|questions diverses|divers|varios|otros asuntos|asuntos varios|cl[oô]ture|cierre)(?:\s*(?:[(/,:–-]|and\b|&).*)?[.:]?$/i;

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
  run: ({ report }) =>
    unmatched(report)
      .filter(({ title }) => !CLOSING.test(title.trim()) && !OPENING.test(title.trim()))
      .map(({ title, line }) => ({
        line,
        words: title,
        message: `The agenda item "${title}" has no section.`,
        remedy: "Report on it, or say that it was not reached and when it will be taken up.",
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
  run: ({ report }) => {
    const never = unmatched(report).filter(({ title }) => CLOSING.test(title.trim()));
    const empty = emptySections(report).filter(({ title }) => CLOSING.test(title.trim()));
    return [...never, ...empty].map(({ title, line }) => ({
      line,
      words: title,
      message: `The closing item "${title}" is never closed.`,
      remedy: 'Say what was raised, or "There was no other business."',
    }));
  },
};

/**
 * Top-level items that no section takes up. Where fewer than half are taken up the notes do not follow the agenda
 * at all, and nothing is said.
 */
function unmatched({ agenda_items, sections }: Report): Report["agenda_items"] {
  const taken = new Set(sections.map(({ agenda_item }) => agenda_item));
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
  run: ({ report }) => {
    const { agenda_items, sections } = report;
    const stray = sections.filter(({ agenda_item, title }) => agenda_item === null && !CLOSING.test(title.trim()));
    if (agenda_items.length < 2 || stray.length * 2 > sections.length) return [];
    return stray.map(({ title, line }) => ({
      line,
      words: title,
      message: `The section "${title}" is not on the agenda.`,
      remedy: "Add the item to the agenda, or put the section under the item it belongs to.",
    }));
  },
};

const emptySection: Rule = {
  name: "empty-section",
  kind: "section-without-content",
  level: "warning",
  reason: "A heading with nothing under it may mean that nothing was said, or that it was lost.",
  example: {
    report: "# Marsh Group\n\n## Agenda\n\n1. Reeds\n2. Herons\n\n## 1. Reeds\n\n## 2. Herons\n\nThey nest.\n",
    said: 'Nothing stands under "Reeds".',
  },
  run: ({ report }) =>
    emptySections(report)
      .filter(({ title }) => !CLOSING.test(title.trim()))
      .map(({ title, line }) => ({
        line,
        words: title,
        message: `Nothing stands under "${title}".`,
        remedy: "Report on it, or say that it was not reached.",
      })),
};

/** Sections with a heading and no more, unless all are so: then the headings are the agenda. */
function emptySections({ sections }: Report): Report["sections"] {
  const empty = sections.filter(({ blocks, title }) => blocks.every(({ kind }) => kind === "heading") && title !== "");
  return empty.length * 2 > sections.length ? [] : empty;
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
  run: ({ report }) =>
    report.sections.flatMap((section): Fault[] => {
      const place = section.blocks.find(({ kind, body }) => kind !== "heading" && ABSENT.test(body));
      if (!place || section.blocks.length > 4 || isCarriedOn(section, report)) return [];
      const message = `Nobody was there for "${section.title}", and nothing says what becomes of it.`;
      const remedy = "Add a next step: who asks them, or to which meeting the item moves.";
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
  run: ({ report, tree }) => {
    const levels = new Map(
      tree.blocks.flatMap((block) => (block.kind === "heading" ? [[block.line, block.level] as const] : [])),
    );
    const ranked = report.sections.flatMap(({ line, title, label }) => {
      const level = levels.get(line);
      return level === undefined || label === null ? [] : [{ line, title, level }];
    });
    const usual = [...Map.groupBy(ranked, ({ level }) => level)].find(
      ([, alike]) => alike.length * 2 > ranked.length,
    )?.[0];
    if (usual === undefined || ranked.length < 3) return [];
    return ranked
      .filter(({ level }) => level < usual)
      .map(({ line, title, level }) => ({
        line,
        words: title,
        message: `The heading "${title}" has level ${level}, the others level ${usual}.`,
        remedy: "Give it the level of the others.",
      }));
  },
};

export const agendaRules: Rule[] = [missingSection, closingItem, strayHeading, emptySection, nobodyThere, headingLevel];
