import { toSay, type Words } from "../ui/words.ts";
import type { Change } from "./change.ts";
import type { MailWish } from "./mail-wish.ts";

/** What a mail of news is made of. Addresses are whole. */
export type News = {
  name: string;
  changes: readonly Change[];
  wish: MailWish;
  origin: string;
  unsubscribeAt: string;
};

const WHY: Record<MailWish["wish"], string> = {
  "at once": toSay("You asked to be told at once. Change that here:"),
  daily: toSay("You asked to be told once a day. Change that here:"),
  never: toSay("You asked not to be told. Change that here:"),
};

/** The subject tells nothing to who sees it on a locked screen; a quiet mail tells nothing at all. Source: SAFETY T7, T8. */
export function newsLetter(words: Words, { name, changes, wish, origin, unsubscribeAt }: News) {
  const { t } = words;
  const told = wish.quiet
    ? [t("Something changed where you take part. Sign in to see it:"), `${origin}/mine`]
    : [
        t("Hello {name},", { name }),
        "",
        t("This changed in your groups:"),
        ...changes.flatMap((one) => linesOf(words, one, origin)),
        "",
        t("All of it, and what waits for you:"),
        `${origin}/mine`,
      ];
  const foot = [t(WHY[wish.wish]), `${origin}/mine/mail`, t("No more of these mails, in one press:"), unsubscribeAt];
  return { subject: t("News for you"), text: `${[...told, "", ...foot].join("\n")}\n` };
}

const linesOf = ({ t }: Words, { source, what, href }: Change, origin: string): string[] => [
  "",
  `* ${t(source, { what })}`,
  `  ${origin}${encodeURI(href)}`,
];
