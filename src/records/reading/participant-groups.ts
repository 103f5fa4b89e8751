/** Forms of lists in which a person and a body stand in two places: two lines, two columns, a body with its people. */
import { isRole } from "./participant-entry.ts";
import { isFullName, looksLikeOrganisation, splitList } from "./person-name.ts";

export type BodyWithNames = { body: string; names: string[] };

/** "Asha Mwangi", "Dr. Asha Mwangi (The Mill)". */
export function isFullEntry(text: string): boolean {
  const bracket = text.search(/[([<]/);
  return isFullName(bracket > 0 ? text.slice(0, bracket).trimEnd() : text);
}

/** "The Mill – Asha Mwangi, Ben Ode": two full names at least, none of them a title or a body. */
export function dashedGroup(text: string): BodyWithNames | null {
  if (!text.includes(",")) return null;
  const dash = /\s[-–—]\s/.exec(text.slice(0, 64));
  if (dash === null || /[,:()]/.test(text.slice(0, dash.index))) return null;
  const names = splitList(text.slice(dash.index + 3));
  if (names.length < 2 || !names.every((name) => isFullEntry(name) && !isRole(name))) return null;
  return { body: text.slice(0, dash.index), names };
}

const WITH_BRACKET = /^([^()]{2,60}) \(([^()]+)\)$/;

/** "The Mill (Asha Mwangi, Ben Ode), The Dam (Chi Lee)": where one bracket holds several names, each holds names. */
export function bodiesWithNames(parts: readonly string[]): BodyWithNames[] | null {
  const found: BodyWithNames[] = [];
  for (const part of parts) {
    const match = WITH_BRACKET.exec(part);
    const names = splitList(match?.[2] ?? "");
    if (match?.[1] === undefined || names.length === 0 || !names.every(isFullName)) return null;
    found.push({ body: match[1], names });
  }
  return found.some(({ names }) => names.length > 1) ? found : null;
}

export type NameLine = { text: string; line: number };
type Couple = NameLine & { first: string; second: string };

/**
 * Two lines a person ("Asha Mwangi" above "The Mill"), or two words a line ("Asha Mwangi, The Mill", "The Mill - Asha
 * Mwangi"): told by the place that now and then is plainly a body's, while the other never is.
 */
export function couplesOf(all: readonly NameLine[]): NameLine[] | null {
  const lines = withoutColumnNames(all);
  if (lines.length < 2 || lines.some((line) => line.text.length > 140)) return null;
  const couples = inOneLine(lines) ?? inTwoLines(lines);
  if (couples === null) return null;
  if (couples.every(({ first, second }) => ONE_WORD.test(first) && ONE_WORD.test(second.replace(AFTER_NAME, "")))) {
    const surnames = couples.every(({ first, second }) => !isBody(first) && !isBody(second) && !isRole(second));
    return surnames && lines.length === couples.length && lines[0]?.text.includes(",") ? lines.slice() : null;
  }
  const bodiesFirst = couples.filter(({ first }) => isBody(first)).length;
  const bodiesSecond = couples.filter(({ second }) => isBody(second)).length;
  const [bodies, others] = bodiesFirst > 0 ? [bodiesFirst, bodiesSecond] : [bodiesSecond, bodiesFirst];
  if (others > 0 || bodies * 3 < couples.length || bodies === 0) return null;
  const people = couples.map(({ first, second, text, line }) =>
    bodiesFirst > 0 ? { name: second, text: `${second} | ${first}`, line } : { name: first, text, line },
  );
  return people.every(({ name }) => isOnePerson(name)) ? people : null;
}

const isOnePerson = (text: string): boolean =>
  (isFullEntry(text) || CAPITALS.test(text)) && !outsideBrackets(text).includes(",");

const ONE_WORD = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}\.)?$/u;
const AFTER_NAME = /\s*[([].*$/;
const CAPITALS = /^\p{Lu}[\p{Lu}'’.-]+(?: \p{Lu}[\p{Lu}'’.-]*){1,3}$/u;
const COLUMN =
  /^(?:names?|organi[sz]ations?|affiliations?|company|institutions?|representing|country|titles?|roles?|e-?mails?)$/i;
const SEPARATORS = [/,\s+/, /\s[-–—]\s/, /:\s+/];

function isBody(text: string): boolean {
  const words = text.replace(AFTER_NAME, "");
  return looksLikeOrganisation(words) && !isFullName(words);
}

const withoutColumnNames = (lines: readonly NameLine[]): readonly NameLine[] =>
  lines.length > 3 && COLUMN.test(lines[0]?.text ?? "") && COLUMN.test(lines[1]?.text ?? "") ? lines.slice(2) : lines;

function inOneLine(lines: readonly NameLine[]): Couple[] | null {
  for (const separator of SEPARATORS) {
    const found: Couple[] = [];
    for (const { text, line } of lines) {
      const [first = "", second = "", ...more] = outsideBrackets(text).split(separator);
      if (second === "" || more.length > 0) break;
      found.push({
        text,
        line,
        first: first.replace(/^\d{1,2}[.)]?\s+/, ""),
        second: text.slice(-second.length).trim(),
      });
    }
    if (found.length === lines.length) return found;
  }
  return null;
}

/** What stands in brackets blotted out, of the same length. */
const outsideBrackets = (text: string): string =>
  text.includes("(") ? text.replace(/\([^()]*\)/g, (inner) => "·".repeat(inner.length)) : text;

function inTwoLines(lines: readonly NameLine[]): Couple[] | null {
  if (lines.length % 2 === 1 || lines.some(({ text }) => /[,:;]/.test(text))) return null;
  return lines.flatMap(({ text, line }, at) => {
    const second = lines[at + 1]?.text ?? "";
    return at % 2 === 0 ? [{ text: `${text} | ${second}`, line, first: text, second }] : [];
  });
}

/** "Asha Mwangi" above "Director" above "The Mill": one person a paragraph. */
export function personOfLines(lines: readonly NameLine[]): string | null {
  const [first, second] = lines;
  if (first === undefined || second === undefined || lines.length > 4) return null;
  return isFullEntry(first.text) && isRole(second.text) ? lines.map(({ text }) => text).join(", ") : null;
}

export const TITLED = /^(?:mr|mrs|ms|miss|mx|dr|prof|cllr|mme|mlle|sr|sra)\.?\s+\p{Lu}/iu;

/** "Mrs Asha Mwangi, Clerk, Mr Ben Ode": where every person has a title before the name, the rest belongs to the one before. */
export function byHonorific(parts: string[]): string[] {
  if (parts[0] === undefined || !TITLED.test(parts[0]) || parts.filter((part) => TITLED.test(part)).length < 2)
    return parts;
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last === undefined || TITLED.test(part) || (isFullEntry(part) && !isRole(part))) joined.push(part);
    else joined[joined.length - 1] = `${last}, ${part}`;
  }
  return joined;
}
