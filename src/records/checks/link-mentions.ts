import { everyMatch } from "../reading/every-match.ts";
import type { LinkMention, TextLine } from "./rule.ts";

const BARE_ADDRESS = /\bhttps?:\/\/[^\s<>"]*/g;

/** All links of the lines, in order: those with a target of their own, and addresses written out. */
export function linkMentions(lines: TextLine[]): LinkMention[] {
  return lines.flatMap((line) => (mayHoldLink(line) ? ofLine(line) : []));
}

const mayHoldLink = (line: TextLine): boolean =>
  line.text.includes("://") || line.spans.some((span) => span.href !== undefined);

function ofLine(line: TextLine): LinkMention[] {
  const mentions: LinkMention[] = [];
  let before: string | undefined;
  for (const { text, href } of line.spans) {
    const last = mentions.at(-1);
    if (href === undefined) mentions.push(...bareAddresses(text, line));
    else if (last && href === before) last.text += text;
    else mentions.push({ href, text, line });
    before = href;
  }
  return mentions;
}

const bareAddresses = (text: string, line: TextLine): LinkMention[] =>
  everyMatch(text, BARE_ADDRESS).map(([found]) => ({ href: trimmed(found), text: trimmed(found), line }));

/** Without the mark that ends the sentence. An ellipsis stays: it shows that the address was cut. */
function trimmed(address: string): string {
  if (/(\.\.\.|…)$/.test(address)) return address;
  const bare = address.replace(/[.,;:!?'"»”’\]]+$/, "");
  return bare.endsWith(")") && !bare.includes("(") ? bare.slice(0, -1) : bare;
}
