import { dayWords } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { Group } from "./group.ts";
import { type FreshInvitation, invitedAs } from "./invitation.ts";

/** What goes to one invited person, the same by mail and to copy. */
export type Letter = { id: number; to: { name: string; address: string | null }; subject: string; text: string };

/** In the language of whoever invites, whose name it bears. */
export function letterOf(words: Words, group: Group, one: FreshInvitation, from: string, origin: string): Letter {
  const { t } = words;
  const until = dayWords(words, one.expiresAt.toISOString().slice(0, 10));
  return {
    id: one.id,
    to: { name: invitedAs(one), address: one.address },
    // What stands on the envelope, many may see: it names no group.
    subject: t("An invitation for you"),
    text: [
      t("{name} invites you to {group}.", { name: from, group: group.name }),
      t("Open this link and press Join:"),
      `${origin}/invitation?link=${one.secret}`,
      t("It is for you alone, and open until {day}.", { day: until }),
    ].join("\n\n"),
  };
}

export type Letters = { byMail: number; toCopy: Letter[] };
/** So many letters stand on one page; who comes after them gets a new link when their turn has come. */
export const MOST_LETTERS = 50;
