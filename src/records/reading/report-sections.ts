/** The sections of a report as it is handed on: each with its agenda item, its interventions and its blocks. */
import type { ReadAgendaItem, ReadIntervention, ReadReport, ReadSection } from "../report.ts";
import type { Outline, Section } from "./outline.ts";
import { blocksOf, type Kinds } from "./section-blocks.ts";
import { foldTitle } from "./section-role.ts";

export function reportSections(
  outline: Outline,
  agenda: readonly ReadAgendaItem[],
  said: { turns: ReadonlyMap<Section, readonly ReadIntervention[]>; kinds: Kinds },
): ReadSection[] {
  const items = agenda.map((item) => wordsOf(item.title));
  return outline.sections
    .filter((section) => section.title !== "" || section.blocks.length > 0)
    .map((section) => ({
      title: section.title,
      label: section.label,
      agenda_item: section.role === "item" || section.role === "discussion" ? itemOf(section.title, items) : null,
      line: section.line,
      interventions: (said.turns.get(section) ?? []).map(({ speaker, spoken_as, on_behalf, act, text, line }) => ({
        speaker,
        spoken_as,
        on_behalf,
        act,
        text,
        line,
      })),
      blocks: blocksOf(section.blocks, said.kinds),
    }));
}

const NOBODY =
  /\b(?:there (?:were|was)|il n['’]y avait|no hubo)? ?(?:no|aucun|ning[uú]n) (?:representatives?|one|attendees?|participants?|repr[eé]sentants?|representantes?) (?:from|of|de|du|for) (?:the )?(.{3,80}?)(?: (?:(?:on|in|at|during) (?:the|this|today['’]s) (?:\w+ )?(?:call|meeting|session)|was|were|could|present|attend\w*|joined|participated|sur l|en la)\b|[.;]|$)/i;

/** "There were no representatives from the Secretariat on the call." */
export function bodiesMissing(outline: Outline): ReadReport["bodies_not_represented"] {
  const found: ReadReport["bodies_not_represented"] = [];
  for (const line of outline.lines) {
    const body = /\b(?:no|aucun|ning[uú]n)\b/i.test(line.text) ? NOBODY.exec(line.text)?.[1] : undefined;
    if (body !== undefined && /\p{Lu}/u.test(body)) found.push({ body: body.trim(), line: line.line });
  }
  return found;
}

const wordsOf = (title: string): Set<string> =>
  new Set(
    foldTitle(title)
      .split(" ")
      .filter((word) => word !== ""),
  );

/** No agenda has more items; past them only the first are compared, so that ten thousand headings are no square of that. */
const COMPARED_ITEMS = 300;

/** The item that shares at least three fifths of its words with the title. */
function itemOf(title: string, all: readonly Set<string>[]): number | null {
  const own = wordsOf(title);
  const items = all.slice(0, COMPARED_ITEMS);
  let best: number | null = null;
  let most = 0.6;
  for (const [index, item] of items.entries()) {
    let both = 0;
    for (const word of own) if (item.has(word)) both += 1;
    const share = (2 * both) / Math.max(1, own.size + item.size);
    if (share > most || (share === most && best === null)) {
      best = index;
      most = share;
    }
  }
  return best;
}
