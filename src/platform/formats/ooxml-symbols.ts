/**
 * Characters of Wingdings and Symbol that stand in reports (boxes, ticks, bullets, arrows), by their place in the font.
 * Source: the fonts' tables as mapped by Unicode (L2/12-130). Anything else there is decoration and says nothing.
 */
const WINGDINGS = new Map<number, string>([
  [0x6f, "☐"],
  [0x71, "☐"],
  [0x72, "☐"],
  [0xa8, "☐"],
  [0xfb, "✗"],
  [0xfc, "✓"],
  [0xfd, "☒"],
  [0xfe, "☑"],
  [0x78, "☒"],
  [0xe0, "→"],
  [0xe8, "→"],
  [0xf0, "⇒"],
  [0xdf, "←"],
]);
const SYMBOL = new Map<number, string>([
  [0xb7, "•"],
  [0xae, "→"],
  [0xac, "←"],
  [0xde, "⇒"],
  [0x2d, "-"],
]);

/** `code` is hexadecimal, often in the private area from F000 on. */
export function symbolText(font: string | null, code: string | null): string {
  const point = Number.parseInt(code ?? "", 16);
  if (!Number.isInteger(point) || point <= 0 || point > 0x10ffff) return "";
  const place = point >= 0xf000 && point <= 0xf0ff ? point - 0xf000 : point;
  if (/^wingdings/i.test(font ?? "")) return WINGDINGS.get(place) ?? "";
  if (/^symbol/i.test(font ?? "")) return SYMBOL.get(place) ?? "";
  return point >= 0xd800 && point <= 0xf8ff ? "" : String.fromCodePoint(point);
}
