/** Atom (RFC 4287), written by hand: some thirty lines, so that ids and dates are ours. */
export type FeedEntry = { address: string; title: string; updatedAt: Date; summary: string };

const escaped = (words: string): string =>
  words
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for these
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .toWellFormed()
    .replace(/[&<>"]/g, (mark) => ENTITIES[mark] ?? "");
const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** `path`: of the feed itself. An entry's id is its address under the group's own, which stays when the host's name changes hands. */
export function atomFeed(
  feed: { origin: string; path: string; home: string; title: string; language: string; checkpoint: string | null },
  entries: readonly FeedEntry[],
  now: Date,
): string {
  const latestMs = Math.max(...entries.map((entry) => entry.updatedAt.getTime()), 0);
  const at = escaped(feed.origin);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${escaped(feed.language)}">
<id>${at}${escaped(feed.path)}</id>
<title>${escaped(feed.title)}</title>
<updated>${(entries.length > 0 ? new Date(latestMs) : now).toISOString()}</updated>
<author><name>${escaped(feed.title)}</name></author>
<link rel="self" type="application/atom+xml" href="${at}${escaped(feed.path)}"/>
<link rel="alternate" type="text/html" href="${at}${escaped(feed.home)}"/>
${feed.checkpoint === null ? "" : `<checkpoint xmlns="https://c2sp.org/tlog-checkpoint">${escaped(feed.checkpoint)}</checkpoint>\n`}${entries.map((entry) => entryXml(entry, at)).join("\n")}
</feed>
`;
}

const entryXml = (entry: FeedEntry, at: string): string => `<entry>
<id>${at}${escaped(entry.address)}</id>
<title>${escaped(entry.title)}</title>
<updated>${entry.updatedAt.toISOString()}</updated>
<link rel="alternate" type="text/html" href="${at}${escaped(entry.address)}"/>
<summary>${escaped(entry.summary)}</summary>
</entry>`;
