import type { Frame } from "../groups/place.ts";
import { meetingName, whenHeld } from "../meetings/meeting.pages.ts";
import { type Meeting, meetingAddress } from "../meetings/meeting.ts";
import { button, errorSummary, type FieldErrors, type FormGuard, form, textArea } from "../ui/form.ts";
import { type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import type { WrittenReport } from "./written-report.ts";

/** Where the report of a planned meeting is written: the agenda stands there, what was said goes below each item. */
export function writePage(
  frame: Frame,
  groupSlug: string,
  meeting: Meeting,
  publishes: boolean,
  guard: FormGuard,
  typed: WrittenReport,
  errors: FieldErrors = {},
): Html {
  const { words } = frame;
  const { t } = words;
  const at = meetingAddress(groupSlug, meeting.handle);
  const title = t("Write the report");
  return page({
    ...frame,
    title,
    robots: "noindex",
    breadcrumb: [{ href: at, label: meetingName(words, meeting) }],
    main: html`<h1>${title}</h1><p>${whenHeld(words, meeting)}</p>
      ${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        `${at}/report`,
        guard,
        html`${textArea({ name: "text", label: t("What was said and agreed"), hint: grammar(frame), value: typed.text, error: errors.text, rows: 20 })}
        ${textArea({ name: "present", label: t("Who was there, one a line"), hint: t("Shown as the group discloses its lists. May stay empty."), value: typed.present, rows: 4 })}
        <p>${publishes && button(t("Publish this report"), { main: true, name: "finish", value: "publish" })} ${button(t("Keep it as a draft"), { main: !publishes, name: "finish", value: "keep" })}</p>`,
      )}`,
  });
}

/** Five lines that show how a line is written; the signs are the same in each language. */
const grammar = ({ words: { t } }: Frame): Html => html`${t("A line is a note. Others begin with a sign:")}
  <br><code dir="auto">${t("Mark: what Mark said")}</code>
  <br><code dir="auto">! ${t("Chris: clean up the text -> MAG by 28 July")}</code> ${t("Action")}
  <br><code dir="auto">= …</code> ${t("Decision")}, <code>&gt; …</code> ${t("Next step")}, <code>? …</code> ${t("Open question")}`;
