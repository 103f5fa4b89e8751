import { type Fill, type Html, html } from "./html.ts";
import { notice } from "./parts.ts";
import type { Words } from "./words.ts";

/** A mail as somebody sends it from their own mailbox: the same words that would go out from here. */
export type NoticeToCopy = { to: readonly { name: string; address: string }[]; subject: string; text: string };

/**
 * Where no mail goes out from here: the text to copy, in fields that a press selects whole. It says that nobody was
 * told, because nobody was. `id` tells several on one page apart.
 */
export const noticeToCopy = (words: Words, given: NoticeToCopy, id = "notice"): Html =>
  html`<section class="copy">${nobodyWasTold(words)}
    ${fieldsToCopy(words, given, id)}</section>`;

/** Stands once above several texts to copy. */
export const nobodyWasTold = ({ t }: Words): Html =>
  notice(t("No mail goes out from this site: nobody has been told yet. Copy this and send it yourself."));

/** The fields alone, where several stand below one another. */
export function fieldsToCopy({ t }: Words, { to, subject, text }: NoticeToCopy, id: string): Html {
  const addresses = to.map(({ name, address }) => (name === "" ? address : `${name} <${address}>`)).join("\n");
  return html`${to.length > 0 && toCopy(`${id}-to`, t("To"), addresses, to.length)}${toCopy(`${id}-subject`, t("Subject"), subject, 1)}${toCopy(`${id}-text`, t("Message"), text, linesOf(text))}`;
}

const toCopy = (id: string, label: Fill, value: string, rows: number): Html =>
  html`<p class="field"><label for="${id}">${label}</label><textarea id="${id}" rows="${Math.min(rows, 14)}" dir="auto" readonly>${"\n"}${value}</textarea></p>`;

/** As many rows as the text takes on a phone, about. */
const linesOf = (text: string): number =>
  text.split("\n").reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 40)), 0);
