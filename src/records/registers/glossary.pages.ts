import type { Frame } from "../../groups/place.ts";
import { button, type FormGuard, form, press, textField } from "../../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../../ui/html.ts";
import { page } from "../../ui/page.ts";
import { paging, type Slice } from "../../ui/paging.ts";
import { emptyRoom, row, rows } from "../../ui/parts.ts";
import { toSay, type Words } from "../../ui/words.ts";
import type { Acronym } from "./glossary.queries.ts";

export const ACRONYM_SENTENCES: Record<string, string> = {
  "acronym.confirmed": toSay("Kept in the glossary."),
  "acronym.declined": toSay("Left out of the glossary."),
  "acronym.proposed": toSay("Proposed again."),
  "acronym.undone": toSay("Taken back."),
};

export type GlossaryView = {
  at: string;
  slice: Slice<Acronym>;
  declined: boolean;
  told: Fill;
  /** For office holders: each entry can be confirmed, changed and left out. */
  guard: FormGuard | null;
};

/** What the group's letters stand for. */
export function glossaryPage(frame: Frame, view: GlossaryView): Html {
  const { words } = frame;
  const { at, slice, guard, declined } = view;
  const title = words.t("Glossary");
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>${view.told}
      ${slice.items.length === 0 ? emptyRoom(words.t("The acronyms of the reports will stand here, with what they stand for.")) : rows(slice.items.map((one) => acronymRow(words, at, one, guard)))}
      ${paging(words, at, declined ? { state: "declined" } : {}, slice)}
      <p class="soft as">${guard && html`<a href="${declined ? at : `${at}?state=declined`}">${declined ? words.t("The glossary") : words.t("Left out")}</a> · `}<a href="${at}.csv">.csv</a></p>`,
  });
}

function acronymRow(words: Words, at: string, one: Acronym, guard: FormGuard | null): Html {
  return row({
    id: `acronym-${one.id}`,
    what: html`<b>${bdi(one.letters)}</b> ${one.words === null ? html`<span class="soft">${words.t("not explained in the reports")}</span>` : bdi(one.words)}`,
    more: [
      one.state === "proposed" && one.words !== null && words.t("as the reports have it"),
      one.fromAddress !== null &&
        html`<a href="${one.fromAddress}">${words.t("Meeting {number}", { number: one.fromAddress.split("/").at(-1) ?? "" })}</a>`,
    ],
    presses: guard && deskOf(words, at, one, guard),
  });
}

function deskOf(words: Words, at: string, one: Acronym, guard: FormGuard): Html {
  const { t } = words;
  const here = `${at}/${one.id}`;
  const confirm = one.words !== null && one.state !== "confirmed" && press(`${here}/confirmation`, guard, t("Confirm"));
  const decline = one.state !== "declined" && press(`${here}/refusal`, guard, t("Leave out"));
  return html`${confirm} ${decline} <details><summary>${t("Change")}</summary>${form(`${here}/wording`, guard, html`<div class="line">${textField({ name: "words", id: `words-${one.id}`, label: t("Stands for"), value: one.words, required: true })}<p class="field">${button(t("Keep the words"))}</p></div>`)}</details>`;
}
