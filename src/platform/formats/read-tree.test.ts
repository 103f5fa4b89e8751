import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { type docxOf, docxParts, p, part, relation, zipOf } from "./ooxml-samples.ts";
import { readTextFile } from "./read-text.ts";
import { readTree, readTreeSafely } from "./read-tree.ts";

const plain: Parameters<typeof docxOf>[0] = { body: p("Notes of the meeting") };
const parts = docxParts(plain);
const sound = zipOf(parts);
const without = (name: string) => parts.filter((each) => each.name !== name);
const zeros = (bytes: number) => Buffer.alloc(bytes, 32);

const objectBefore = Object.getOwnPropertyNames(Object.prototype).sort();
before(() => Object.freeze(objectBefore));
after(() => assert.deepEqual(Object.getOwnPropertyNames(Object.prototype).sort(), objectBefore));

async function refusal(bytes: Uint8Array): Promise<string> {
  const outcome = await readTreeSafely(bytes);
  return outcome.kind === "refused" ? outcome.sentence : `read: ${JSON.stringify(outcome.tree.blocks)}`;
}

const entities = (declared: string) => zipOf(docxParts({ ...plain, prolog: `<!DOCTYPE x [${declared}]>` }));
const laughs = Array.from({ length: 12 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join("");
const utf16 = (text: string) => Buffer.from(text, "utf16le");
const compound = (stream: string) =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600), utf16(stream), Buffer.alloc(600)]);
const external = (kind: string) =>
  zipOf(docxParts({ ...plain, relations: relation("x", kind, "https://tracker.example/a.png", "External") }));

