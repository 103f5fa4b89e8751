import type { Hono } from "hono";
import type { Actor } from "../../src/access/actor.ts";
import { may } from "../../src/access/may.ts";
import type { Database } from "../../src/platform/database/database.ts";
import { formToken } from "../../src/platform/http/protection.ts";
import type { Ask, Route } from "./route-table.ts";
import type { Asker, Target } from "./world.ts";

/** A parameter as the world knows it: the steps before it, without other parameters. "meetings/blocks/:number" */
export function keysOf(template: string): string[] {
  const steps = template.split("/").slice(1);
  const named = (at: number) => [...steps.slice(0, at).filter((step) => !step.startsWith(":")), steps[at]].join("/");
  return steps.flatMap((step, at) => (step.startsWith(":") ? [named(at)] : []));
}

/** The address of a route for one thing. */
export function addressOf(template: string, params: Record<string, string>): string {
  const values = keysOf(template).map((key) => encodeURIComponent(params[key] ?? ""));
  return template.replaceAll(/:\w+/g, () => values.shift() ?? "");
}

/** What needs more than a report to be there, with the test that asks for whom it opens. */
export const ELSEWHERE = new Map([
  ["conduct/:number", "src/conduct/case.test.ts"],
  ["/:group/conduct/new", "src/conduct/case.test.ts"],
  ["/:group/conduct/reports", "src/conduct/case.test.ts"],
  ["/:group/ways-in/pseudonym", "src/accounts/way-in.test.ts"],
  ["ways-in/:slug", "src/accounts/way-in.test.ts"],
  ["disclosure/meetings/:id", "src/records/without-names.test.ts"],
  ["settings/undoing/:line", "src/meetings/group-settings.test.ts"],
  ["disclosure/undoing/:line", "src/records/without-names.test.ts"],
  ["/:group/conduct/receipt", "src/conduct/case.test.ts"],
  ["mail/:id", "src/mail/dead-letter.test.ts"],
  ["members/:id", "src/groups/membership.test.ts"],
  ["members/offices/:id", "src/groups/membership.test.ts"],
  ["members/invitations/:id", "src/groups/invitation.test.ts"],
  ["account/sign-ins/:handle", "src/accounts/account.test.ts"],
  ["account/passkeys/:id", "src/accounts/passkey.test.ts"],
  ["/people/:slug/merging", "src/records/named/merging.test.ts"],
  ["/bodies/:slug/merging", "src/records/named/merging.test.ts"],
  ["requests/:id", "src/requests/deciding.test.ts"],
  ["request/:id", "src/requests/deciding.test.ts"],
  ["/request", "src/requests/deciding.test.ts"],
  ["/request/appeal", "src/requests/deciding.test.ts"],
  ["/request/withdrawal", "src/requests/deciding.test.ts"],
  ["/:group/claims", "src/records/named/claim.test.ts"],
  ["claims/:claim", "src/records/named/claim.test.ts"],
  ["account/person/undoing/:line", "src/records/named/claim.test.ts"],
  ["/:group/meetings/:handle/plan", "src/records/written-report.test.ts"],
  ["/:group/meetings/:handle/calling-off", "src/records/written-report.test.ts"],
  ["meetings/plan/undoing/:line", "src/records/written-report.test.ts"],
  ["meetings/called-off/:id", "src/records/written-report.test.ts"],
  ["people/affiliations/:id", "src/records/named/affiliation.test.ts"],
  ["people/affiliations/undoing/:line", "src/records/named/affiliation.test.ts"],
  ["people/merging/:line", "src/records/named/merging.test.ts"],
  ["bodies/merging/:line", "src/records/named/merging.test.ts"],
]);
/** Whether what this test has is enough to ask the route. */
export const isAsked = ({ template, gate }: Route): boolean =>
  gate.length > 0 && ![template, ...keysOf(template)].some((key) => ELSEWHERE.has(key));

/** What is one's own: addresses that name no thing and mean whoever asks. */
export const OWN: Target = { name: "own", groupId: 0, facts: {}, params: {}, canaries: [] };
export const isOwn = ({ template }: Route): boolean => /^\/(account|mine)(\/|\.|$)/.test(template);

/** What the matrix says of a question about a target. */
export const allows = (by: Actor, { resource, act, field }: Ask, target: Target): boolean =>
  may(by, act, {
    ...{ resource, groupId: target.groupId, ...(field !== null && { field }), ...target.facts },
    // The addresses of an account name none: they are about whoever asks.
    ...((resource === "account" || target === OWN) && { own: by.accountId !== null }),
  });

/** "turned away": what is one's own, asked for by a visitor: led to the sign-in, or refused; there is nothing to hide. */
export type Expected = "answers" | "turned away" | 403 | 404;

/**
 * What a route must do for this asker and thing: answer where its first questions are all allowed; else say no (403)
 * where they may read the nearest page that the address stands on or below (where there is none, such a thing), and
 * hide (404) where they may not.
 */
export function expectedOf(route: Route, by: Actor, target: Target, table: readonly Route[]): Expected {
  if (route.gate.every((ask) => allows(by, ask, target))) return "answers";
  if (target === OWN) return "turned away";
  if (route.gate.some(({ act }) => act === "read")) return 404;
  const page = pageOf(route, table);
  const reading = page?.gate ?? route.gate.map(({ resource }) => ({ resource, act: "read", field: null }) as const);
  return reading.every((ask) => allows(by, ask, target)) ? 403 : 404;
}

/** The page of a group is not of the things below it. */
function pageOf({ template }: Route, table: readonly Route[]): Route | undefined {
  for (let at = template; at !== "" && at !== "/:group"; at = at.slice(0, at.lastIndexOf("/"))) {
    const page = table.find((one) => one.method === "GET" && one.template === at);
    if (page && page.gate.length > 0 && page.gate.every(({ act }) => act === "read")) return page;
  }
  return undefined;
}

/** Enough for the forms that are read before anybody asks who sent them. */
const PLAUSIBLE = { words: "Words", ruleSet: "simple" };

/** Asks the program as this asker. */
export async function ask(app: Hono, method: string, path: string, { secret }: Asker): Promise<Response> {
  const headers: Record<string, string> = secret === null ? {} : { cookie: `__Host-baraza=${secret}` };
  if (method === "GET") return app.request(path, { headers });
  const body = new URLSearchParams({ ...PLAUSIBLE, ...(secret !== null && { _token: formToken(secret) }) });
  return app.request(path, { method, headers, body });
}

/** A database whose acts can be taken back: what is done within `undone` leaves nothing. */
export function undoable(db: Database): { db: Database; undone: <T>(act: () => Promise<T>) => Promise<T> } {
  let current = db;
  const passing = new Proxy(db, {
    get: (_, name) => {
      const value = Reflect.get(current, name);
      return typeof value === "function" ? value.bind(current) : value;
    },
  });
  const undone = async <T>(act: () => Promise<T>): Promise<T> => {
    const trx = await db.startTransaction().execute();
    current = trx;
    return act().finally(() => {
      current = db;
      return trx.rollback().execute();
    });
  };
  return { db: passing, undone };
}
