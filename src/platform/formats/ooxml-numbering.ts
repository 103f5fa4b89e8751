import { formatNumber } from "./number-format.ts";
import { wholeNumber } from "./ooxml-styles.ts";
import { attribute, child, childValue, readXml, type XmlElement } from "./ooxml-xml.ts";

/** One level of a list: `text` has "%1" for the number of the first level, "%2" for that of the second. */
export type OoxmlLevel = {
  format: string;
  text: string;
  start: number;
  /** A level above this one (from 1) after which counting begins anew; 0: never; null: after any. */
  restartAfter: number | null;
  /** Numbers of the levels above are shown in plain figures ("Article II" has sections "2.1"). */
  legal: boolean;
  indentTwips: number | null;
  /** Paragraphs of this style stand on this level without saying so. */
  paragraphStyle: string | null;
};

/** `counters` names who counts together: numberings of one definition do, unless one states a start of its own. */
export type OoxmlNumbering = { counters: string; levels: Map<number, OoxmlLevel>; startOverrides: Map<number, number> };

export type OoxmlNumberings = Map<string, OoxmlNumbering>;

export function readNumberings(bytes: Uint8Array | null): OoxmlNumberings {
  const numberings: OoxmlNumberings = new Map();
  if (bytes === null) return numberings;
  const elements = readXml(bytes).children;
  const definitions = readDefinitions(elements);
  for (const element of elements) {
    const id = attribute(element, "w:numId");
    const definition = definitions.get(childValue(element, "w:abstractNumId") ?? "");
    if (element.name !== "w:num" || id === null || definition === undefined) continue;
    const levels = new Map(definition.levels);
    const startOverrides = new Map<number, number>();
    for (const override of element.children) readOverride(override, levels, startOverrides);
    const counters = startOverrides.size > 0 ? `numbering ${id}` : `definition ${definition.id}`;
    numberings.set(id, { counters, levels, startOverrides });
  }
  return numberings;
}

type Definition = { id: string; levels: Map<number, OoxmlLevel>; styleLink: string | null; usesStyle: string | null };

/** A definition may be empty and refer, by the name of a list style, to the one that holds the levels. */
function readDefinitions(elements: XmlElement[]): Map<string, Definition> {
  const definitions = new Map<string, Definition>();
  for (const element of elements) {
    const id = attribute(element, "w:abstractNumId");
    if (element.name !== "w:abstractNum" || id === null) continue;
    const levels = new Map<number, OoxmlLevel>();
    for (const each of element.children) if (each.name === "w:lvl") readLevel(each, levels);
    const styleLink = childValue(element, "w:styleLink");
    definitions.set(id, { id, levels, styleLink, usesStyle: childValue(element, "w:numStyleLink") });
  }
  const byStyle = new Map([...definitions.values()].map((each) => [each.styleLink, each.levels]));
  for (const definition of definitions.values()) {
    if (definition.usesStyle !== null) definition.levels = byStyle.get(definition.usesStyle) ?? definition.levels;
  }
  return definitions;
}

function readOverride(element: XmlElement, levels: Map<number, OoxmlLevel>, starts: Map<number, number>): void {
  const level = wholeNumber(attribute(element, "w:ilvl"));
  if (element.name !== "w:lvlOverride" || level === null) return;
  const whole = child(element, "w:lvl");
  if (whole !== null) readLevel(whole, levels);
  const start = wholeNumber(childValue(element, "w:startOverride"));
  if (start !== null) starts.set(level, start);
}

function readLevel(element: XmlElement, levels: Map<number, OoxmlLevel>): void {
  const level = wholeNumber(attribute(element, "w:ilvl"));
  if (level === null || level < 0 || level > 8) return;
  const properties = child(element, "w:pPr");
  const indent = properties === null ? null : child(properties, "w:ind");
  levels.set(level, {
    format: childValue(element, "w:numFmt") ?? "decimal",
    text: childValue(element, "w:lvlText") ?? "",
    start: wholeNumber(childValue(element, "w:start")) ?? 0,
    restartAfter: wholeNumber(childValue(element, "w:lvlRestart")),
    legal: child(element, "w:isLgl") !== null,
    indentTwips: indent === null ? null : wholeNumber(attribute(indent, "w:left") ?? attribute(indent, "w:start")),
    paragraphStyle: childValue(element, "w:pStyle"),
  });
}

/** The marker as the document shows it: "-" stands for every bullet, "" for a paragraph that continues an item. */
export type Marker = { text: string; ordered: boolean };

/** Counts the items of all lists in the order in which they come. */
export class ItemCounter {
  readonly #numberings: OoxmlNumberings;
  readonly #counts = new Map<string, (number | undefined)[]>();

  constructor(numberings: OoxmlNumberings) {
    this.#numberings = numberings;
  }

  /** Null where the numbering does not exist. */
  next(id: string, level: number): Marker | null {
    const numbering = this.#numberings.get(id);
    const shape = numbering?.levels.get(level);
    if (numbering === undefined || shape === undefined) return null;
    if (shape.format === "bullet") return { text: shape.text.trim() === "" ? "" : "-", ordered: false };
    const counts = this.#countsOf(numbering.counters);
    const start = (at: number): number => numbering.startOverrides.get(at) ?? numbering.levels.get(at)?.start ?? 1;
    const before = counts[level];
    counts[level] = before === undefined ? start(level) : before + 1;
    for (let above = 0; above < level; above += 1) counts[above] ??= start(above);
    restartBelow(counts, level, numbering);
    if (shape.format === "none" && !shape.text.includes("%")) return { text: shape.text.trim(), ordered: false };
    return { text: markerText(shape, numbering, counts), ordered: true };
  }

  #countsOf(key: string): (number | undefined)[] {
    const counts = this.#counts.get(key) ?? [];
    this.#counts.set(key, counts);
    return counts;
  }
}

function restartBelow(counts: (number | undefined)[], level: number, numbering: OoxmlNumbering): void {
  for (let below = level + 1; below < counts.length; below += 1) {
    const after = numbering.levels.get(below)?.restartAfter ?? null;
    if (after === null || (after > 0 && level < after)) counts[below] = undefined;
  }
}

function markerText(shape: OoxmlLevel, numbering: OoxmlNumbering, counts: (number | undefined)[]): string {
  return shape.text
    .replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const format = shape.legal ? "decimal" : (numbering.levels.get(at)?.format ?? "decimal");
      return formatNumber(counts[at] ?? numbering.levels.get(at)?.start ?? 1, format);
    })
    .trim();
}