const REFUSED: [what: string, bytes: () => Buffer, says: RegExp][] = [
  ["a bomb of spaces", () => zipOf([...parts, { name: "word/a.xml", bytes: zeros(40_000_000) }]), /zip bomb/],
  [
    "fifty megabytes in many parts",
    () =>
      zipOf([
        ...parts,
        ...Array.from({ length: 60 }, (_, n) => ({
          name: `word/${n}.xml`,
          bytes: Buffer.concat([zeros(900_000), Buffer.from(String(n))]),
        })),
      ]),
    /zip bomb/,
  ],
  [
    "parts that lie over one another",
    () =>
      zipOf([
        ...parts,
        part("word/a.xml", "x".repeat(90)),
        { ...part("word/b.xml", "x".repeat(90)), sharesDataOf: parts.length },
      ]),
    /lie over one another/,
  ],
  [
    "a part that claims to be smaller than it is",
    () =>
      zipOf([
        ...without("word/document.xml"),
        { name: "word/document.xml", bytes: zeros(9_000_000), claimedBytes: 100 },
      ]),
    /zip bomb|damaged/,
  ],
  [
    "a part that claims to be larger than it is",
    () => zipOf([...without("word/document.xml"), { ...part("word/document.xml", "<a/>"), claimedBytes: 5000 }]),
    /damaged/,
  ],
  [
    "more than two thousand parts",
    () => zipOf(Array.from({ length: 2001 }, (_, n) => part(`a${n}`, ""))),
    /2,000 parts/,
  ],
  ["a name that leaves the folder", () => zipOf([...parts, part("../../etc/passwd", "x")]), /unsafe names/],
  ["an absolute name", () => zipOf([...parts, part("/etc/passwd", "x")]), /unsafe names/],
  ["two parts of one name", () => zipOf([...parts, part("Word/Document.xml", "x")]), /unsafe names/],
  [
    "a symbolic link",
    () => zipOf([...parts, { ...part("word/l", "/etc/passwd"), attributes: (0o120777 << 16) >>> 0 }]),
    /unsafe names or links/,
  ],
  ["a zip with a password", () => zipOf(parts.map((each) => ({ ...each, flags: 1 }))), /password/],
  [
    "a spoilt part",
    () => zipOf([...without("word/document.xml"), { ...part("word/document.xml", "<a/>"), claimedCrc: 7 }]),
    /damaged/,
  ],
  [
    "a spoilt directory",
    () => Buffer.concat([sound.subarray(0, sound.length - 60), Buffer.alloc(38, 7), sound.subarray(-22)]),
    /damaged/,
  ],
  ["a file cut short", () => sound.subarray(0, sound.length - 100), /damaged/],
  ["a zip in a zip", () => zipOf([{ name: "report.docx", bytes: sound }]), /archive/],
  ["an empty zip", () => zipOf([]), /archive/],
  ["an entity that reads a file", () => entities('<!ENTITY x SYSTEM "file:///etc/passwd">'), /XML entities/],
  ["a thousand million laughs", () => entities(`<!ENTITY l0 "ha">${laughs}`), /XML entities/],
  ["a declaration alone", () => entities(""), /XML entities/],
  ["an entity that nobody declared", () => zipOf(docxParts({ body: p("&x;") })), /damaged/],
  [
    "elements in one another without end",
    () => zipOf(docxParts({ body: "<w:sdt>".repeat(5000) })),
    /nested more deeply/,
  ],
  [
    "XML that breaks off",
    () => zipOf([...without("word/document.xml"), part("word/document.xml", "<w:document")]),
    /damaged/,
  ],
  ["a picture from elsewhere", () => external("image"), /from elsewhere/],
  ["an object from elsewhere", () => external("oleObject"), /from elsewhere/],
  [
    "macros by kind",
    () => zipOf(docxParts({ ...plain, contentType: "application/vnd.ms-word.document.macroEnabled.main+xml" })),
    /macros/,
  ],
  ["macros under another kind", () => zipOf([...parts, part("word/vbaProject.bin", "x")]), /macros/],
  [
    "a spreadsheet",
    () =>
      zipOf(
        docxParts({
          ...plain,
          contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        }),
      ),
    /spreadsheet/,
  ],
  [
    "slides",
    () =>
      zipOf(
        docxParts({
          ...plain,
          contentType: "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
        }),
      ),
    /slides/,
  ],
  [
    "an OpenDocument text",
    () => zipOf([part("mimetype", "application/vnd.oasis.opendocument.text"), part("content.xml", "<a/>")]),
    /OpenDocument/,
  ],
  [
    "more than a hundred thousand paragraphs",
    () => zipOf(docxParts({ body: salted(100_001, (salt) => `<w:p/><!--${salt}-->`) })),
    /100,000 paragraphs/,
  ],
  ["a Word file with a password", () => compound("EncryptedPackage"), /password/],
  ["a Word file of the old kind", () => compound("WordDocument"), /old kind/],
  ["a PDF", () => Buffer.from("%PDF-1.7\n%\xe2\xe3"), /PDF/],
  ["an RTF file", () => Buffer.from("{\\rtf1\\ansi hello}"), /RTF/],
  ["a JPEG that is called report.docx", () => Buffer.from("ffd8ffe000104a4649460001", "hex"), /picture/],
  ["a PNG", () => Buffer.from("89504e470d0a1a0a0000000d", "hex"), /picture/],
  ["a gzip", () => gzipSync("hello"), /archive/],
  ["bytes without sense", () => Buffer.from([1, 2, 3, 0, 255, 254, 0, 7]), /no text/],
  ["nothing", () => Buffer.alloc(0), /empty/],
  ["eleven megabytes", () => Buffer.alloc(11_000_000, 97), /10 MB/],
];

/** So many pieces, each followed by what `salt` makes of a random figure, so that the whole packs no better than text. */
function salted(times: number, piece: (salt: string) => string): string {
  let [text, seed] = ["", 7];
  for (let at = 0; at < times; at += 1) {
    seed = (seed * 48271) % 2147483647;
    text += piece(seed.toString(36));
  }
  return text;
}

