import type { Frame } from "../../groups/place.ts";
import { button, type FormGuard, form, hidden } from "../../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../../ui/html.ts";
import { page } from "../../ui/page.ts";
import { paging, type Slice } from "../../ui/paging.ts";
import { emptyRoom, row, rows, state } from "../../ui/parts.ts";
import { saidMarkup } from "../../ui/said.ts";
import { toSay, type Words } from "../../ui/words.ts";
import type { KeptFinding } from "./finding-list.queries.ts";

export const FINDING_SENTENCES: Record<string, string> = {
  "finding.passed over": toSay("Passed over."),
  "finding.undone": toSay("Taken back."),
};
const LEVELS: Record<KeptFinding["level"], string> = {
  error: toSay("error"),
  warning: toSay("warning"),
  style: toSay("style"),
};

export type FindingsView = {
  /** Where this list is, and where the presses of the group's findings are. */
  at: string;
  pressesAt: string;
  slice: Slice<KeptFinding>;
  passedOver: boolean;
  told: Fill;
  guard: FormGuard;
};

/** What the checks found, meeting by meeting: what is wrong, where, and what would mend it. */
export function findingsPage(frame: Frame, title: string, view: FindingsView): Html {
  const { words } = frame;
  const { at, slice, passedOver } = view;
  const byReport = Map.groupBy(slice.items, (one) => one.fromAddress);
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>${view.told}
      ${slice.items.length === 0 && emptyRoom(passedOver ? words.t("Nothing was passed over.") : words.t("The checks found nothing that still waits. What they find in the next report will stand here."))}
      ${[...byReport].map(([address, findings]) => html`<h2><a href="${address}">${words.t("Meeting {number}", { number: address.split("/").at(-1) ?? "" })}</a></h2><p class="soft">${bdi(findings[0]?.fromTitle ?? "")} · <a href="${address}/correction">${words.t("Correct")}</a></p>${rows(findings.map((one) => findingRow(words, view, one)))}`)}
      ${paging(words, at, passedOver ? { state: "passed-over" } : {}, slice)}
      <p class="soft as"><a href="${passedOver ? at : `${at}?state=passed-over`}">${passedOver ? words.t("What still waits") : words.t("Passed over")}</a> · <a href="${at}.csv">.csv</a></p>`,
  });
}

/** In the reader's language; what was kept without its source stands in English, and says so to a screen reader. */
const saying = (words: Words, one: KeptFinding, which: "message" | "remedy"): Html =>
  one.said === null ? html`<span lang="en">${bdi(one[which])}</span>` : saidMarkup(words, one.said[which]);

const findingRow = (words: Words, { at, pressesAt, guard }: FindingsView, one: KeptFinding): Html =>
  row({
    id: `finding-${one.id}`,
    what: saying(words, one, "message"),
    more: [
      state(one.level === "error" ? "late" : "open", words.t(LEVELS[one.level])),
      one.line !== null && words.t("line {line}", { line: String(one.line) }),
      one.words !== "" && html`<q>${bdi(one.words.slice(0, 200))}</q>`,
      saying(words, one, "remedy"),
    ],
    presses:
      !one.passedOver &&
      form(`${pressesAt}/${one.id}/passing-over`, guard, html`${hidden("back", at)}${button(words.t("Pass over"))}`, {
        quiet: true,
      }),
  });
