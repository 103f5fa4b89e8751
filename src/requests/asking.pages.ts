import type { PublishedCounts } from "../access/small-cells.ts";
import type { Frame } from "../groups/place.ts";
import {
  button,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  hidden,
  textArea,
  textField,
  visitorFields,
} from "../ui/form.ts";
import { bdi, type Fill, type Html, html, webAddress } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { notice, row, rows, state } from "../ui/parts.ts";
import { moment } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import type { AccessRequest, Part, RequestState, What } from "./request.ts";

export const WHAT_WORDS: Record<What, string> = {
  list: toSay("List of participants"),
  recording: toSay("Recording"),
};
export const STATE_WORDS: Record<RequestState, string> = {
  asked: toSay("not looked at yet"),
  acknowledged: toSay("seen, not decided yet"),
  hearing: toSay("those concerned are being heard"),
  granted: toSay("granted"),
  partly: toSay("granted in part"),
  refused: toSay("refused"),
  appealed: toSay("another answer was asked for"),
  withdrawn: toSay("withdrawn"),
  lapsed: toSay("over without an answer"),
};
export const stateOf = ({ t }: Words, one: Pick<AccessRequest, "state">): Html =>
  state(
    one.state === "granted" || one.state === "partly"
      ? "done"
      : ["refused", "withdrawn", "lapsed"].includes(one.state)
        ? "dropped"
        : "open",
    t(STATE_WORDS[one.state]),
  );

export type AskingForm = {
  at: string;
  meeting: { href: string; name: string };
  what: What;
  typed: Record<string, string>;
  /** null for who is signed in: the account is the receipt. */
  receipt: string | null;
  seal: string;
  trap: string;
};

/** Three things are asked: a name for the copy, what it is for, and where an answer goes, if anywhere. */
export function askingPage(frame: Frame, shown: AskingForm, guard: FormGuard, errors: FieldErrors): Html {
  const { t } = frame.words;
  const title = shown.what === "list" ? t("Ask for the list of participants") : t("Ask for the recording");
  const { typed } = shown;
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: shown.meeting.href, label: shown.meeting.name }],
    main: html`<h1>${title}</h1>
      <p>${t("An office holder of the group reads this and answers. What you write here is seen by them alone.")}</p>
      ${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        shown.at,
        guard,
        html`${hidden("what", shown.what)}${shown.receipt !== null && hidden("receipt", shown.receipt)}${visitorFields(shown.seal, shown.trap)}
        ${textField({ name: "name", label: t("Your name"), value: typed.name ?? "", hint: t("It stands on the copy that you get."), error: errors.name, required: true, autocomplete: "name" })}
        ${textArea({ name: "reason", label: t("What you need it for"), value: typed.reason ?? "", rows: 4, error: errors.reason, required: true })}
        ${shown.receipt !== null && textField({ name: "address", label: t("E-mail address, if you want to be told there"), type: "email", value: typed.address ?? "", hint: t("May stay empty: with the receipt that you get now, you can look here at any time."), error: errors.address, autocomplete: "email" })}
        <p>${button(t("Send the request"), { main: true })}</p>`,
      )}`,
  });
}

/** The receipt, once: it is kept only as a hash. */
export function receivedPage(frame: Frame, receipt: string): Html {
  const { t } = frame.words;
  const title = t("Your request is with the group");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      <p>${t("This is your receipt. It is shown once, and is the only way to your answer: write it down or copy it.")}</p>
      <p><code dir="ltr">${spaced(receipt)}</code></p>
      <p><a href="/request">${t("Look at your request")}</a></p>`,
  });
}

/** In fours, so that it can be copied by hand; the spaces do not count. */
const spaced = (receipt: string): string => receipt.replace(/.{4}(?=.)/g, "$& ");

/** Where a receipt is typed, and where one's own requests stand for who is signed in. */
export function doorPage(
  frame: Frame,
  own: readonly AccessRequest[],
  guard: FormGuard,
  wrong: FieldErrors,
  typed = "",
): Html {
  const { words } = frame;
  const title = words.t("Your request");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      ${errorSummary(words.t("Please look at this again:"), wrong)}
      ${own.length > 0 && rows(own.map((one) => row({ what: html`<a href="/request/${one.id}">${words.t(WHAT_WORDS[one.what])}</a>`, more: [stateOf(words, one), moment(words, one.askedAt, null)] })))}
      ${form("/request", guard, html`${textField({ name: "receipt", label: words.t("Your receipt"), value: typed, error: wrong.receipt, required: true, autocomplete: "off" })}<p>${button(words.t("Look"), { main: true })}</p>`)}`,
  });
}

