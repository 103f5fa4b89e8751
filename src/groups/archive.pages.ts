import { type FormGuard, press } from "../ui/form.ts";
import { type Fill, type Html, html } from "../ui/html.ts";
import { notice } from "../ui/parts.ts";
import { day } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { Group } from "./group.ts";

/** What this reader may do about it; `guard` is asked for only where there is something to press. */
export type ArchiveDesk = { guard: FormGuard; archives: boolean; erases: boolean };

/** For everyone who may read the group: that it is archived, that it will be deleted; with the way back for who may. */
export const endingNotices = (words: Words, group: Group, desk: ArchiveDesk | null): Fill => [
  group.eraseAt !== null &&
    notice(
      words.rich("This group will be deleted on {day}, with everything in it.", {
        day: day(words, group.eraseAt.toISOString().slice(0, 10)),
      }),
      desk?.erases === true && press(`/${group.slug}/deletion/keeping`, desk.guard, words.t("Keep the group")),
    ),
  group.archivedAt !== null &&
    notice(
      words.t("This group is archived: it can be read, and nothing in it changes."),
      desk?.archives === true && press(`/${group.slug}/archive/opening`, desk.guard, words.t("Open it again")),
    ),
];

/** At the foot of the settings. */
export const endingPart = ({ t }: Words, group: Group, desk: ArchiveDesk): Html =>
  html`${desk.archives && group.archivedAt === null && html`<h2>${t("Archive")}</h2><p>${t("Everything can still be read, and nothing changes any more. One press opens the group again.")}</p>${press(`/${group.slug}/archive`, desk.guard, t("Archive the group"))}`}
  ${desk.erases && group.eraseAt === null && html`<p><a href="/${group.slug}/deletion">${t("Delete the group")}</a></p>`}`;
