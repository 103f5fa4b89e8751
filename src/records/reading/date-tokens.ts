/** A line cut into words, numbers and marks, for what reads dates. */
import { everyMatch } from "./every-match.ts";

export type Token = { text: string; kind: "word" | "number" | "mark"; at: number };

const TOKEN = /\p{L}+|\d+|[^\s]/gu;

/** By hand where all is ASCII, as most lines are: days are looked for in all of them. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code > 126) return tokensOfAny(text);
    let end = at + 1;
    if (code <= 32) {
      if (code !== 32 && (code < 9 || code > 13)) return tokensOfAny(text);
    } else if (isLetter(code)) {
      while (isLetter(text.charCodeAt(end))) end += 1;
      tokens.push({ text: text.slice(at, end), kind: "word", at });
    } else if (isDigit(code)) {
      while (isDigit(text.charCodeAt(end))) end += 1;
      tokens.push({ text: text.slice(at, end), kind: "number", at });
    } else tokens.push({ text: text.charAt(at), kind: "mark", at });
    at = end;
  }
  return tokens;
}

const isLetter = (code: number): boolean => (code | 32) >= 97 && (code | 32) <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function tokensOfAny(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of everyMatch(text, TOKEN)) {
    const first = match[0].charCodeAt(0);
    const kind = first >= 48 && first <= 57 ? "number" : /\p{L}/u.test(match[0]) ? "word" : "mark";
    tokens.push({ text: match[0], kind, at: match.index });
  }
  return tokens;
}
