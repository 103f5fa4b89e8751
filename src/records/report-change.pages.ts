import { bdi, type Html, html } from "../ui/html.ts";
import type { Words } from "../ui/words.ts";
import { type BlockStep, isChanged, type ReportChange } from "./report-change.ts";

/** What a changed report changes in the one that the meeting has: words that go are struck, words that come are marked. */
export function changePart(words: Words, change: ReportChange): Html {
  const { t } = words;
  if (!isChanged(change)) return html`<p>${t("The text is the same as in the report that the meeting has.")}</p>`;
  const changed = change.steps.filter((step) => step.kind !== "same");
  return html`<h2>${t("{count, plural, one {One paragraph differs} other {# paragraphs differ}} from the report that the meeting has", { count: changed.length })}</h2>
    <ul class="rows">${changed.slice(0, 200).map((step) => stepRow(words, step, change))}</ul>`;
}

function stepRow(words: Words, step: BlockStep, { before, after }: ReportChange): Html {
  const old = "before" in step ? before[step.before]?.body : undefined;
  const next = "after" in step ? after[step.after]?.body : undefined;
  const what = { same: "", revised: words.t("Changed"), gone: words.t("Goes"), new: words.t("Comes") }[step.kind];
  return html`<li><b>${what}</b>
    ${old !== undefined && html`<p><del>${bdi(old)}</del></p>`}${next !== undefined && html`<p><ins>${bdi(next)}</ins></p>`}</li>\n`;
}
