/** Forms of lists in which a person and a body stand in two places: two lines, two columns, a body with its people. */
import { isRole } from "./participant-entry.ts";
import { isFullName, looksLikeOrganisation, splitList } from "./person-name.ts";

export type BodyWithNames = { body: string; names: string[] };

/** "Asha Mwangi", "Dr. Asha Mwangi (The Mill)". */
export function isFullEntry(text: string): boolean {
  const bracket = text.search(/[([]/);
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

type Line = { text: string; line: number };

/**
 * Two lines a person ("Asha Mwangi" above "The Mill"), or two words a line ("Asha Mwangi, The Mill"):
 * told by what stands in second place, which now and then is plainly a body while the first never is.
 */
export function couplesOf(lines: readonly Line[]): Line[] | null {
  if (lines.length < 2) return null;
  const halves = lines.map((line) => splitList(line.text));
  const inTwo = halves.every((parts) => parts.length === 2);
  if (!inTwo && (lines.length % 2 === 1 || halves.some((parts) => parts.length !== 1))) return null;
  const couples = inTwo
    ? lines.map((line, at) => ({ ...line, name: halves[at]?.[0] ?? "", body: halves[at]?.[1] ?? "" }))
    : lines.flatMap(({ text, line }, at) => {
        const body = lines[at + 1]?.text ?? "";
        return at % 2 === 0 ? [{ text: `${text} | ${body}`, line, name: text, body }] : [];
      });
  const bodies = couples.filter(({ body }) => looksLikeOrganisation(body)).length;
  if (bodies === 0 || bodies * 3 < couples.length) return null;
  return couples.every(({ name }) => isFullEntry(name) && !looksLikeOrganisation(name)) ? couples : null;
}
