/** Every address in a report: marked as a link or written bare. */

import type { ReadLink } from "../report.ts";
import { everyMatch } from "./every-match.ts";
import type { Outline } from "./outline.ts";

const BARE = /\bhttps?:\/\/[^\s<>"'“”‘’`]+/g;

export function linksOf(outline: Outline): ReadLink[] {
  const found: ReadLink[] = [];
  for (const { line, source } of outline.lines) {
    for (const span of source.spans) {
      if (span.href !== undefined) {
        if (span.href !== "" && span.href !== "#")
          found.push({ href: span.href, text: span.text.trim() === span.href ? null : span.text.trim(), line });
      } else if (span.text.includes("://")) {
        for (const match of everyMatch(span.text, BARE)) found.push({ href: trimmed(match[0]), text: null, line });
      }
    }
  }
  return found;
}

/** The stop or bracket that ends the sentence is no part of the address. */
function trimmed(address: string): string {
  let text = address.replace(/[.,;:!?]+$/, "");
  if (text.endsWith(")") && !text.includes("(")) text = text.slice(0, -1);
  return text;
}
