/** Files that are not reports, known by their first bytes and never by their name. */
import { unreadable } from "./unreadable.ts";

type Form = { at: number; bytes: number[]; why: () => Error };

const ascii = (text: string): number[] => [...Buffer.from(text, "latin1")];

/** Source: the formats' own specifications; the longer mark of a family stands first. */
const FORMS: Form[] = [
  { at: 0, bytes: ascii("%PDF-"), why: unreadable.pdf },
  { at: 0, bytes: ascii("{\\rtf"), why: unreadable.richText },
  { at: 0, bytes: [0xff, 0xd8, 0xff], why: unreadable.picture },
  { at: 0, bytes: [0x89, 0x50, 0x4e, 0x47], why: unreadable.picture },
  { at: 0, bytes: ascii("GIF8"), why: unreadable.picture },
  { at: 0, bytes: ascii("BM"), why: unreadable.picture },
  { at: 0, bytes: ascii("II*\0"), why: unreadable.picture },
  { at: 0, bytes: ascii("MM\0*"), why: unreadable.picture },
  { at: 8, bytes: ascii("WEBP"), why: unreadable.picture },
  { at: 4, bytes: ascii("ftypavif"), why: unreadable.picture },
  { at: 4, bytes: ascii("ftyphei"), why: unreadable.picture },
  { at: 4, bytes: ascii("ftyp"), why: unreadable.sound },
  { at: 0, bytes: ascii("ID3"), why: unreadable.sound },
  { at: 0, bytes: ascii("OggS"), why: unreadable.sound },
  { at: 0, bytes: ascii("RIFF"), why: unreadable.sound },
  { at: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3], why: unreadable.sound },
  { at: 0, bytes: [0x1f, 0x8b], why: unreadable.archive },
  { at: 0, bytes: ascii("7z\xbc\xaf"), why: unreadable.archive },
  { at: 0, bytes: ascii("Rar!"), why: unreadable.archive },
  { at: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], why: unreadable.archive },
  { at: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd], why: unreadable.archive },
  { at: 257, bytes: ascii("ustar"), why: unreadable.archive },
  { at: 0, bytes: [0x7f, 0x45, 0x4c, 0x46], why: unreadable.program },
  { at: 0, bytes: [0x4d, 0x5a, 0x90, 0x00], why: unreadable.program },
];

/** The compound file of Office before 2007; password-protected files of today are one too (MS-OFFCRYPTO). */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

export const isZip = (bytes: Uint8Array): boolean =>
  matches(bytes, { at: 0, bytes: [0x50, 0x4b, 0x03, 0x04] }) ||
  matches(bytes, { at: 0, bytes: [0x50, 0x4b, 0x05, 0x06] });

/** Why the file cannot be a report; null where it may be one. */
export function foreignFile(bytes: Uint8Array): Error | null {
  if (bytes.length === 0) return unreadable.empty();
  if (matches(bytes, { at: 0, bytes: COMPOUND })) return compoundFile(bytes);
  const form = FORMS.find((each) => matches(bytes, each));
  return form !== undefined && looksBinary(bytes, form) ? form.why() : null;
}

/** Streams of a compound file are named in UTF-16. */
function compoundFile(bytes: Uint8Array): Error {
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (name: string): boolean => names.includes(Buffer.from(name, "utf16le"));
  if (holds("EncryptedPackage")) return unreadable.locked();
  if (holds("WordDocument")) return unreadable.oldWord();
  if (holds("Workbook")) return unreadable.spreadsheet();
  if (holds("PowerPoint Document")) return unreadable.slides();
  return unreadable.noText();
}

const matches = (bytes: Uint8Array, form: Omit<Form, "why">): boolean =>
  form.bytes.every((byte, index) => bytes[form.at + index] === byte);

/** A mark of two or three letters ("BM", "ID3") may begin a text, but then no control character follows soon. */
function looksBinary(bytes: Uint8Array, form: Form): boolean {
  if (form.why === unreadable.pdf || form.why === unreadable.richText) return true;
  return bytes.subarray(0, 512).some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27));
}

/**
 * The characters of a text file: UTF-8, UTF-16 with its mark, else Windows-1252, in which older notes are kept.
 * Throws an Unacceptable where the bytes are no text in any of them.
 */
export function decodeText(bytes: Uint8Array): string {
  const mark =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (mark !== null) return new TextDecoder(mark).decode(bytes);
  if (bytes.includes(0)) throw unreadable.noText();
  const text = new TextDecoder("utf-8").decode(bytes);
  if (isMostlyValid(text)) return text;
  const older = new TextDecoder("windows-1252").decode(bytes);
  if (isNoise(older)) throw unreadable.noText();
  return older;
}

/** A file cut in the middle of its last letter, or with a few bytes spoilt, is still UTF-8. */
function isMostlyValid(text: string): boolean {
  let [spoilt, whole] = [0, 0];
  for (let at = 0; at < text.length - 1; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0xfffd) spoilt += 1;
    else if (code > 127) whole += 1;
  }
  return spoilt <= whole;
}

/** More than one control character in fifty: no text, whatever the encoding. */
function isNoise(text: string): boolean {
  let controls = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if ((code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || (code > 126 && code < 160))
      controls += 1;
  }
  return controls * 50 > text.length;
}
