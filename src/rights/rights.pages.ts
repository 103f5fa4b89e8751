import { button, checkbox, type FieldErrors, type FormGuard, form } from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { type Place, page } from "../ui/page.ts";
import { row, rows } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import { KIND_WORDS, type Kind } from "./inventory.ts";
import type { Run } from "./retention.queries.ts";
import { RETENTION_WORDS, type RetentionKind } from "./retention.ts";

export type Frame = { words: Words; place: Place; path: string };

/** A report that names the asker: its words stay, so they are told where that is. */
export type NamingReport = { title: string; address: string };

type Asked = { hasPerson: boolean; reports: readonly NamingReport[] };

/** What erasing does and what it leaves, said before anything is pressed. */
export function erasurePage(frame: Frame, asked: Asked, guard: FormGuard, errors: FieldErrors = {}): Html {
  const { words } = frame;
  const { t } = words;
  const title = t("Erase my account");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: "/account", label: t("What is kept of you") }],
    main: html`<h1>${title}</h1>
      <p>${words.rich("Before you do, you can take with you what is kept about you: {json} or {csv}.", {
        json: html`<a href="/account/data.json">JSON</a>`,
        csv: html`<a href="/account/data.csv">CSV</a>`,
      })}</p>
      <h2>${t("What goes and what stays")}</h2>
      ${kindTable(words, OWN_KINDS)}
      <p>${t("What is in a backup goes when the backup does, after 35 days at most; a backup that is brought back is erased again.")}</p>
      ${asked.reports.length > 0 && namingReports(words, asked.reports)}
      ${form(
        "/account/erasure",
        guard,
        html`${asked.hasPerson && checkbox({ name: "withName", value: "yes", label: t("Also take my name out of lists, indexes and the register of persons"), hint: t("The words of reports stay as they were published.") })}
        ${checkbox({ name: "sure", value: "yes", label: t("I know that there is no way back"), error: errors.sure })}
        <p>${button(t("Erase my account"))}</p>`,
      )}`,
  });
}

const OWN_KINDS: readonly Kind[] = [
  "account",
  "sign-ins",
  "standing",
  "persons",
  "lists",
  "actions",
  "record",
  "requests",
  "conduct",
  "mail",
  "log",
];

const kindTable = (words: Words, kinds: readonly Kind[]): Html =>
  rows(
    kinds.map((kind) =>
      row({ what: words.t(KIND_WORDS[kind].what), more: [html`<b>${words.t(KIND_WORDS[kind].erased)}</b>`] }),
    ),
  );

const namingReports = (words: Words, reports: readonly NamingReport[]): Html =>
  html`<h2>${words.t("Reports that name you")}</h2>
    <p>${words.t("Their words stay, as the group's record. If they put you in danger, report the words: whoever looks after conduct can hide them.")}</p>
    <ul>${reports.map((report) => html`<li><a href="${report.address}">${bdi(report.title)}</a></li>\n`)}</ul>`;

/** A generated record of what is stored, who sees it, until when, and what erasing leaves of it. */
export const keptPage = (
  frame: Frame,
  kinds: readonly Kind[],
  runs: readonly Run[],
  times: ReadonlyMap<RetentionKind, number>,
): Html =>
  page({
    ...frame,
    title: frame.words.t("What is kept here"),
    main: html`<h1>${frame.words.t("What is kept here")}</h1>
      <p>${frame.words.t("No address of your line, no name of your browser, and nothing of where you came from is kept anywhere.")}</p>
      ${kinds.map((kind) => keptKind(frame.words, kind))}
      <h2>${frame.words.t("What goes after a time")}</h2>
      <ul>${[...times].map(([kind, days]) => html`<li>${frame.words.t(RETENTION_WORDS[kind])}: ${frame.words.t("{days, plural, one {# day} other {# days}}", { days })}</li>\n`)}</ul>
      ${letGoLately(frame.words, runs)}
      <p class="as"><a href="/safety">${frame.words.t("What is safe here, and what is not")}</a> · <a href="/log">${frame.words.t("The log of acts")}</a></p>`,
  });

function keptKind(words: Words, kind: Kind): Html {
  const { what, seenBy, until, erased } = KIND_WORDS[kind];
  return html`<h2>${words.t(what)}</h2><dl class="facts"><dt>${words.t("Who sees it")}</dt><dd>${words.t(seenBy)}</dd>
    <dt>${words.t("Until when")}</dt><dd>${words.t(until)}</dd><dt>${words.t("If you erase your account")}</dt><dd>${words.t(erased)}</dd></dl>`;
}

const letGoLately = (words: Words, runs: readonly Run[]): Fill =>
  runs.length > 0 &&
  html`<h2>${words.t("What went lately")}</h2><ul>${runs.map(({ runOn, kind, count }) => html`<li>${shortDay(words, runOn)}: ${isKnown(kind) ? words.t(RETENTION_WORDS[kind]) : kind}: ${count}</li>\n`)}</ul>`;

const isKnown = (kind: string): kind is RetentionKind => kind in RETENTION_WORDS;