/** How whoever asked proves that it is theirs, in each form of the page: by the receipt, or by their account. */
export type Proof = { name: "receipt" | "request"; value: string };
export type StatusShown = {
  one: AccessRequest;
  meeting: { href: string; name: string };
  proof: Proof;
  guard: () => FormGuard;
  can: { open: Date | null; withdraw: boolean; appeal: boolean };
  errors: FieldErrors;
  typed: string;
};

export function statusPage(frame: Frame, shown: StatusShown): Html {
  const { words } = frame;
  const { t } = words;
  const { one, can, proof } = shown;
  const title = t(WHAT_WORDS[one.what]);
  const act = (at: string, body: Fill): Html =>
    form(at, shown.guard(), html`${hidden(proof.name, proof.value)}${body}`);
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: shown.meeting.href, label: shown.meeting.name }],
    main: html`<h1>${title}</h1>
      ${errorSummary(t("Please look at this again:"), shown.errors)}
      <p>${stateOf(words, one)}</p>
      <p class="soft">${words.rich("Asked {when}", { when: moment(words, one.askedAt, null) })}</p>
      ${one.answer !== null && html`<blockquote dir="auto">${one.answer}</blockquote>`}
      ${can.open !== null && html`<section class="next"><h2>${t("What you were granted")}</h2><p>${words.rich("Until {when}. Each time it is opened is written down.", { when: moment(words, can.open, null) })}</p>${act("/request/copy", button(t("Open it"), { main: true }))}</section>`}
      ${can.appeal && act("/request/appeal", html`${textArea({ name: "words", label: t("Why somebody else should answer again"), value: shown.typed, rows: 3, error: shown.errors.words })}<p>${button(t("Ask for another answer"))}</p>`)}
      ${can.withdraw && act("/request/withdrawal", html`<p>${button(t("Withdraw the request"))}</p>`)}`,
  });
}

export type CopyShown = {
  one: AccessRequest;
  meeting: { href: string; name: string };
  part: Part;
  entries: readonly { name: string; affiliation: string | null; standing: string }[];
  counts: PublishedCounts<string | null> | null;
  address: string | null;
};

/** What was granted, with the mark of whose copy it is. */
export function copyPage(frame: Frame, shown: CopyShown, now: Date): Html {
  const { words } = frame;
  const { t } = words;
  const { one, counts } = shown;
  const title = t(WHAT_WORDS[one.what]);
  const address = shown.address === null ? null : webAddress(shown.address);
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: shown.meeting.href, label: shown.meeting.name }],
    main: html`<h1>${title}</h1>
      ${notice(words.rich("Copy of {name}, request {number}, opened {when}. It is for them alone.", { name: bdi(one.name), number: String(one.id), when: moment(words, now, null) }))}
      ${shown.entries.length > 0 && html`<ol class="annex">${shown.entries.map((entry) => html`<li>${bdi(entry.name)}${entry.affiliation !== null && html`, ${bdi(entry.affiliation)}`}</li>\n`)}</ol>`}
      ${counts !== null && html`<ul><li>${t("All who were there")}: ${counts.total}</li>${counts.cells.map(({ name, count }) => html`<li>${name === null ? t("no stakeholder group stated") : bdi(name)}: ${count}</li>`)}${counts.cells.length > 0 && counts.other > 0 && html`<li>${t("others, in groups too small to show")}: ${counts.other}</li>`}</ul>`}
      ${address !== null && html`<p><a href="${address}" rel="nofollow noopener noreferrer">${t("The recording")}</a></p>`}`,
  });
}

/** For somebody on the list, while those concerned are heard. Who asks is not said. */
export function objectionPage(
  frame: Frame,
  shown: { one: AccessRequest; meeting: { href: string; name: string }; typed: string },
  guard: FormGuard,
  errors: FieldErrors,
): Html {
  const { words } = frame;
  const title = words.t("Someone asks for something that names you");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: shown.meeting.href, label: shown.meeting.name }],
    main: html`<h1>${title}</h1>
      ${errorSummary(words.t("Please look at this again:"), errors)}
      <p>${words.t(WHAT_WORDS[shown.one.what])}. ${shown.one.hearingUntil !== null && words.rich("Until {when}, you can say what speaks against handing it out. Whoever decides reads it.", { when: moment(words, shown.one.hearingUntil, null) })}</p>
      ${form(`/request/${shown.one.id}/objection`, guard, html`${textArea({ name: "words", label: words.t("What speaks against it"), value: shown.typed, rows: 4, error: errors.words, required: true })}<p>${button(words.t("Object"), { main: true })}</p>`)}`,
  });
}
