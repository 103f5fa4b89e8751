import { button, errorSummary, type FieldErrors, type FormGuard, form, hidden, press, textField } from "../ui/form.ts";
import { type Fill, type Html, html, join } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { nextStep, row, rows, state } from "../ui/parts.ts";
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
  passkeys: number;
  /** Holds an office where the rules ask for a passkey. */
  asksForPasskey: boolean;
  /** On which day its participation code was made. */
  codeMadeOn: string | null;
  /** Ways in that others made for it, newest first. */
  madeByOthers: readonly { at: Date; kind: string; name: string | null }[];
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
    sensitive: true,
    main: html`<h1><bdi>${account.name}</bdi></h1>
      ${told}
      ${account.isPseudonym && html`<p>${t("This account stands for itself: no person in the records is behind it, and none has to be.")}</p>`}
      ${account.asksForPasskey && account.passkeys === 0 && nextStep(t("Add a passkey"), html`<p>${t("A group of yours asks its office holders to sign in with a passkey.")} <a href="/account/passkeys">${t("Add a passkey")}</a></p>`)}
      ${form("/sign-out", guard, html`<p>${button(t("Sign out"))}</p>`)}
      ${waysPart(frame.words, account)}
      ${addressPart(frame.words, account, guard, typed)}
      ${signInsPart(frame.words, account.signIns, guard)}
      ${keptPart(frame.words, account.isPseudonym)}`,
  });
}

function waysPart(words: Words, { passkeys, codeMadeOn, madeByOthers }: ShownAccount): Html {
  const { t, rich } = words;
  return html`<section><h2>${t("How you get in")}</h2>${rows([
    row({
      what: html`<a href="/account/passkeys">${t("Passkeys")}</a>`,
      more: [
        passkeys === 0
          ? t("none; the safest way in, without mail")
          : t("{count, plural, one {# passkey} other {# passkeys}}", { count: passkeys }),
      ],
    }),
    row({
      what: html`<a href="/account/code">${t("Participation code")}</a>`,
      more: [
        codeMadeOn === null
          ? t("none; for signing in without an address")
          : rich("made on {day}", { day: shortDay(words, codeMadeOn) }),
      ],
    }),
  ])}${
    madeByOthers.length > 0 &&
    html`<h3>${t("Made for you by others")}</h3>${rows(madeByOthers.map((act) => madeRow(words, act)))}
    <p>${t("If you did not ask for one of these, end the other sign-ins below and make a new code.")}</p>`
  }</section>`;
}

const madeRow = (words: Words, act: ShownAccount["madeByOthers"][number]): Html =>
  row({
    what: act.kind === "account.code-made" ? words.t("a participation code") : words.t("a link that signs in once"),
    more: [
      shortDay(words, act.at.toISOString().slice(0, 10)),
      act.name === null ? words.t("by whoever runs this site") : html`<bdi>${act.name}</bdi>`,
    ],
  });

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

/** Who one is and where one's name stands; to have what is kept, to know of it, to be rid of it. */
function keptPart({ t }: Words, isPseudonym: boolean): Html {
  const links: [string, string][] = [["/account/person", t("Who you are here")]];
  if (!isPseudonym) links.push(["/account/names", t("Where my name stands")]);
  links.push(
    ["/mine/mail", t("What comes by mail")],
    ["/request", t("Your request")],
    ["/safety/kept", t("What is kept here, and for how long")],
    ["/account/erasure", t("Erase my account")],
  );
  return html`<section><h2>${t("What is kept of you")}</h2>
    <p class="as">${t("All of it as a file:")} <a href="/account/data.json">JSON</a> · <a href="/account/data.csv">CSV</a></p>
    <p class="as">${join(
      links.map(([href, label]) => html`<a href="${href}">${label}</a>`),
      " · ",
    )}</p></section>`;
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

/** The same whether or not another account has the address. */
export function addressProposedPage(frame: Frame): Html {
  const { t } = frame.words;
  const title = t("Look into your mail");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      <p>${t("A link went to the address that you gave. Once it is confirmed there, within an hour, it is kept.")}</p>
      <p><a href="/account">${t("Go on")}</a></p>`,
  });
}

/** Opened from the mail; a scanner that opens it confirms nothing. */
export function confirmAddressPage(
  frame: Frame,
  { secret, name, address }: { secret: string; name: string; address: string },
  guard: FormGuard,
): Html {
  const { t, rich } = frame.words;
  const title = t("Your address");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      <p>${rich("{address} becomes the address of {name}.", { address: html`<bdi>${address}</bdi>`, name: html`<bdi>${name}</bdi>` })}</p>
      ${form("/account/address/confirmation", guard, html`${hidden("link", secret)}<p>${button(t("Confirm"), { main: true })}</p>`)}`,
  });
}
