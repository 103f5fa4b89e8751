import { button, errorSummary, type FieldErrors, type FormGuard, form, press, textField } from "../ui/form.ts";
import { type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { row, rows, state } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { Frame } from "./sign-in.pages.ts";
import type { SignInRow } from "./sign-in.queries.ts";
import type { Way } from "./stay.ts";

/** An account as its holder sees it. */
export type ShownAccount = {
  name: string;
  isPseudonym: boolean;
  address: string | null;
  sendsMail: boolean;
  signIns: readonly SignInRow[];
};

type Typed = { address: string; errors: FieldErrors };

/** One's own page: under which name, at which address, how one gets in, and where one is signed in. */
export function accountPage(frame: Frame, account: ShownAccount, guard: FormGuard, told: Fill, typed?: Typed): Html {
  const { t } = frame.words;
  return page({
    ...frame,
    title: account.name,
    robots: "noindex",
    main: html`<h1><bdi>${account.name}</bdi></h1>
      ${told}
      ${account.isPseudonym && html`<p>${t("This account stands for itself: no person in the records is behind it, and none has to be.")}</p>`}
      ${form("/sign-out", guard, html`<p>${button(t("Sign out"))}</p>`)}
      ${addressPart(frame.words, account, guard, typed)}
      ${signInsPart(frame.words, account.signIns, guard)}`,
  });
}

function addressPart({ t }: Words, { address, sendsMail }: ShownAccount, guard: FormGuard, typed?: Typed): Html {
  const errors = typed?.errors ?? {};
  return html`<section><h2>${t("Address")}</h2>
    ${errorSummary(t("Please look at this again:"), errors)}
    <p>${address === null ? t("No address is kept, and none is needed.") : html`<bdi>${address}</bdi>`}</p>
    ${form(
      "/account/address",
      guard,
      html`${textField({
        name: "address",
        label: address === null ? t("Your e-mail address") : t("Another e-mail address"),
        hint: sendsMail
          ? t("For links that sign you in and for what you ask to be told. Others do not see it.")
          : t("Mail does not go out from here at present; nothing is sent to it until it does. Others do not see it."),
        value: typed?.address ?? "",
        error: errors.address,
        type: "email",
        autocomplete: "email",
        required: true,
      })}<p>${button(t("Keep this address"))}</p>`,
    )}
    ${address !== null && press("/account/address/removal", guard, t("Keep no address"))}</section>`;
}

function signInsPart(words: Words, signIns: readonly SignInRow[], guard: FormGuard): Html {
  const { t, rich } = words;
  const one = (signIn: SignInRow): Html =>
    row({
      id: `sign-in-${signIn.handle}`,
      what: rich("Since {day}", { day: shortDay(words, signIn.createdOn) }),
      more: [
        signIn.isThis && state("open", t("this one")),
        wayWords(words, signIn.way),
        signIn.thisVisit && t("for one visit"),
      ],
      presses: !signIn.isThis && press(`/account/sign-ins/${signIn.handle}/end`, guard, t("End")),
    });
  return html`<section><h2>${t("Where you are signed in")}</h2>
    <p>${t("Only the day is kept: neither the device nor the place.")}</p>
    ${rows(signIns.map(one))}
    ${signIns.length > 1 && press("/account/sign-ins/end", guard, t("End all others"))}</section>`;
}

function wayWords({ t }: Words, way: Way): string {
  return {
    setup: t("by the first link"),
    link: t("by a link handed over"),
    mail: t("by a mailed link"),
    code: t("by code"),
    passkey: t("by passkey"),
  }[way];
}
