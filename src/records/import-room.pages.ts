import type { Frame } from "../groups/place.ts";
import {
  button,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  fileField,
  form,
  press,
  textArea,
} from "../ui/form.ts";
import { bdi, type Fill, type Html, html, join } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { emptyRoom, row, rows } from "../ui/parts.ts";
import { shortDay } from "../ui/time.ts";
import { toSay, type Words } from "../ui/words.ts";
import type { ImportRow } from "./report-import.queries.ts";
import { importAddress } from "./report-import.ts";
import { asDay } from "./taking-in.ts";

/** Files that were not taken, each with its sentence, already in the reader's language. */
export type RefusedFile = { name: string; sentence: string };

/** Where reports are brought in: the form, what waits for a decision, and what was decided. */
export function importRoomPage(
  frame: Frame,
  groupSlug: string,
  imports: readonly ImportRow[],
  guard: FormGuard,
  given: { refused: readonly RefusedFile[]; pasted: string; errors: FieldErrors },
): Html {
  const { words } = frame;
  const { t } = words;
  const title = t("Bring in reports");
  const waiting = imports.filter((one) => one.state === "preview" || one.state === "later");
  const decided = imports.filter((one) => one.state === "accepted" || one.state === "undone");
  return page({
    ...frame,
    title,
    robots: "noindex",
    main: html`<h1>${title}</h1>
      ${refusedPart(words, given.refused)}${errorSummary(t("Please look at this again:"), given.errors)}
      ${form(
        `/${groupSlug}/import`,
        guard,
        html`${fileField({
          name: "files",
          label: t("Files"),
          hint: t("Word (.docx), Markdown, text or HTML; several at once if you like, 10 MB in all."),
          accept: ".docx,.md,.markdown,.txt,.html,.htm",
          multiple: true,
        })}
        ${textArea({ name: "pasted", label: t("Or paste the text here"), value: given.pasted, rows: 8, error: given.errors.pasted })}
        <p class="field">${button(t("Read"), { main: true })}</p>`,
        { upload: true },
      )}
      ${waiting.length > 0 && html`<h2>${t("Read, not yet kept")}</h2>${rows(waiting.map((one) => importRow(words, groupSlug, one)))}`}
      ${decided.length > 0 && html`<h2>${t("Taken in")}</h2>${rows(decided.map((one) => importRow(words, groupSlug, one)))}`}
      ${imports.length === 0 && emptyRoom(t("What you bring in is shown to you before anything is kept."))}`,
  });
}

function refusedPart(words: Words, refused: readonly RefusedFile[]): Fill {
  if (refused.length === 0) return null;
  return html`<div class="errors" role="alert"><p>${words.t("{count, plural, one {One file was not taken:} other {# files were not taken:}}", { count: refused.length })}</p>
    <ul>${refused.map(({ name, sentence }) => html`<li>${name !== "" && html`${bdi(name)}: `}${sentence}</li>`)}</ul></div>`;
}

const STATES: Record<ImportRow["state"], string> = {
  preview: toSay("waits for you"),
  later: toSay("put off"),
  accepted: toSay("taken in"),
  undone: toSay("undone"),
};

const importRow = (words: Words, groupSlug: string, one: ImportRow): Html =>
  row({
    id: `import-${one.id}`,
    what: html`<a href="${importAddress(groupSlug, one.id)}">${nameOf(words, one)}</a>`,
    more: [
      one.sourceName !== null && bdi(one.sourceName),
      shortDay(words, one.createdAt.toISOString().slice(0, 10)),
      words.t(STATES[one.state]),
      one.handle !== null &&
        one.state === "accepted" &&
        html`<a href="/${groupSlug}/meetings/${one.handle}">${words.t("the report")}</a>`,
    ],
  });

/** "Meeting 7, 5 Mar 2026", or what the report calls itself where it says neither. */
function nameOf(words: Words, one: ImportRow): Fill {
  const number = one.number !== null && words.t("Meeting {number}", { number: String(one.number) });
  const day = asDay(one.heldOn);
  const on = day !== null && shortDay(words, day);
  const parts = [number, on].filter((part) => part !== false);
  return parts.length > 0 ? join(parts, ", ") : bdi(one.title ?? one.sourceName ?? words.t("Report without a title"));
}

/** An import that was decided: taken in, or undone; each with the way back. */
export function decidedPage(
  frame: Frame,
  groupSlug: string,
  one: { id: number; title: string; state: "accepted" | "undone"; reportAddress: string | null; isPresent: boolean },
  guard: FormGuard,
): Html {
  const { t } = frame.words;
  const address = importAddress(groupSlug, one.id);
  const taken = one.state === "accepted";
  return page({
    ...frame,
    title: one.title,
    robots: "noindex",
    main: html`<h1>${bdi(one.title)}</h1>
      <p>${taken ? t("This report was taken in.") : t("This import was undone; its words are kept here.")}
      ${one.reportAddress !== null && html`<a href="${one.reportAddress}">${t("See the report")}</a>`}</p>
      ${taken && !one.isPresent && html`<p>${t("A changed report was taken in after it. Undo that one first.")}</p>`}
      ${taken && one.isPresent && html`<p>${t("Undoing takes everything away that it added: the report, its actions, and people whom only it named. It can be brought back.")}</p>${press(`${address}/undoing`, guard, t("Undo this import"))}`}
      ${!taken && press(`${address}/restoration`, guard, t("Bring it back"), { main: true })}
      <p><a href="/${groupSlug}/import">${t("All imports")}</a></p>`,
  });
}
