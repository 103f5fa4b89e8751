import type { Frame } from "../groups/place.ts";
import {
  button,
  errorSummary,
  type FieldErrors,
  type FormGuard,
  form,
  press,
  textArea,
  textField,
} from "../ui/form.ts";
import { bdi, type Fill, type Html, html } from "../ui/html.ts";
import { page } from "../ui/page.ts";
import { mainLink } from "../ui/parts.ts";
import { toSay } from "../ui/words.ts";
import { meetingName, whenHeld } from "./meeting.pages.ts";
import { type AgendaItem, type Meeting, meetingAddress } from "./meeting.ts";

export const PLAN_SENTENCES = {
  "meeting.called": toSay("The meeting is called."),
  "meeting.plan changed": toSay("The meeting is changed."),
  "meeting.plan taken back": toSay("Taken back."),
  "meeting.called again": toSay("The meeting is called again."),
};
export const OFF_SENTENCES = { "meeting.called off": toSay("The meeting is called off.") };

/** What the form holds, as typed. */
export type TypedPlan = { heldOn: string; time: string; joiningLink: string; agenda: string };

/** Where a meeting is called or changed. The last agenda stands in it already. */
export function planPage(
  frame: Frame,
  at: { title: string; action: string; button: string; timeZone: string },
  guard: FormGuard,
  typed: TypedPlan,
  errors: FieldErrors = {},
): Html {
  const { t } = frame.words;
  return page({
    ...frame,
    title: at.title,
    robots: "noindex",
    main: html`<h1>${at.title}</h1>${errorSummary(t("Please look at this again:"), errors)}
      ${form(
        at.action,
        guard,
        html`${textField({ name: "heldOn", label: t("Day"), type: "date", value: typed.heldOn, error: errors.heldOn, required: true })}
        ${textField({ name: "time", label: t("Time"), hint: at.timeZone, type: "time", value: typed.time, error: errors.time })}
        ${textField({ name: "joiningLink", label: t("Joining link"), hint: t("Shown to members."), type: "url", value: typed.joiningLink, error: errors.joiningLink })}
        ${textArea({ name: "agenda", label: t("Agenda, one item a line"), hint: t("Set a line in by two spaces to put it under the one before."), value: typed.agenda, error: errors.agenda, rows: 8 })}
        <p>${button(at.button, { main: true })}</p>`,
      )}`,
  });
}

/** What a planned meeting shows this reader; agenda and link are null for whom they are not. */
export type PlannedMeetingShown = {
  groupSlug: string;
  meeting: Meeting;
  agenda: readonly AgendaItem[] | null;
  joiningLink: string | null;
};

export function plannedMeetingPage(
  frame: Frame,
  { groupSlug, meeting, agenda, joiningLink }: PlannedMeetingShown,
  guard: FormGuard | null,
  told: Fill,
): Html {
  const { words } = frame;
  const { t } = words;
  const at = meetingAddress(groupSlug, meeting.handle);
  const name = meetingName(words, meeting);
  return page({
    ...frame,
    title: name,
    main: html`<h1>${name}</h1>${told}
      <p class="when">${whenHeld(words, meeting)}</p>
      ${joiningLink !== null && html`<p><a href="${joiningLink}" rel="nofollow noopener">${t("Join")}</a></p>`}
      ${guard !== null && html`<p>${mainLink(`${at}/report/new`, t("Write the report"))}</p>`}
      ${agenda !== null && agenda.length > 0 && html`<h2>${t("Agenda")}</h2>${agendaList(agenda, null)}`}
      <p class="soft"><a href="${at}.ics">.ics</a></p>
      ${guard !== null && html`<p><a href="${at}/plan">${t("Change")}</a></p>${press(`${at}/calling-off`, guard, t("Call it off"))}`}`,
  });
}

function agendaList(agenda: readonly AgendaItem[], parentId: number | null): Fill {
  const items = agenda.filter((item) => item.parentId === parentId);
  return (
    items.length > 0 &&
    html`<ol>${items.map((item) => html`<li>${bdi(item.title)}${agendaList(agenda, item.id)}</li>`)}</ol>`
  );
}
