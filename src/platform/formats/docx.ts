import { type OoxmlDocument, readOoxmlDocument } from "./ooxml-document.ts";
import { OoxmlTreeBuilder } from "./ooxml-tree.ts";
import type { DocumentTree } from "./tree.ts";

/** Core properties that a reader of reports may ask for, by the names that fields have in every format. */
const FIELDS: [string, string][] = [
  ["title", "title"],
  ["creator", "author"],
  ["subject", "subject"],
  ["keywords", "keywords"],
  ["language", "language"],
  ["created", "created"],
  ["modified", "modified"],
];

/** Reads a Word document into the tree. Throws an Unacceptable for whatever is not a harmless, whole one. */
export async function readDocx(bytes: Uint8Array): Promise<DocumentTree> {
  return docxTree(await readOoxmlDocument(bytes));
}

/** The tree of the document as it stands with all tracked changes accepted, and without its comments. */
export function docxTree(document: OoxmlDocument): DocumentTree {
  const fields: Record<string, string> = {};
  for (const [property, field] of FIELDS) {
    const value = document.properties.get(property);
    if (value !== undefined) fields[field] = value;
  }
  const blocks = new OoxmlTreeBuilder(document).build();
  const faults = document.unreadParts.map((part) => ({
    line: Math.max(1, part.paragraph),
    words: part.kind,
    expected: "text of this document: a part taken in from another file is not read",
  }));
  return { format: "docx", fields, blocks, faults };
}
