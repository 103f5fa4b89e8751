import type { Frame } from "../../groups/place.ts";
import { bdi, type Fill, type Html, html, webAddress } from "../../ui/html.ts";
import { page } from "../../ui/page.ts";
import { paging, type Slice } from "../../ui/paging.ts";
import { emptyRoom, row, rows, state } from "../../ui/parts.ts";
import { shortDay } from "../../ui/time.ts";
import { toSay, type Words } from "../../ui/words.ts";
import type { MentionedEvent } from "./event.queries.ts";

const CERTAINTIES: Record<MentionedEvent["certainty"], string | null> = {
  fixed: null,
  expected: toSay("expected"),
  proposed: toSay("proposed"),
};

/** Events and opportunities that the reports mention: to come, without a day, over. `today` as YYYY-MM-DD. */
export function eventsPage(frame: Frame, at: string, slice: Slice<MentionedEvent>, today: string): Html {
  const { words } = frame;
  const title = words.t("Events");
  const kindOf = (one: MentionedEvent): "to come" | "no day" | "over" => {
    const last = one.endsOn ?? one.startsOn;
    if (last === null) return "no day";
    return last >= today ? "to come" : "over";
  };
  const part = (heading: string, kind: ReturnType<typeof kindOf>): Fill => {
    const events = slice.items.filter((one) => kindOf(one) === kind);
    return events.length > 0 && html`<h2>${heading}</h2>${rows(events.map((one) => eventRow(words, one)))}`;
  };
  return page({
    ...frame,
    title,
    main: html`<h1>${title}</h1>
      ${slice.items.length === 0 && emptyRoom(words.t("Events and opportunities that the reports mention will stand here, with their days and links."))}
      ${part(words.t("To come"), "to come")}${part(words.t("Without a day"), "no day")}${part(words.t("Over"), "over")}
      ${paging(words, at, {}, slice)}<p class="soft as"><a href="${at}.csv">.csv</a></p>`,
  });
}

function eventRow(words: Words, one: MentionedEvent): Html {
  const address = one.address === null ? null : webAddress(one.address);
  const certainty = CERTAINTIES[one.certainty];
  const block = one.blockNumber === null ? "" : `#${one.blockNumber}`;
  return row({
    what: address === null ? bdi(one.title) : html`<a href="${address}" rel="nofollow noopener">${bdi(one.title)}</a>`,
    more: [
      one.startsOn === null
        ? bdi(one.dateWords)
        : html`<b>${shortDay(words, one.startsOn)}${one.endsOn !== null && one.endsOn !== one.startsOn && html` – ${shortDay(words, one.endsOn)}`}</b>`,
      certainty !== null && state("planned", words.t(certainty)),
      html`<a href="${one.fromAddress}${block}">${words.t("Meeting {number}", { number: one.fromAddress.split("/").at(-1) ?? "" })}</a>`,
    ],
  });
}
