import { attribute, child, childValue, readXml, type XmlElement } from "./ooxml-xml.ts";

/** What a run looks like; null where the element says nothing and the style decides. */
export type OoxmlLooks = {
  bold: boolean | null;
  italic: boolean | null;
  struck: boolean | null;
  hidden: boolean | null;
};

/** Level of numbering from 0; `id` "0" takes a paragraph out of the list that its style puts it in. */
export type OoxmlListPlace = { id: string | null; level: number | null };

/** Paragraph settings, as a paragraph or a style states them. Indents in twentieths of a point. */
export type OoxmlParagraphSettings = {
  outlineLevel: number | null;
  list: OoxmlListPlace | null;
  indentTwips: number | null;
};

export type OoxmlStyle = OoxmlParagraphSettings & {
  id: string;
  kind: string;
  /** As the file gives it: Word keeps the English name of a built-in style in every language ("heading 1"). */
  name: string;
  basedOn: string | null;
  looks: OoxmlLooks;
};

export type OoxmlStyles = { byId: Map<string, OoxmlStyle>; defaultParagraphStyle: string | null };

export function readStyles(bytes: Uint8Array | null): OoxmlStyles {
  const styles: OoxmlStyles = { byId: new Map(), defaultParagraphStyle: null };
  if (bytes === null) return styles;
  for (const element of readXml(bytes).children) {
    const id = attribute(element, "w:styleId");
    if (element.name !== "w:style" || id === null) continue;
    const kind = attribute(element, "w:type") ?? "paragraph";
    styles.byId.set(id, {
      id,
      kind,
      name: childValue(element, "w:name") ?? id,
      basedOn: childValue(element, "w:basedOn"),
      looks: readLooks(child(element, "w:rPr")),
      ...readParagraphSettings(child(element, "w:pPr")),
    });
    if (kind === "paragraph" && isOn(attribute(element, "w:default") ?? "0")) styles.defaultParagraphStyle = id;
  }
  return styles;
}

export const readLooks = (properties: XmlElement | null): OoxmlLooks => ({
  bold: toggle(properties, "w:b"),
  italic: toggle(properties, "w:i"),
  struck: toggle(properties, "w:strike") ?? toggle(properties, "w:dstrike"),
  hidden: toggle(properties, "w:vanish"),
});

export function readParagraphSettings(properties: XmlElement | null): OoxmlParagraphSettings {
  if (properties === null) return { outlineLevel: null, list: null, indentTwips: null };
  const numbering = child(properties, "w:numPr");
  const indent = child(properties, "w:ind");
  return {
    outlineLevel: wholeNumber(childValue(properties, "w:outlineLvl")),
    list:
      numbering === null
        ? null
        : { id: childValue(numbering, "w:numId"), level: wholeNumber(childValue(numbering, "w:ilvl")) },
    indentTwips: indent === null ? null : wholeNumber(attribute(indent, "w:left") ?? attribute(indent, "w:start")),
  };
}

/** The style and those it is based on, nearest first. A ring of styles ends where it began. */
export function styleChain(styles: OoxmlStyles, id: string | null): OoxmlStyle[] {
  const chain: OoxmlStyle[] = [];
  const seen = new Set<string>();
  let next = id;
  while (next !== null && !seen.has(next)) {
    seen.add(next);
    const style = styles.byId.get(next);
    if (style === undefined) break;
    chain.push(style);
    next = style.basedOn;
  }
  return chain;
}

/** An element such as `<w:b/>` is on unless it says otherwise (ECMA-376 part 1, 17.17.4). */
function toggle(properties: XmlElement | null, name: string): boolean | null {
  const found = properties === null ? null : child(properties, name);
  return found === null ? null : isOn(attribute(found, "w:val") ?? "1");
}

const isOn = (value: string): boolean => !["0", "false", "off", "none"].includes(value);

export function wholeNumber(words: string | null): number | null {
  return words !== null && /^-?\d{1,9}$/.test(words) ? Number(words) : null;
}
