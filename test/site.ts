import { createServer } from "node:http";
import { inviteOfficeHolder, signIn } from "../src/accounts/sign-in.commands.ts";
import { makeApp } from "../src/app.ts";
import type { Database } from "../src/platform/database/database.ts";
import { PageCache } from "../src/platform/http/page-cache.ts";
import { webListener } from "../src/platform/http/web-listener.ts";
import { journalMark } from "../src/platform/journal/journal-mark.queries.ts";
import { makeSampleGroup } from "../src/records/sample-group.commands.ts";
import { languageOfRequest } from "../src/ui/language.ts";

export type Site = {
  /** "http://localhost:PORT", where browsers let a safe cookie pass. */
  origin: string;
  /** Address of the sample group: "/local-content". */
  group: string;
  /** A one-time link for an office holder of the sample group. */
  invite(name?: string): Promise<string>;
  /** Value of a cookie header for an office holder who is signed in. */
  signedIn(): Promise<string>;
  /** Lets days pass on the clock of the program. */
  pass(days: number): void;
  close(): Promise<void>;
};

/** The whole program with the sample group, on a port of its own, exactly as `baraza demo` serves it. */
export async function sampleSite(db: Database): Promise<Site> {
  const { group, coChair } = await makeSampleGroup(db, new Date(), () => ({ step: () => {}, end: () => {} }));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const origin = `http://localhost:${typeof address === "object" ? address?.port : 0}`;
  let aheadMs = 0;
  const clock = (): Date => new Date(Date.now() + aheadMs);
  const cache = new PageCache(() => journalMark(db));
  const app = makeApp({ db, now: clock, site: { name: "Baraza", origin, sendsMail: false } }, cache);
  server.on("request", webListener(app, cache, languageOfRequest));
  const link = (name = coChair) => inviteOfficeHolder(db, group, name, new Date());
  return {
    origin,
    group: `/${group.slug}`,
    invite: async (name) => `${origin}/sign-in?link=${await link(name)}`,
    signedIn: async () => `__Host-baraza=${await signIn(db, await link(), new Date())}`,
    pass: (days) => {
      aheadMs += days * 86_400_000;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
