import { z } from "zod";
import { LOCALES } from "../ui/words.ts";

export const WISHES = ["at once", "daily", "never"] as const;

/** Whether what changed comes by mail too. `quiet`: the mail says only that something changed, with a link. */
export const MailWish = z.object({
  wish: z.enum(WISHES),
  quiet: z.boolean(),
  /** In which language these mails are written. */
  language: z.enum(LOCALES),
});
export type MailWish = z.infer<typeof MailWish>;

/** Nobody is written to who did not ask for it: an address is kept for ways in, and a mailbox may be read by others. */
export const NO_WISH: MailWish = { wish: "never", quiet: false, language: "en" };

/** The form: the language is that of the page it is on. */
export const WishForm = z.object({
  wish: z.enum(WISHES),
  quiet: z
    .literal("yes")
    .optional()
    .transform((ticked) => ticked === "yes"),
});

/** From this hour on, UTC, the daily mail of a day goes out. */
export const DAILY_FROM_HOUR = 6;
