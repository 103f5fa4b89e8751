import type { Hono } from "hono";
import { inviteOfficeHolder, signIn } from "../src/accounts/sign-in.commands.ts";
import { makeApp } from "../src/app.ts";
import type { Group } from "../src/groups/group.ts";
import type { Database } from "../src/platform/database/database.ts";
import type { Limits } from "../src/platform/http/limits.ts";
import { formToken } from "../src/platform/http/protection.ts";

/** Several values under one name, as checkboxes and hidden fields send them. */
type Fields = Record<string, string | readonly string[]>;
/** Someone at a browser: what they open and send, with their sign-in and a token where the form has none. */
export type Visit = {
  get(path: string): Promise<Response>;
  post(path: string, fields: Fields, files?: Record<string, File>): Promise<Response>;
};
export type TestApp = Visit & {
  app: Hono;
  /** The clock of the program: set `now` to move it. */
  at: { now: Date };
  /** Someone who holds an office in this group and is signed in. */
  as(name: string, group: Group): Promise<Visit & { secret: string }>;
  /** Whoever this sign-in belongs to. */
  visitWith(secret: string): Visit;
};

/** The whole program on a test's database, asked through its URLs. */
export function appOn(db: Database, has: { sendsMail?: boolean; limits?: Limits } = {}): TestApp {
  const at = { now: new Date("2026-03-05T14:00:00Z") };
  const site = { name: "Baraza", origin: "http://localhost:4100", sendsMail: has.sendsMail === true };
  const app = makeApp({ db, now: () => at.now, site }, null, has.limits);
  const as: TestApp["as"] = async (name, group) => {
    const secret = await signIn(db, await inviteOfficeHolder(db, group, name, at.now), at.now);
    return { ...visit(app, secret), secret };
  };
  return { app, at, as, visitWith: (secret) => visit(app, secret), ...visit(app, null) };
}

function visit(app: Hono, secret: string | null): Visit {
  const headers: Record<string, string> = secret === null ? {} : { cookie: `__Host-baraza=${secret}` };
  return {
    get: async (path) => app.request(path, { headers }),
    post: async (path, fields, files = {}) => {
      const form = Object.keys(files).length > 0 ? new FormData() : new URLSearchParams();
      const sent: Fields = secret === null ? fields : { _token: formToken(secret), ...fields };
      for (const [name, value] of Object.entries(sent)) for (const one of [value].flat()) form.append(name, one);
      if (form instanceof FormData) for (const [name, file] of Object.entries(files)) form.append(name, file);
      return app.request(path, { method: "POST", headers, body: form });
    },
  };
}
