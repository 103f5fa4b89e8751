/** Whether a text is marked up as Markdown, told by what stands in it. */

const SIGNS: RegExp[] = [
  /^#{1,6}[ \t]+\S/m,
  /\*\*[^*\n]{1,200}\*\*/,
  /\]\((?:https?:|mailto:|#|\/|\.)/,
  /^\|[^\n]*\|[ \t]*\r?$/m,
  /^[ \t]*[-*][ \t]+\[[ xX]\]\s/m,
  /^(?:```|~~~)/m,
  /~~[^~\n]{1,200}~~/,
  /^---\r?\n[A-Za-z][\w-]*\s*:/,
  /\\[[\]()#*_.!+-]/,
  /<\/?(?:a|br|span|div|table|td|p|b|strong|del|s|ul|li)\b[^>]{0,500}>/i,
];

/** How much of a text is looked at, in characters. */
const LOOKED_AT = 60_000;

/** One sign is enough: who writes none of them writes plain text, in which a star or an underscore is a character. */
export function looksLikeMarkdown(text: string): boolean {
  const head = text.slice(0, LOOKED_AT);
  return SIGNS.some((sign) => sign.test(head));
}
