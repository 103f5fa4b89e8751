import type { Database } from "../database/database.ts";

/** What every route is given. Whatever happens inside a request depends on these and on the request alone. */
export type Deps = { db: Database; now: () => Date; site: Site };

export type Site = {
  /** Name of the instance, shown where no group's own name stands. */
  name: string;
  /** Address under which people reach it, without a slash at its end: for feeds, calendars and links that are sent. */
  origin: string;
  /** Whether mail goes out from here. Where it does not, what would be sent is shown as text to copy. */
  sendsMail: boolean;
  /** The same program as an onion service ("http://….onion"), offered to who comes by Tor. */
  onion?: string | undefined;
  /** Where a weakness is told in private: "mailto:…" or "https://…". */
  securityContact?: string | undefined;
  /** A proxy of the operator's stands before it and names the client's address last in X-Forwarded-For. */
  behindProxy?: boolean;
};
