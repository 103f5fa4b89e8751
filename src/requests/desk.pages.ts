import type { PublishedCounts } from "../access/small-cells.ts";
import type { Frame } from "../groups/place.ts";
import {
  button,
  checkbox,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  press,
  radios,
  textArea,
  textField,
} from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { emptyRoom, facts, notice, row, rows, state } from "../ui/parts.ts";
import { type Column, table } from "../ui/table.ts";
import { moment } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import { STATE_WORDS, stateOf, WHAT_WORDS } from "./asking.pages.ts";
import { type AccessRequest, type Grant, isOpen, isOverdue, type RequestState, workingDays } from "./request.ts";

/** A row of the register: nobody is named, no meeting, no day. */
export type Registered = { what: string; month: string; outcome: string; days: number | null };

/** What anyone may know of one request. Source: SAFETY RA6. */
export const registered = ({ t }: Words, one: AccessRequest): Registered => ({
  what: t(WHAT_WORDS[one.what]),
  month: one.askedAt.toISOString().slice(0, 7),
  outcome: t(isOpen(one) ? toSay("not decided yet") : STATE_WORDS[one.state]),
  days: one.decidedAt === null ? null : workingDays(one.askedAt, one.decidedAt),
});

export type RegisterShown = {
  at: string;
  register: readonly AccessRequest[];
  counts: PublishedCounts<RequestState>;
  /** For who decides: what waits, the oldest first; null for everyone else. */
  waiting: readonly AccessRequest[] | null;
};

export function registerPage(frame: Frame, shown: RegisterShown, now: Date): Html {
  const { words } = frame;
  const { t } = words;
  const title = t("Requests");
  const { counts, waiting, register } = shown;
  return page({
    ...frame,
    title,
    ...(waiting !== null && { kind: "held" as const }),
    main: html`<h1>${title}</h1>
      <p>${t("Whoever needs a list of participants or a recording that is withheld asks for it where it is withheld. What became of each request stands here, without names.")}</p>
      <p><a href="/request">${t("Look at your request")}</a></p>
      ${waiting !== null && waitingPart(words, shown.at, waiting, now)}
      ${register.length === 0 ? emptyRoom(t("Nobody asked for anything yet.")) : registerTable(words, register)}
      ${counts.cells.length > 0 && html`<ul>${counts.cells.map(({ name, count }) => html`<li>${t(STATE_WORDS[name])}: ${count}</li>`)}${counts.other > 0 && html`<li>${t("all others")}: ${counts.other}</li>`}</ul>`}
      <p class="soft as"><a href="${shown.at}.csv">.csv</a></p>`,
  });
}

const registerTable = (words: Words, register: readonly AccessRequest[]): Html => {
  const { t } = words;
  const columns: Column<Registered>[] = [
    { head: t("What"), cell: (one) => one.what, names: true },
    { head: t("Asked in"), cell: (one) => one.month },
    { head: t("Outcome"), cell: (one) => one.outcome },
    { head: t("Working days"), cell: (one) => one.days ?? "–", figures: true },
  ];
  return table(
    t("The requests of this group, the latest first"),
    columns,
    register.map((one) => registered(words, one)),
  );
};

function waitingPart(words: Words, at: string, waiting: readonly AccessRequest[], now: Date): Fill {
  if (waiting.length === 0) return html`<p>${words.t("Nothing waits for an answer.")}</p>`;
  return html`<section class="as"><h2>${words.t("Waiting for an answer")}</h2>${rows(
    waiting.map((one) =>
      row({
        what: html`<a href="${at}/${one.id}">${words.t(WHAT_WORDS[one.what])}</a>`,
        more: [
          isOverdue(one, now) ? state("late", words.t("overdue")) : stateOf(words, one),
          moment(words, one.askedAt, null),
        ],
      }),
    ),
  )}</section>`;
}

export type DeskShown = {
  at: string;
  one: AccessRequest;
  meeting: { href: string; name: string };
  entries: readonly { id: number; name: string; affiliation: string | null; objects: boolean }[];
  objections: readonly { name: string; words: string }[];
  grant: Grant | null;
  views: readonly Date[];
  /** Told by hand, where no mail goes out or nobody knows the address. */
  toCopy: readonly { to: string; text: string }[];
  can: { acknowledge: boolean; decide: boolean; withdrawGrant: boolean };
  typed: Record<string, string>;
  chosen: readonly string[] | null;
  errors: FieldErrors;
};

