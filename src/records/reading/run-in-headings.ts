/** Matters whose title opens the paragraph that tells of them: "**Approval of minutes:** Motion by …", "ROADS: …". */
import type { ReadAgendaItem } from "../report.ts";
import type { Entry } from "./entry.ts";
import { factOf } from "./labelled.ts";
import { markOf } from "./mark.ts";
import type { Outline } from "./outline.ts";
import { foldTitle, roleOf } from "./section-role.ts";

const CAPITALS = /^\p{Lu}[\p{Lu}\s'’&/,()\d-]{4,70}:(?=\s+\S)/u;
const PLACE = /^(?:place|time|motion|vote|result|discussion|note|notes|background|comment|comments|re|ayes|nays|noes)$/;

/** Those that occur once each; fewer than three are no way of writing. */
export function runInMatters(outline: Outline): ReadAgendaItem[] {
  const found: ReadAgendaItem[] = [];
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const section of outline.sections) {
    if (section.role === "participants" || section.role === "actions" || section.role === "annex") continue;
    for (const entry of section.entries) {
      const title = entry.kind === "paragraph" && entry.parent === null ? leadOf(entry) : null;
      if (title === null) continue;
      const key = foldTitle(title);
      if (seen.has(key)) twice.add(key);
      else found.push({ title, label: null, line: entry.line, children: [] });
      seen.add(key);
    }
  }
  const once = found.filter((each) => !twice.has(foldTitle(each.title)));
  return once.length < 3 ? [] : once;
}

function leadOf(entry: Entry): string | null {
  const lead = boldLead(entry) ?? (entry.text.includes(":") ? CAPITALS.exec(entry.text)?.[0] : undefined);
  if (lead === undefined || entry.text.length < lead.length + 12) return null;
  const title = lead.replace(/[\s:.–—-]+$/, "").trim();
  const role = roleOf(title);
  if (title.length < 4 || PLACE.test(foldTitle(title)) || factOf(title) !== null || markOf(`${title}: x`) !== null)
    return null;
  return role === "item" ? title : null;
}

/** Bold words that end in a colon or a stop, or after which one stands, before plain ones. */
function boldLead(entry: Entry): string | undefined {
  const spans = entry.lines[0]?.source.spans ?? [];
  if (spans[0]?.bold !== true) return undefined;
  const end = spans.findIndex((span) => span.bold !== true && span.text.trim() !== "");
  if (end <= 0) return undefined;
  const words = spans
    .slice(0, end)
    .map((span) => span.text)
    .join("")
    .trim();
  return words.length < 90 && (/[:.]$/.test(words) || /^\s*[:–—-]/.test(spans[end]?.text ?? "")) ? words : undefined;
}
