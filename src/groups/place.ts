import type { Actor } from "../access/actor.ts";
import { may } from "../access/may.ts";
import type { Place } from "../ui/page.ts";
import type { Words } from "../ui/words.ts";

/** What every page is framed by: the reader's language, whose page it is, its address. */
export type Frame = { words: Words; place: Place; path: string };

/** Who reads, for the foot of a page: their name, leading to their own page. */
const readerOf = (by: Actor) => (by.accountId === null ? null : { name: by.name, href: "/mine" });

/** Where every page of a group stands: its name, and the rooms that all its pages lead to. */
export function placeOfGroup(
  words: Words,
  group: { id: number; slug: string; name: string; shortName: string | null },
  by: Actor,
): Place {
  const { t } = words;
  const at = `/${group.slug}`;
  const nav = [
    { href: `${at}/meetings`, label: t("Meetings") },
    { href: `${at}/actions`, label: t("Actions") },
    { href: `${at}/decisions`, label: t("Decisions") },
    { href: "/search", label: t("Search") },
  ];
  if (may(by, "create", { resource: "import", groupId: group.id }))
    nav.push({ href: `${at}/import`, label: t("Import") });
  const seenAs = may(by, "read", { resource: "page of others", groupId: group.id })
    ? [
        { href: "?as=visitor", label: t("See this page as a visitor") },
        { href: "?as=member", label: t("See this page as a member") },
      ]
    : [];
  return { name: group.shortName ?? group.name, href: at, nav, reader: readerOf(by), seenAs };
}

/** Where a page stands that belongs to no group. */
export const placeOfInstance = (words: Words, name: string, by: Actor): Place => ({
  name,
  href: "/",
  nav: [{ href: "/search", label: words.t("Search") }],
  reader: readerOf(by),
});
