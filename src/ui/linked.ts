import { type Html, html } from "./html.ts";
import { markdownInline } from "./markdown.ts";

/** Words from a record that lead to an address. Where they hold links of their own, those stay, and the sign leads on. */
export function linked(address: string, words: string): Html {
  const shown = markdownInline(words);
  if (!shown.markup.includes("<a ")) return html`<a href="${address}"><bdi>${shown}</bdi></a>`;
  return html`<bdi>${shown}</bdi> <a href="${address}" aria-label="${words.slice(0, 200)}">→</a>`;
}
