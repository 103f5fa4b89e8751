import { Unacceptable } from "../refusal.ts";
import { decodeText, foreignFile } from "./foreign-file.ts";
import { readHtml } from "./html.ts";
import { readMarkdown } from "./markdown.ts";
import { readPlainText } from "./plain-text.ts";
import { looksLikeMarkdown } from "./sniff.ts";
import type { DocumentTree } from "./tree.ts";
import { unreadable } from "./unreadable.ts";

/** A file as a tree, or one sentence on why it is none: English source, to be translated where it is shown. */
export type ReadOutcome = { kind: "tree"; tree: DocumentTree } | Refused;
export type Refused = { kind: "refused"; sentence: string };

export const refused = (why: Error): Refused => ({ kind: "refused", sentence: why.message });

/** Source: SAFETY A8, held for every kind of file. */
export const FILE_LIMIT_BYTES = 10_000_000;

/** A file that holds its text as it stands. */
export function readTextFile(bytes: Uint8Array): ReadOutcome {
  const foreign = foreignFile(bytes);
  if (foreign !== null) return refused(foreign);
  if (bytes.byteLength > FILE_LIMIT_BYTES) return refused(unreadable.tooLarge());
  try {
    return { kind: "tree", tree: readText(decodeText(bytes)) };
  } catch (error) {
    if (error instanceof Unacceptable) return refused(error);
    throw error;
  }
}

/** Text of any kind, pasted text too: a page or a piece of one where a tag of a page begins it, Markdown where a mark of it stands, else plain. */
export function readText(text: string): DocumentTree {
  if (isHtml(text)) return readHtml(text);
  return looksLikeMarkdown(text) ? readMarkdown(text) : readPlainText(text);
}

const HEAD_LENGTH = 4000;
const BEFORE_THE_PAGE = /^(?:\ufeff|\s|<!--[\s\S]*?-->|<\?xml[^>]*>)+/;
const PAGE = /^<(?:!doctype\s+html|html|head|body)\b/i;
const PIECE = /^<(?:p|div|h[1-6]|ul|ol|table|meta|span|b|dl|section|article|header|main)\b/i;
const PIECE_CLOSES = /<\/(?:p|div|h[1-6]|li|td|span|dd)>/gi;

/** Markdown may begin with a tag too; a piece of a page closes several before long, and has no mark of a heading. */
function isHtml(text: string): boolean {
  const head = text.slice(0, HEAD_LENGTH).replace(BEFORE_THE_PAGE, "");
  if (PAGE.test(head)) return true;
  return PIECE.test(head) && (head.match(PIECE_CLOSES)?.length ?? 0) > 0 && !/^#{1,6} /m.test(head);
}
