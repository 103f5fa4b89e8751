import type { Mailbox } from "./mail-address.ts";

/** A mail as it goes out: one recipient, plain text. `messageId` is the same at each try. */
export type Letter = {
  to: Mailbox;
  subject: string;
  text: string;
  /** Where a POST unsubscribes at once, and a GET shows a page; null for mails that answer an act of the recipient. */
  unsubscribeAt: string | null;
};

/** Why a mail did not go out, without a word of it: a code of SMTP, or what happened on the way there. */
export type Reason = `smtp ${number}` | "no connection" | "too slow" | "sign-in refused" | "no address" | "too late";

/** What came of one try. `deferred` is tried again, `refused` is not. */
export type Outcome =
  | { kind: "delivered" }
  | { kind: "deferred"; reason: Reason }
  | { kind: "refused"; reason: Reason };

/** What puts a mail on the wire. */
export type Transport = {
  /** Lets go at once when `stopping` is raised. */
  send(letter: Letter, envelope: { messageId: string; queuedAt: Date }, stopping: AbortSignal): Promise<Outcome>;
};

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** The first wait; each next one is four times as long, six hours at most: two days in all. Source: RFC 5321, 4.5.4.1. */
const FIRST_WAIT_MS = 30 * SECOND;
const LONGEST_WAIT_MS = 6 * HOUR;
export const MOST_TRIES = 13;

/** How long to wait after so many tries, in milliseconds. */
export const waitAfter = (tries: number): number => Math.min(FIRST_WAIT_MS * 4 ** (tries - 1), LONGEST_WAIT_MS);
