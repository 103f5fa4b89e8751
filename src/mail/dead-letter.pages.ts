import type { Frame } from "../groups/place.ts";
import type { DeadLetter } from "../platform/mail/dead-letter.queries.ts";
import { type FormGuard, press } from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { emptyRoom, row, rows, state } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";

/** Why a mail did not go out, as `Reason` has it, in words of the room. A code of SMTP stands behind its own sentence. */
const REASONS: Readonly<Record<string, string>> = {
  "no connection": toSay("the mail server could not be reached"),
  "too slow": toSay("the mail server did not answer in time"),
  "sign-in refused": toSay("the mail server did not let this site in: whoever runs the site can mend it"),
  "no address": toSay("this is no mail address"),
  "too late": toSay("its link was over before the mail could go out"),
};

export function reasonWords(words: Words, reason: string): string {
  const code = /^smtp (\d+)$/.exec(reason)?.[1];
  if (code !== undefined) return words.t("the mail server refused it (code {code})", { code });
  return words.t(REASONS[reason] ?? toSay("it could not be delivered"));
}

/** What could not be delivered, to whom, why; with what an office holder can do about it. */
export function deadLettersPage(
  frame: Frame,
  groupSlug: string,
  letters: readonly DeadLetter[],
  guard: FormGuard,
  told: Fill,
  sendsMail: boolean,
): Html {
  const { words } = frame;
  const title = words.t("Mail that could not be delivered");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>${told}
      ${!sendsMail && html`<p>${words.t("No mail goes out from this site: what would be sent is shown as text to copy, where it arises.")}</p>`}
      ${letters.length === 0 ? emptyRoom(words.t("Nothing stands here: all mail of the group was delivered, or is on its way.")) : rows(letters.map((one) => letterRow(words, groupSlug, one, guard)))}`,
  });
}

function letterRow(words: Words, groupSlug: string, letter: DeadLetter, guard: FormGuard): Html {
  const at = `/${groupSlug}/mail/${letter.id}`;
  return row({
    id: `mail-${letter.id}`,
    what: bdi(letter.subject),
    more: [
      letter.toName !== "" && bdi(letter.toName),
      bdi(letter.toAddress),
      html`${state("late", reasonWords(words, letter.reason))}`,
      shortDay(words, letter.endedAt.toISOString().slice(0, 10)),
    ],
    presses: html`${press(`${at}/another-try`, guard, words.t("Try again"))}${press(`${at}/told-otherwise`, guard, words.t("Told otherwise"))}`,
  });
}
