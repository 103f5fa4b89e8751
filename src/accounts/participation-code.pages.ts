import { button, type FormGuard, form, press } from "../ui/form.ts";
import { type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { shortDay } from "../ui/time.ts";
import { spokenCode } from "./participation-code.ts";
import type { Frame } from "./sign-in.pages.ts";

/** One's own code: what it is for, a new one, none any more. */
export function codePage(frame: Frame, madeOn: string | null, guard: FormGuard): Html {
  const { t, rich } = frame.words;
  const title = t("Participation code");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    breadcrumb: [{ href: "/account", label: frame.place.reader?.name ?? "" }],
    main: html`<h1>${title}</h1>
      <p>${t("With it you sign in without an e-mail address. It is shown once: print it or write it down. Here only a fingerprint of it is kept, from which nobody can work it out.")}</p>
      ${madeOn !== null && html`<p>${rich("You have one since {day}. A new one takes its place at once.", { day: shortDay(frame.words, madeOn) })}</p>`}
      ${form("/account/code", guard, html`<p>${button(madeOn === null ? t("Make a code") : t("Make a new code"), { main: true })}</p>`)}
      ${madeOn !== null && press("/account/code/removal", guard, t("Have no code any more"))}`,
  });
}

/** A code, this once: to be printed, copied or read over a telephone. `name`: whom it lets in. */
export function shownCodePage(frame: Frame, { code, name, origin, back }: ShownCode): Html {
  const { t, rich } = frame.words;
  const title = t("Participation code");
  return page({
    ...frame,
    title,
    robots: "noindex",
    sensitive: true,
    main: html`<h1>${title}</h1>
      <p>${rich("It lets {name} in.", { name: html`<bdi>${name}</bdi>` })}</p>
      <p class="code" dir="ltr">${spokenCode(code)}</p>
      <ol><li>${rich("Open {address} and type the code.", { address: html`<bdi dir="ltr">${origin}/sign-in</bdi>` })}</li>
      <li>${t("The letters O, I, L, S and U are not in it: what looks like them is 0, 1, 5 or V. Either is understood.")}</li>
      <li>${t("Whoever has it is let in. Keep it as you keep a key, and make a new one where it was seen or lost.")}</li></ol>
      <p><strong>${t("It is not shown again.")}</strong> ${t("Print this page, or write the code down, before you leave it.")}</p>
      <p><a href="${back}">${t("Go on")}</a></p>`,
  });
}
export type ShownCode = { code: string; name: string; origin: string; back: string };