/** One request, for who decides: who asks and why, what those concerned say, the answers there are. */
export function deskPage(frame: Frame, shown: DeskShown, guard: () => FormGuard, now: Date): Html {
  const { words } = frame;
  const { t } = words;
  const { one, can, at } = shown;
  const title = t(WHAT_WORDS[one.what]);
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: at.slice(0, at.lastIndexOf("/")), label: t("Requests") }],
    main: html`<h1>${title}</h1>
      ${errorSummary(t("Please look at this again:"), shown.errors)}
      ${facts([
        [t("Meeting"), html`<a href="${shown.meeting.href}">${shown.meeting.name}</a>`],
        [t("State"), isOverdue(one, now) ? state("late", t("overdue")) : stateOf(words, one)],
        [t("Asked by"), bdi(one.name)],
        [t("Asked"), moment(words, one.askedAt, null)],
        [t("Objections until"), one.hearingUntil && moment(words, one.hearingUntil, null)],
      ])}
      <blockquote dir="auto">${one.reason}</blockquote>
      ${one.appeal !== null && html`<h2>${t("Why another answer was asked for")}</h2><blockquote dir="auto">${one.appeal}</blockquote>`}
      ${shown.objections.length > 0 && html`<h2>${t("What those concerned say")}</h2>${rows(shown.objections.map(({ name, words: said }) => row({ what: html`<span dir="auto">${said}</span>`, more: [bdi(name)] })))}`}
      ${one.answer !== null && html`<h2>${t("The answer")}</h2><blockquote dir="auto">${one.answer}</blockquote>`}
      ${shown.toCopy.map(({ to, text }) => html`${notice(words.rich("No mail goes out for this. Tell {who} yourself:", { who: bdi(to) }))}<pre dir="auto">${text}</pre>`)}
      ${can.acknowledge && press(`${at}/acknowledgement`, guard(), t("Say that it was seen"), { main: !can.decide })}
      ${can.decide && decisionForm(words, shown, guard())}
      ${shown.grant !== null && grantPart(words, shown, guard)}`,
  });
}

function decisionForm(words: Words, { at, one, entries, typed, chosen, errors }: DeskShown, guard: FormGuard): Html {
  const { t } = words;
  const choices =
    one.what === "list"
      ? [
          { value: "whole", label: t("Grant the list for 30 days") },
          { value: "entries", label: t("Grant the chosen entries for 30 days") },
          { value: "counts", label: t("Grant counts without names for 30 days") },
        ]
      : [
          { value: "whole", label: t("Grant the recording for 30 days") },
          { value: "cut", label: t("Grant a cut of it for 30 days") },
        ];
  return form(
    `${at}/decision`,
    guard,
    html`${radios({ name: "decision", label: t("Answer"), value: typed.decision ?? "whole", error: errors.decision, choices: [...choices, { value: "refuse", label: t("Refuse") }] })}
    ${one.what === "list" && html`<details><summary>${t("Entries")}</summary>${entries.map((entry) => checkbox({ id: `f-entry-${entry.id}`, name: "entry", value: String(entry.id), label: [entry.name, entry.affiliation].filter((part) => part !== null).join(", "), checked: chosen === null ? !entry.objects : chosen.includes(String(entry.id)) }))}</details>`}
    ${one.what === "recording" && textField({ name: "cut", label: t("Address of the cut"), type: "url", value: typed.cut ?? "", error: errors.cut })}
    ${textArea({ name: "answer", label: t("What you say to whoever asked"), value: typed.answer ?? "", rows: 3, hint: t("A reason is needed where it is refused."), error: errors.answer })}
    <p>${button(t("Decide"), { main: true })}</p>`,
  );
}

function grantPart(words: Words, { at, grant, views, can }: DeskShown, guard: () => FormGuard): Fill {
  if (!grant) return null;
  const { t } = words;
  const ended = grant.withdrawnAt;
  return html`<h2>${t("What was granted")}</h2>
    <p>${ended === null ? words.rich("Until {when}.", { when: moment(words, grant.expiresAt, null) }) : words.rich("Withdrawn {when}.", { when: moment(words, ended, null) })}
    ${t("{count, plural, one {Opened once.} other {Opened # times.}}", { count: views.length })}</p>
    ${views.length > 0 && html`<ul>${views.map((at) => html`<li>${moment(words, at, null)}</li>\n`)}</ul>`}
    ${can.withdrawGrant && press(`${at}/grant-withdrawal`, guard(), t("Withdraw the grant"))}`;
}