for (const [what, bytes, says] of REFUSED) {
  test(`refused in a sentence: ${what}`, async () => {
    const sentence = await refusal(bytes());
    assert.match(sentence, says);
    assert.match(sentence, /^[A-Z][^{}\n]{10,140}\.$/, "one plain sentence");
  });
}

test("a document that eats all memory dies alone, and the next one is read", async () => {
  const cells = salted(700_000, (salt) => `<w:tc a="${salt}" b="" c=""/>`);
  assert.match(await refusal(zipOf(docxParts({ body: `<w:tbl><w:tr>${cells}</w:tr></w:tbl>` }))), /more memory/);
  const [first, second] = await Promise.all([readTree(sound), readTreeSafely(Buffer.from("# Notes"))]);
  assert.deepEqual([first.kind, second.kind], ["tree", "tree"]);
});

test("a document that takes too long is given up, and those that wait behind it are read", async () => {
  const long = zipOf(docxParts({ body: salted(90_000, (salt) => p(salt)) }));
  const [slow, next] = await Promise.all([readTreeSafely(long, 20), readTree(sound)]);
  assert.match(slow.kind === "refused" ? slow.sentence : "read", /longer than/);
  assert.equal(next.kind, "tree");
});

test("a template named elsewhere and a link to elsewhere are words, and nothing is opened", async () => {
  const relations = relation("t", "attachedTemplate", "https://tracker.example/t.dotm", "External");
  const outcome = await readTree(zipOf(docxParts({ ...plain, relations })));
  assert.equal(outcome.kind, "tree");
});

test("a relation that leads out of the package leads nowhere", async () => {
  const relations =
    relation("s2", "styles", "../../../../etc/passwd") + relation("n", "numbering", "file:///etc/passwd");
  const outcome = await readTree(zipOf(docxParts({ ...plain, relations })));
  assert.equal(outcome.kind, "tree");
});

test("names that programs use for themselves stay names", async () => {
  const names = ["__proto__", "constructor", "toString", "hasOwnProperty"];
  const styles = names
    .map((id) => `<w:style w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="__proto__"/></w:style>`)
    .join("");
  const numbering = names.map((id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`).join("");
  const body = names
    .map((id) => p(id, `<w:pStyle w:val="${id}"/><w:numPr><w:numId w:val="${id}"/></w:numPr>`))
    .join("");
  const core = `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"><cp:__proto__>x</cp:__proto__></cp:coreProperties>`;
  const { readDocx } = await import("./docx.ts");
  const tree = await readDocx(zipOf(docxParts({ body, styles, numbering, core })));
  assert.equal(tree.blocks.length, 4);
  assert.equal(Object.getPrototypeOf(tree.fields), Object.prototype);
  assert.deepEqual(Object.getOwnPropertyNames(Object.prototype).sort(), objectBefore);
});

test("content decides: pages, pieces of pages, mails in older letters, Markdown with tags in it", () => {
  const format = (bytes: Uint8Array): string => {
    const outcome = readTextFile(bytes);
    return outcome.kind === "tree" ? outcome.tree.format : outcome.sentence;
  };
  assert.equal(format(Buffer.from("\n<!-- saved --><!DOCTYPE html><p>x")), "html");
  assert.equal(format(Buffer.from("<p>Dear all,</p><ul><li>x</li></ul>")), "html");
  assert.equal(format(Buffer.from("# Notes\n\n<p>x</p>")), "markdown");
  assert.equal(format(Buffer.from("<div align=center>\n\n# Notes\n\n</div>\n")), "markdown");
  assert.equal(format(Buffer.from([0xff, 0xfe, 0x23, 0, 0x20, 0, 0x41, 0])), "markdown");
  const older = readTextFile(Buffer.from("R\xe9union du 3 mai", "latin1"));
  assert.match(JSON.stringify(older), /Réunion du 3 mai/);
  assert.match(JSON.stringify(readTextFile(Buffer.from("Réunion é").subarray(0, 10))), /Réunion/);
});
