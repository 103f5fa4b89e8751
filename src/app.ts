import { randomInt } from "node:crypto";
import { type Context, Hono, type MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { sql } from "kysely";
import { accountRoutes } from "./accounts/account.routes.ts";
import { joiningRoutes } from "./accounts/joining.routes.ts";
import { mailedLinkRoutes } from "./accounts/mailed-link.routes.ts";
import { newGroupRoutes } from "./accounts/new-group.routes.ts";
import { participationCodeRoutes } from "./accounts/participation-code.routes.ts";
import { passkeyRoutes } from "./accounts/passkey.routes.ts";
import { knowReader } from "./accounts/reader.routes.ts";
import { signInRoutes } from "./accounts/sign-in.routes.ts";
import { wayInRoutes } from "./accounts/way-in.routes.ts";
import { actionRoutes } from "./actions/action.routes.ts";
import { actionChangeRoutes } from "./actions/action-change.routes.ts";
import { outcomeRoutes } from "./actions/outcome.routes.ts";
import { calendarRoutes } from "./calendar/calendar.routes.ts";
import { caseRoutes } from "./conduct/case.routes.ts";
import { conductReportRoutes } from "./conduct/report.routes.ts";
import { archiveRoutes, refuseArchived } from "./groups/archive.routes.ts";
import { invitationRoutes } from "./groups/invitation.routes.ts";
import { membershipRoutes } from "./groups/membership.routes.ts";
import { rulesRoutes } from "./groups/rules.routes.ts";
import { showAsAsked } from "./groups/seen-as.routes.ts";
import { homeRoutes } from "./home/home.routes.ts";
import { mailWishRoutes } from "./home/mail-wish.routes.ts";
import { mineRoutes } from "./home/mine.routes.ts";
import { trustRoutes } from "./home/trust.routes.ts";
import { deadLetterRoutes } from "./mail/dead-letter.routes.ts";
import { groupDisclosureRoutes } from "./meetings/group-disclosure.routes.ts";
import { groupSettingsRoutes } from "./meetings/group-settings.routes.ts";
import { meetingRoutes } from "./meetings/meeting.routes.ts";
import { meetingCsvRoutes } from "./meetings/meeting-csv.routes.ts";
import { plannedMeetingRoutes } from "./meetings/planned-meeting.routes.ts";
import { publicationRoutes } from "./meetings/publication.routes.ts";
import { sharedDocumentRoutes } from "./meetings/shared-document.routes.ts";
import { timelineRoutes } from "./meetings/timeline.routes.ts";
import { answer } from "./platform/http/answer.ts";
import type { Deps } from "./platform/http/deps.ts";
import { setHeaders } from "./platform/http/headers.ts";
import { keepPages } from "./platform/http/keep-pages.ts";
import { Limits, withLimits } from "./platform/http/limits.ts";
import { log } from "./platform/http/log.ts";
import { refuseOtherMethods } from "./platform/http/methods.ts";
import type { PageCache } from "./platform/http/page-cache.ts";
import { refuseForeignForms, refuseWithoutToken } from "./platform/http/protection.ts";
import { isReadable, refuseUnreadableAddress } from "./platform/http/readable-address.ts";
import { securityTxt } from "./platform/http/security-txt.ts";
import { readForm } from "./platform/http/sent-form.ts";
import { findForwardingAddress } from "./platform/journal/act.queries.ts";
import { NotFound, Refusal } from "./platform/refusal.ts";
import { blockRoutes } from "./records/block.routes.ts";
import { correctionRoutes } from "./records/correction.routes.ts";
import { affiliationRoutes } from "./records/named/affiliation.routes.ts";
import { bodyRoutes } from "./records/named/body.routes.ts";
import { claimRoutes } from "./records/named/claim.routes.ts";
import { mergingRoutes } from "./records/named/merging.routes.ts";
import { personRoutes } from "./records/named/person.routes.ts";
import { findingRoutes } from "./records/registers/finding.routes.ts";
import { mattersRoutes } from "./records/registers/matters.routes.ts";
import { registerRoutes } from "./records/registers/register.routes.ts";
import { reportRoutes } from "./records/report.routes.ts";
import { reportFormRoutes } from "./records/report-forms.routes.ts";
import { reportImportRoutes } from "./records/report-import.routes.ts";
import { saidRoutes } from "./records/said/said.routes.ts";
import { writtenReportRoutes } from "./records/written-report.routes.ts";
import { askingRoutes } from "./requests/asking.routes.ts";
import { requestDeskRoutes } from "./requests/desk.routes.ts";
import { groupDeletionRoutes } from "./rights/group-deletion.routes.ts";
import { rightsRoutes } from "./rights/rights.routes.ts";
import { searchRoutes } from "./search/search.routes.ts";
import { languageOfRequest, speakLanguage } from "./ui/language.ts";
import { show } from "./ui/show.ts";
import { faultPage, refusalPage } from "./ui/trouble.pages.ts";
import { words } from "./ui/words.ts";

/** The table of contents of the web: what stands before every request, and where each domain's pages are. */
export function makeApp(deps: Deps, cache: PageCache | null = null, limits = new Limits(deps.now)): Hono {
  const app = new Hono();
  app.use(setHeaders(deps.site), timed, speakLanguage, refuseOtherMethods, refuseUnreadableAddress);
  if (cache) app.use(keepPages(cache, languageOfRequest));
  app.use(withLimits(limits, deps.site.behindProxy === true));
  app.use(refuseForeignForms, readForm, refuseWithoutToken, knowReader(deps), showAsAsked(deps), refuseArchived(deps));

  app.get("/healthz", async (c) => {
    await sql`select 1`.execute(deps.db);
    return c.text("ok\n");
  });
  app.get("/.well-known/security.txt", (c) => {
    const text = securityTxt(deps.site, deps.now());
    if (text === null) throw new NotFound();
    return answer(c, text, "text/plain");
  });

  // Addresses of the program's own first: a group has none of these as its name.
  app.route("/", signInRoutes(deps));
  app.route("/", mineRoutes(deps));
  app.route("/", mailWishRoutes(deps));
  app.route("/", accountRoutes(deps));
  app.route("/", joiningRoutes(deps));
  app.route("/", newGroupRoutes(deps));
  app.route("/", rulesRoutes(deps));
  app.route("/", mailedLinkRoutes(deps));
  app.route("/", participationCodeRoutes(deps));
  app.route("/", archiveRoutes(deps));
  app.route("/", invitationRoutes(deps));
  app.route("/", membershipRoutes(deps));
  app.route("/", passkeyRoutes(deps));
  app.route("/", wayInRoutes(deps));
  app.route("/", plannedMeetingRoutes(deps));
  app.route("/", writtenReportRoutes(deps));
  app.route("/", reportImportRoutes(deps));
  app.route("/", reportRoutes(deps));
  app.route("/", actionRoutes(deps));
  app.route("/", actionChangeRoutes(deps));
  app.route("/", outcomeRoutes(deps));
  app.route("/", correctionRoutes(deps));
  app.route("/", blockRoutes(deps));
  app.route("/", reportFormRoutes(deps));
  app.route("/", calendarRoutes(deps));
  app.route("/", saidRoutes(deps));
  app.route("/", meetingCsvRoutes(deps));
  app.route("/", timelineRoutes(deps));
  app.route("/", mattersRoutes(deps));
  app.route("/", findingRoutes(deps));
  app.route("/", registerRoutes(deps));
  app.route("/", sharedDocumentRoutes(deps));
  app.route("/", groupDisclosureRoutes(deps));
  app.route("/", groupSettingsRoutes(deps));
  app.route("/", requestDeskRoutes(deps));
  app.route("/", askingRoutes(deps));
  app.route("/", conductReportRoutes(deps));
  app.route("/", caseRoutes(deps));
  app.route("/", rightsRoutes(deps));
  app.route("/", groupDeletionRoutes(deps));
  app.route("/", searchRoutes(deps));
  app.route("/", personRoutes(deps));
  app.route("/", affiliationRoutes(deps));
  app.route("/", mergingRoutes(deps));
  app.route("/", claimRoutes(deps));
  app.route("/", bodyRoutes(deps));
  app.route("/", meetingRoutes(deps));
  app.route("/", publicationRoutes(deps));
  app.route("/", deadLetterRoutes(deps));
  app.route("/", trustRoutes(deps));
  app.route("/", homeRoutes(deps));

  app.notFound((c) => forward(app, c, deps, new NotFound()));
  app.onError((error, c) => {
    if (error instanceof NotFound) return forward(app, c, deps, error);
    return error instanceof Refusal ? refuse(c, deps, error) : fault(c, deps, error);
  });
  return app;
}

const timed: MiddlewareHandler = async (c, next) => {
  c.set("startedMs", performance.now());
  await next();
};
declare module "hono" {
  interface ContextVariableMap {
    startedMs: number;
  }
}

/** Where a thing was renumbered or renamed, its old address leads to the new one. */
async function forward(app: Hono, c: Context, deps: Deps, refusal: NotFound): Promise<Response> {
  const { pathname } = new URL(c.req.url);
  if (!isReadable(pathname)) return refuse(c, deps, refusal);
  const asked = decodeURIComponent(pathname);
  const moved =
    c.req.method === "GET" || c.req.method === "HEAD" ? await findForwardingAddress(deps.db, asked) : undefined;
  // Whoever may not see what is there now learns nothing of where it went.
  const cookie = c.req.header("cookie");
  const there =
    moved === undefined
      ? null
      : await app.request(encodeURI(moved), { headers: cookie === undefined ? {} : { cookie } });
  return moved === undefined || there?.status === 404 ? refuse(c, deps, refusal) : c.redirect(encodeURI(moved), 308);
}

function refuse(c: Context, deps: Deps, refusal: Refusal): Promise<Response> {
  const told = toldTo(c, deps);
  return show(c, refusalPage(refusal.status, told.words.t(refusal.message, refusal.values), told), refusal.status);
}

/** A bug: written to the log under a number that the person can quote. */
function fault(c: Context, deps: Deps, error: unknown): Promise<Response> {
  const number = String(randomInt(100_000, 1_000_000));
  const durationMs = performance.now() - c.get("startedMs");
  log({ at: deps.now(), route: `${c.req.method} ${routePath(c)}`, status: 500, durationMs, number, error });
  return show(c, faultPage(number, toldTo(c, deps)), 500);
}

const toldTo = (c: Context, { site }: Deps) => ({
  words: c.get("words") ?? words("en"),
  place: { name: site.name, href: "/", nav: [] },
  path: c.req.path,
});
