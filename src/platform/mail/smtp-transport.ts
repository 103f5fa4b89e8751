import { createTransport } from "nodemailer";
import { codeOf } from "../trouble.ts";
import type { Letter, Outcome, Transport } from "./delivery.ts";
import { domainOf, type Mailbox, oneLine } from "./mail-address.ts";

/** How long a mail server may take for each step, and for the whole of one mail, in milliseconds. */
export type Patience = { stepMs: number; wholeMs: number };
const PATIENCE: Patience = { stepMs: 30_000, wholeMs: 90_000 };

/** Sends by the server at `smtp://` (STARTTLS asked for unless on this machine) or `smtps://`. One connection a mail. */
export function smtpTransport(url: string, from: Mailbox, patience: Patience = PATIENCE): Transport {
  const transport = createTransport(connectionTo(url, from, patience));
  return {
    send: async (letter, { messageId, queuedAt }, stopping) => {
      const signal = AbortSignal.any([AbortSignal.timeout(patience.wholeMs), stopping]);
      try {
        await transport.sendMail({ ...asMail(letter, from, messageId, queuedAt), signal });
        return { kind: "delivered" };
      } catch (error) {
        return signal.aborted ? { kind: "deferred", reason: "too slow" } : outcomeOf(error);
      }
    },
  };
}

function connectionTo(url: string, from: Mailbox, { stepMs }: Patience) {
  const { protocol, hostname, port, username, password, searchParams } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const secure = protocol === "smtps:";
  const near = /^(localhost|127(\.\d+){3}|::1)$/.test(host);
  return {
    host,
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !near && searchParams.get("tls") !== "if-offered",
    ...(username !== "" && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    // What a server is told of this one: the domain that mails come from, never the name of the machine.
    name: domainOf(from),
    ...{ connectionTimeout: stepMs, greetingTimeout: stepMs, socketTimeout: stepMs, dnsTimeout: stepMs },
    socketCloseTimeout: 0,
    ...{ disableFileAccess: true, disableUrlAccess: true },
  };
}

const asMail = ({ to, subject, text, unsubscribeAt }: Letter, from: Mailbox, messageId: string, date: Date) => ({
  envelope: { from: from.address, to: [to.address] },
  from,
  to: { name: oneLine(to.name), address: to.address },
  subject: oneLine(subject),
  text,
  messageId,
  date,
  xMailer: false as const,
  headers: {
    "Auto-Submitted": "auto-generated",
    "X-Auto-Response-Suppress": "All",
    ...(unsubscribeAt !== null && {
      // On one line: folding has broken signatures on the way. Source: SAFETY A8, RFC 8058.
      "List-Unsubscribe": { prepared: true, value: `<${unsubscribeAt}>` },
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }),
  },
});

/** Final is what a server says of this mail with 5xx; what concerns the way to the server is tried again. */
function outcomeOf(error: unknown): Outcome {
  const code = codeOf(error);
  const said = responseOf(error);
  if (code === "EAUTH") return { kind: "deferred", reason: "sign-in refused" };
  if (said !== undefined && said >= 500 && (code === "EENVELOPE" || code === "EMESSAGE"))
    return { kind: "refused", reason: `smtp ${said}` };
  if (said !== undefined) return { kind: "deferred", reason: `smtp ${said}` };
  return { kind: "deferred", reason: code === "ETIMEDOUT" ? "too slow" : "no connection" };
}

function responseOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null || !("responseCode" in error)) return undefined;
  return typeof error.responseCode === "number" ? error.responseCode : undefined;
}
