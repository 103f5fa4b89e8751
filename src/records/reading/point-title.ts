/** The words of a point, cut to what names it. */

const CLOCK_BEFORE = /^[[(]?\d{1,2}[:.h]\d\d(?:\s?(?:-|–|to)\s?\d{1,2}[:.h]\d\d)?[\])]?\s*[-–:_]*\s*/;
const ADDRESS = /\s*[-–—:]?\s*<?\b(?:https?:\/\/|www\.)\S+/g;
const MINUTES =
  /\s*[([]\s*(?:~|approx\.? ?)?\d{1,3}\s?(?:-\s?\d{1,3}\s?)?(?:m|min|mins|minutes?|'|′|h|hours?)\s*[)\]]/gi;

/** Without addresses and minutes; a long point up to the end of its first sentence or to a colon. */
export function shortened(title: string): string {
  let text = title;
  if (/^[[(]?\d/.test(text)) text = text.replace(CLOCK_BEFORE, "");
  if (/[•·]/.test(text)) text = text.replace(/\s+[•·].*$/, "");
  if (/:\/\/|www\./.test(text)) text = text.replace(ADDRESS, "");
  if (/\d/.test(text)) text = text.replace(MINUTES, "").replace(/\s*\(?#\d+\)?$/, "");
  text = text.replace(/[\s,;:–—-]+$/, "").trim();
  if (text.length <= 60) return text;
  const sentence = /^.{12,}?[.?!](?=\s+[\p{Lu}(\d])/u.exec(text)?.[0];
  const first = sentence ?? text;
  const colon = first.indexOf(": ");
  return first.length > 90 && colon > 8 ? first.slice(0, colon) : first;
}
