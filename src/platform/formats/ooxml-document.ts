import { type OoxmlNumberings, readNumberings } from "./ooxml-numbering.ts";
import { type OoxmlPackage, openPackage } from "./ooxml-package.ts";
import { type Relation, refuseLinkedParts, relationsOf } from "./ooxml-relations.ts";
import { type OoxmlStyles, readStyles } from "./ooxml-styles.ts";
import { BlockReader } from "./ooxml-text.reader.ts";
import type { OoxmlBlock } from "./ooxml-text.ts";
import { attribute, eachChildOf, readXml } from "./ooxml-xml.ts";
import { unreadable } from "./unreadable.ts";

export type OoxmlComment = {
  id: string;
  author: string | null;
  initials: string | null;
  /** As written: Word gives local time without a zone. */
  at: string | null;
  blocks: OoxmlBlock[];
};

/**
 * A Word document as parsed: everything a reader of tracked changes and comments needs, before anything is
 * decided about what counts. `docx.ts` makes the document tree out of it.
 */
export type OoxmlDocument = {
  /** Core properties by their local names: title, creator, created, modified, language … */
  properties: Map<string, string>;
  styles: OoxmlStyles;
  numberings: OoxmlNumberings;
  blocks: OoxmlBlock[];
  footnotes: Map<string, OoxmlBlock[]>;
  endnotes: Map<string, OoxmlBlock[]>;
  comments: OoxmlComment[];
  /** Parts that stand in the text and were not read (text taken in from another file). */
  unreadParts: { kind: string; paragraph: number }[];
};

/** Reads a docx. Throws an Unacceptable for whatever is not a harmless, whole Word document. */
export async function readOoxmlDocument(bytes: Uint8Array): Promise<OoxmlDocument> {
  const from = await openPackage(bytes);
  const main = await findMainPart(from);
  await refuseLinkedParts(from);
  const relations = await relationsOf(from, main);
  const part = async (kind: string): Promise<Buffer | null> => {
    const relation = relations.find((each) => each.kind === kind && !each.external);
    return relation === undefined ? null : from.unpack(relation.target);
  };
  const body = await from.unpack(main);
  if (body === null) throw unreadable.damaged();
  const reader = new BlockReader(hyperlinks(relations));
  const blocks: OoxmlBlock[] = [];
  eachChildOf(body, "w:body", (element) => blocks.push(...reader.readBlock(element)));
  const notes = async (kind: string): Promise<Map<string, OoxmlBlock[]>> =>
    readNotes(await part(`${kind}s`), `w:${kind}`, await noteReader(from, relations, `${kind}s`, reader));
  return {
    properties: await readProperties(from),
    styles: readStyles(await part("styles")),
    numberings: readNumberings(await part("numbering")),
    blocks,
    footnotes: await notes("footnote"),
    endnotes: await notes("endnote"),
    comments: readComments(await part("comments"), reader),
    unreadParts: reader.unreadParts,
  };
}

async function findMainPart(from: OoxmlPackage): Promise<string> {
  const types = await from.unpack("[Content_Types].xml");
  if (types === null) throw await otherArchive(from);
  const byPart = new Map<string, string>();
  for (const element of readXml(types).children) {
    const name = attribute(element, "PartName")?.replace(/^\//, "") ?? `*.${attribute(element, "Extension") ?? ""}`;
    byPart.set(name.toLowerCase(), attribute(element, "ContentType") ?? "");
  }
  const relation = (await relationsOf(from, "")).find((each) => each.kind === "officeDocument" && !each.external);
  const name = relation?.target ?? "word/document.xml";
  const type = byPart.get(name.toLowerCase()) ?? byPart.get("*.xml") ?? "";
  const macros = /macroEnabled/i.test(type) || from.names.some((each) => /(^|\/)vbaProject\.bin$/i.test(each));
  if (macros && !/spreadsheet|presentation|excel|powerpoint/.test(type)) throw unreadable.macros();
  if (/spreadsheetml|ms-excel/.test(type)) throw unreadable.spreadsheet();
  if (/presentationml|ms-powerpoint/.test(type)) throw unreadable.slides();
  if (!from.has(name)) throw relation === undefined ? unreadable.archive() : unreadable.damaged();
  return name;
}

async function otherArchive(from: OoxmlPackage): Promise<Error> {
  if (from.names.some((name) => name.startsWith("word/"))) return unreadable.damaged();
  const kind = from.has("mimetype") ? ((await from.unpack("mimetype"))?.toString("latin1") ?? "") : "";
  return kind.includes("opendocument") ? unreadable.openDocument() : unreadable.archive();
}

const hyperlinks = (relations: Relation[]): Map<string, string> =>
  new Map(relations.filter((each) => each.kind === "hyperlink").map((each) => [each.id, each.target]));

/** Notes have relations of their own; their paragraphs are counted after those of the text. */
async function noteReader(
  from: OoxmlPackage,
  relations: Relation[],
  kind: string,
  reader: BlockReader,
): Promise<BlockReader> {
  const relation = relations.find((each) => each.kind === kind && !each.external);
  const links = relation === undefined ? [] : await relationsOf(from, relation.target);
  return reader.continueWith(hyperlinks(links));
}

function readNotes(bytes: Uint8Array | null, name: string, reader: BlockReader): Map<string, OoxmlBlock[]> {
  const notes = new Map<string, OoxmlBlock[]>();
  if (bytes === null) return notes;
  eachChildOf(bytes, `${name}s`, (element) => {
    const kind = attribute(element, "w:type") ?? "normal";
    const id = attribute(element, "w:id");
    if (element.name === name && id !== null && kind === "normal") {
      notes.set(
        id,
        element.children.flatMap((each) => reader.readBlock(each)),
      );
    }
  });
  return notes;
}

function readComments(bytes: Uint8Array | null, reader: BlockReader): OoxmlComment[] {
  const comments: OoxmlComment[] = [];
  if (bytes === null) return comments;
  eachChildOf(bytes, "w:comments", (element) => {
    const id = attribute(element, "w:id");
    if (element.name !== "w:comment" || id === null) return;
    comments.push({
      id,
      author: attribute(element, "w:author"),
      initials: attribute(element, "w:initials"),
      at: attribute(element, "w:date"),
      blocks: element.children.flatMap((each) => reader.readBlock(each)),
    });
  });
  return comments;
}

async function readProperties(from: OoxmlPackage): Promise<Map<string, string>> {
  const properties = new Map<string, string>();
  const relation = (await relationsOf(from, "")).find((each) => each.kind === "core-properties" && !each.external);
  const bytes = relation === undefined ? null : await from.unpack(relation.target);
  if (bytes === null) return properties;
  for (const element of readXml(bytes).children) {
    const name = element.name.split(":").at(-1) ?? "";
    if (element.text.trim() !== "") properties.set(name, element.text.trim());
  }
  return properties;
}
