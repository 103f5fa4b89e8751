import { type FormGuard, hidden, press } from "../ui/form.ts";
import { type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { row, rows } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { PasskeyRow } from "./passkey.queries.ts";
import { type Frame, stayBox } from "./sign-in.pages.ts";

/** Where the script of these pages is. */
export const PASSKEY_SCRIPT = "/static/passkey.js";

type Asked = { question: string; failed: boolean };

/** Signing in with a passkey: the page holds the question, the device gives the answer. */
export function passkeySignInPage(frame: Frame, asked: Asked, guard: FormGuard): Html {
  const { t } = frame.words;
  const title = t("Sign in with a passkey");
  const body = html`${stayBox(frame.words)}<p>${askButton(t("Sign in"))}</p>`;
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      <p>${t("Your device asks for its lock: finger, face or number. Nothing of that comes here.")}</p>
      ${askingForm(frame.words, { action: "/sign-in/passkey", does: "get", ...asked }, guard, body)}
      <p><a href="/sign-in">${t("Another way in")}</a></p>`,
  });
}

/** One's own passkeys, and one more. */
export function passkeysPage(frame: Frame, keys: readonly PasskeyRow[], asked: Asked, guard: FormGuard): Html {
  const { t, rich } = frame.words;
  const title = t("Passkeys");
  const one = (key: PasskeyRow): Html =>
    row({
      id: `passkey-${key.id}`,
      what: rich("Added on {day}", { day: shortDay(frame.words, key.addedOn) }),
      more: [
        key.usedOn === null
          ? t("not used yet")
          : rich("last used on {day}", { day: shortDay(frame.words, key.usedOn) }),
      ],
      presses: press(`/account/passkeys/${key.id}/removal`, guard, t("Take away")),
    });
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: "/account", label: frame.place.reader?.name ?? "" }],
    main: html`<h1>${title}</h1>
      <p>${t("A passkey stays on your device and opens only this site: nobody can guess it, and no false page can ask for it.")}</p>
      ${keys.length > 0 && rows(keys.map(one))}
      ${askingForm(frame.words, { action: "/account/passkeys", does: "create", ...asked }, guard, html`<p>${askButton(t("Add a passkey"))}</p>`)}`,
  });
}

/** Dead without the script, which wakes it. */
const askButton = (label: string): Html => html`<button class="main" disabled>${label}</button>`;

function askingForm(
  { t }: Words,
  { action, does, question, failed }: Asked & { action: string; does: "create" | "get" },
  guard: FormGuard,
  body: Fill,
): Html {
  return html`<p id="passkey-asleep">${t("This way needs script, and your browser runs none here. The other ways in need none.")}</p>
    <p class="error" id="passkey-failed" role="alert"${!failed && html` hidden`}>${t("That did not work, or was called off. Try it again, or take another way in.")}</p>
    <form method="post" action="${action}" data-passkey="${does}" data-question="${question}">
    ${hidden("_token", guard.token)}${hidden("_key", guard.key)}${hidden("answer", "")}
    ${body}
    </form>
    <script src="${PASSKEY_SCRIPT}" type="module"></script>`;
}
