import type { Frame } from "../groups/place.ts";
import { bdi, type Html, html, webAddress } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { paging, type Slice } from "../ui/paging.ts";
import { emptyRoom, row, rows } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import type { Words } from "../ui/words.ts";
import type { SharedDocument } from "./shared-document.queries.ts";

/** What was shared at the meetings, the latest first. */
export function documentsPage(frame: Frame, at: string, slice: Slice<SharedDocument>): Html {
  const { words } = frame;
  const title = words.t("Documents");
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>
      ${slice.items.length === 0 ? emptyRoom(words.t("The documents shared at the meetings will stand here, each with who shared it.")) : rows(slice.items.map((one) => documentRow(words, one)))}
      ${paging(words, at, {}, slice)}<p class="soft as"><a href="${at}.csv">.csv</a></p>`,
  });
}

function documentRow(words: Words, one: SharedDocument): Html {
  const address = one.address === null ? null : webAddress(one.address);
  const title = bdi(one.title ?? one.address ?? words.t("Document without a title"));
  const block = one.blockNumber === null ? "" : `#${one.blockNumber}`;
  return row({
    what: address === null ? title : html`<a href="${address}" rel="nofollow noopener">${title}</a>`,
    more: [
      one.from !== null && words.rich("from {who}", { who: html`<b>${bdi(one.from)}</b>` }),
      one.to !== null && words.rich("to {whom}", { whom: bdi(one.to) }),
      html`<a href="${one.fromAddress}${block}">${words.t("Meeting {number}", { number: one.fromAddress.split("/").at(-1) ?? "" })}</a>`,
      one.heldOn !== null && shortDay(words, one.heldOn),
    ],
  });
}
