import { type SaxesAttributeNS, SaxesParser, type SaxesTagNS } from "saxes";
import { unreadable } from "./unreadable.ts";

/** Word itself stays below some forty; a table in a table in a text box adds eight or so each. */
const DEPTH_LIMIT = 200;

/** Namespaces that the reader knows, by the prefix that ECMA-376 uses. Strict and Transitional share one. */
const PREFIXES = new Map<string, string>([
  ["http://schemas.openxmlformats.org/wordprocessingml/2006/main", "w"],
  ["http://purl.oclc.org/ooxml/wordprocessingml/main", "w"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/relationships", "r"],
  ["http://purl.oclc.org/ooxml/officeDocument/relationships", "r"],
  ["http://schemas.openxmlformats.org/package/2006/relationships", "rel"],
  ["http://schemas.openxmlformats.org/package/2006/content-types", "ct"],
  ["http://schemas.openxmlformats.org/package/2006/metadata/core-properties", "cp"],
  ["http://purl.org/dc/elements/1.1/", "dc"],
  ["http://purl.org/dc/terms/", "dcterms"],
  ["http://schemas.openxmlformats.org/markup-compatibility/2006", "mc"],
  ["http://schemas.microsoft.com/office/word/2010/wordml", "w14"],
  ["http://schemas.openxmlformats.org/officeDocument/2006/math", "m"],
  ["http://purl.oclc.org/ooxml/officeDocument/math", "m"],
  ["urn:schemas-microsoft-com:office:office", "o"],
  ["urn:schemas-microsoft-com:vml", "v"],
  ["http://www.w3.org/XML/1998/namespace", "xml"],
]);

/** `name` and the names of attributes carry the prefix of the list above ("?" for an unknown namespace). */
export type XmlElement = { name: string; attributes: [string, string][]; children: XmlElement[]; text: string };

export const attribute = (element: XmlElement, name: string): string | null =>
  element.attributes.find(([key]) => key === name)?.[1] ?? null;

export const child = (element: XmlElement, name: string): XmlElement | null =>
  element.children.find((each) => each.name === name) ?? null;

/** Value of the `w:val` of a child: the commonest way of WordprocessingML to say one thing. */
export const childValue = (element: XmlElement, name: string): string | null => {
  const found = child(element, name);
  return found === null ? null : attribute(found, "w:val");
};

/** Of alternatives the first that a newer program would take; they say the same. */
export const alternative = (element: XmlElement): XmlElement[] =>
  (child(element, "mc:Choice") ?? child(element, "mc:Fallback"))?.children ?? [];

/** A part as one tree, for the small parts. */
export function readXml(bytes: Uint8Array): XmlElement {
  const roots: XmlElement[] = [];
  collect(bytes, null, (element) => roots.push(element));
  const root = roots[0];
  if (root === undefined) throw unreadable.damaged();
  return root;
}

/** Hands out each child of the `container` as soon as it is whole, so that a long text is never one tree. */
export function eachChildOf(bytes: Uint8Array, container: string, take: (element: XmlElement) => void): void {
  collect(bytes, container, take);
}

/** Builds the elements that stand directly in `container` (null: the root itself) and hands each out when it closes. */
function collect(bytes: Uint8Array, container: string | null, take: (element: XmlElement) => void): void {
  const parser = new SaxesParser({ xmlns: true, position: false });
  const outside: (string | null)[] = [null];
  const building: XmlElement[] = [];
  parser.on("doctype", () => refuse(unreadable.entities()));
  parser.on("error", () => refuse(unreadable.damaged()));
  parser.on("opentag", (tag) => {
    if (outside.length + building.length > DEPTH_LIMIT) refuse(unreadable.tooDeep());
    const name = canonical(tag.uri, tag.local);
    const parent = building.at(-1);
    if (parent === undefined && outside.at(-1) !== container) {
      outside.push(name);
      return;
    }
    const element: XmlElement = { name, attributes: attributesOf(tag), children: [], text: "" };
    parent?.children.push(element);
    building.push(element);
  });
  parser.on("text", (text) => {
    const element = building.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on("cdata", (text) => {
    const element = building.at(-1);
    if (element !== undefined) element.text += text;
  });
  parser.on("closetag", () => {
    const element = building.pop();
    if (element === undefined) outside.pop();
    else if (building.length === 0) take(element);
  });
  parser.write(decode(bytes)).close();
}

function refuse(why: Error): never {
  throw why;
}

/** Whitespace between elements is dropped by the readers, which ask for the text of `w:t` and its like only. */
const canonical = (uri: string, local: string): string => `${PREFIXES.get(uri) ?? (uri === "" ? "" : "?")}:${local}`;

function attributesOf(tag: SaxesTagNS): [string, string][] {
  const attributes: [string, string][] = [];
  for (const key in tag.attributes) {
    const found: SaxesAttributeNS | undefined = tag.attributes[key];
    if (found !== undefined && found.prefix !== "xmlns" && key !== "xmlns") {
      attributes.push([found.uri === "" ? found.local : canonical(found.uri, found.local), found.value]);
    }
  }
  return attributes;
}

/** XML parts are UTF-8, or UTF-16 with a mark (ECMA-376 part 2, 8.1.4). */
function decode(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw unreadable.damaged();
  }
}
