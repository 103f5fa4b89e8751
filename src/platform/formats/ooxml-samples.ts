/** Small Office files made by hand, for tests alone: a zip writer that can also lie, and the parts of a Word file. */
import { crc32, deflateRawSync } from "node:zlib";

export type ZipPart = {
  name: string;
  bytes: Buffer;
  /** Each of these replaces the true value in the directory. */
  claimedBytes?: number;
  claimedCrc?: number;
  flags?: number;
  attributes?: number;
  /** Points the directory at the data of the part with this index. */
  sharesDataOf?: number;
};

export const part = (name: string, text: string): ZipPart => ({ name, bytes: Buffer.from(text) });

/** Source of the layout: PKWARE APPNOTE 6.3.10, 4.3.7 (local header), 4.3.12 (directory), 4.3.16 (end). */
export function zipOf(parts: ZipPart[]): Buffer {
  const local: Buffer[] = [];
  const offsets: number[] = [];
  let offset = 0;
  for (const each of parts) {
    offsets.push(each.sharesDataOf === undefined ? offset : (offsets[each.sharesDataOf] ?? 0));
    if (each.sharesDataOf !== undefined) continue;
    const header = localHeader(each);
    local.push(header);
    offset += header.length;
  }
  const directory = parts.map((each, index) => directoryEntry(each, offsets[index] ?? 0));
  const size = directory.reduce((sum, entry) => sum + entry.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, ...directory, end]);
}

function localHeader(each: ZipPart): Buffer {
  const packed = deflateRawSync(each.bytes);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  writeCommon(header, 4, each, packed.length);
  return Buffer.concat([header, Buffer.from(each.name), packed]);
}

function directoryEntry(each: ZipPart, offset: number): Buffer {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(0x0314, 4);
  writeCommon(entry, 6, each, deflateRawSync(each.bytes).length);
  entry.writeUInt32LE(each.attributes ?? 0, 38);
  entry.writeUInt32LE(offset, 42);
  return Buffer.concat([entry, Buffer.from(each.name)]);
}

function writeCommon(header: Buffer, at: number, each: ZipPart, packedBytes: number): void {
  header.writeUInt16LE(20, at);
  header.writeUInt16LE(each.flags ?? 0, at + 2);
  header.writeUInt16LE(8, at + 4);
  header.writeUInt32LE(each.claimedCrc ?? crc32(each.bytes), at + 10);
  header.writeUInt32LE(packedBytes, at + 14);
  header.writeUInt32LE(each.claimedBytes ?? each.bytes.length, at + 18);
  header.writeUInt16LE(Buffer.byteLength(each.name), at + 22);
}

const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
const MC = "http://schemas.openxmlformats.org/markup-compatibility/2006";
const WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml";

export const NAMESPACES = `xmlns:w="${W}" xmlns:r="${R}" xmlns:w14="${W14}" xmlns:mc="${MC}"`;

export type WordParts = {
  /** What stands in w:body. */
  body: string;
  styles?: string;
  numbering?: string;
  footnotes?: string;
  comments?: string;
  /** Relationship elements of the document besides those of its own parts. */
  relations?: string;
  core?: string;
  contentType?: string;
  /** Stands before the root of the document. */
  prolog?: string;
  more?: ZipPart[];
};

/** A Word document of the parts given, in the fewest files that Word itself would open. */
export const docxOf = (parts: WordParts): Buffer => zipOf(docxParts(parts));

export function docxParts(parts: WordParts): ZipPart[] {
  const main = parts.contentType ?? `${WORD}.document.main+xml`;
  const files: ZipPart[] = [
    part("[Content_Types].xml", contentTypes(main)),
    part("_rels/.rels", relationships(relation("d", "officeDocument", "word/document.xml") + CORE)),
    part(
      "word/document.xml",
      `${parts.prolog ?? ""}<w:document ${NAMESPACES}><w:body>${parts.body}</w:body></w:document>`,
    ),
    part("docProps/core.xml", parts.core ?? EMPTY_CORE),
  ];
  let relations = parts.relations ?? "";
  for (const kind of ["styles", "numbering", "footnotes", "comments"] as const) {
    const inside = parts[kind];
    if (inside === undefined) continue;
    relations += relation(kind, kind, `${kind}.xml`);
    files.push(part(`word/${kind}.xml`, `<w:${kind} ${NAMESPACES}>${inside}</w:${kind}>`));
  }
  files.push(part("word/_rels/document.xml.rels", relationships(relations)), ...(parts.more ?? []));
  return files;
}

export const relation = (id: string, kind: string, target: string, mode = ""): string =>
  `<Relationship Id="${id}" Type="${R}/${kind}" Target="${target}"${mode === "" ? "" : ` TargetMode="${mode}"`}/>`;

const relationships = (inside: string): string =>
  `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${inside}</Relationships>`;

const CORE = `<Relationship Id="c" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>`;
const EMPTY_CORE = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>`;

const contentTypes = (main: string): string =>
  `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`;

/** A paragraph of one plain run; `properties` is what stands in w:pPr. */
export const p = (text: string, properties = ""): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
