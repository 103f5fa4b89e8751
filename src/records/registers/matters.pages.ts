import { actionRow } from "../../actions/action.pages.ts";
import type { Action } from "../../actions/action.ts";
import { questionRow } from "../../actions/outcome.pages.ts";
import type { OpenQuestion } from "../../actions/outcome.ts";
import type { Frame } from "../../groups/place.ts";
import { bdi, type Html, html } from "../../ui/html.ts";
import { page } from "../../ui/page.ts";
import { emptyRoom, row, rows } from "../../ui/parts.ts";
import { shortDay } from "../../ui/time.ts";
import type { Words } from "../../ui/words.ts";
import type { UntreatedItem } from "./matters.queries.ts";

export type Matters = {
  groupSlug: string;
  today: string;
  actions: readonly Action[];
  questions: readonly OpenQuestion[];
  items: readonly UntreatedItem[];
};

/** What the last meetings left: for the next agenda, to be read and to be copied. */
export function mattersPage(frame: Frame, matters: Matters): Html {
  const { words } = frame;
  const { actions, questions, items, groupSlug, today } = matters;
  const title = words.t("Matters arising");
  const isEmpty = actions.length + questions.length + items.length === 0;
  const at = `/${groupSlug}/matters-arising`;
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>
      ${isEmpty ? emptyRoom(words.t("What is still open before the next meeting will stand here: actions, questions, items that nobody reported on.")) : html`<p class="soft">${words.t("What is still open before the next meeting.")}</p>`}
      ${items.length > 0 && html`<h2>${words.t("Items nobody reported on")}</h2>${rows(items.map((one) => itemRow(words, one)))}`}
      ${actions.length > 0 && html`<h2>${words.t("Open actions")}</h2>${rows(actions.map((one) => actionRow(words, groupSlug, one, today)))}`}
      ${questions.length > 0 && html`<h2>${words.t("Open questions")}</h2>${rows(questions.map((one) => questionRow(words, one)))}`}
      ${!isEmpty && html`<details><summary>${words.t("To copy into an agenda")}</summary><label class="soft" for="agenda">${words.t("As text")}</label><textarea id="agenda" rows="12" readonly>${"\n"}${agendaText(words, matters)}</textarea></details><p class="soft as"><a href="${at}.txt">.txt</a> <a href="${at}.csv">.csv</a></p>`}`,
  });
}

const itemRow = (words: Words, one: UntreatedItem): Html =>
  row({
    what: bdi(one.title),
    more: [
      html`<a href="${one.fromAddress}${one.blockNumber === null ? "" : `#${one.blockNumber}`}">${words.t("Meeting {number}", { number: one.fromAddress.split("/").at(-1) ?? "" })}</a>`,
      one.heldOn !== null && shortDay(words, one.heldOn),
    ],
  });

/** The same as plain lines, a list under each heading. */
export function agendaText(words: Words, { actions, questions, items }: Matters): string {
  const part = (title: string, lines: readonly string[]): string =>
    lines.length === 0 ? "" : `${title}\n${lines.map((line) => `- ${line.replace(/\s+/g, " ")}`).join("\n")}\n\n`;
  return (
    part(
      words.t("Items nobody reported on"),
      items.map((one) => one.title),
    ) +
    part(words.t("Open actions"), actions.map(actionLine)) +
    part(
      words.t("Open questions"),
      questions.map((one) => one.title + (one.askedBy === null ? "" : ` (${one.askedBy})`)),
    )
  ).trimEnd();
}

function actionLine(action: Action): string {
  const owners = action.owners.map((owner) => owner.words).join(", ");
  const due = action.dueOn ?? action.dueWords;
  return `${action.title}${owners && ` (${owners})`}${due === null ? "" : `, ${due}`}`;
}
