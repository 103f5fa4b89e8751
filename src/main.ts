import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { asMailbox, type Mailbox } from "./platform/mail/mail-address.ts";
import { BadUsage } from "./platform/trouble.ts";

const DATA = fileURLToPath(new URL("../data", import.meta.url));

/** An empty variable counts as none. */
const given = (text: unknown): unknown => (text === "" ? undefined : text);
const text = z.preprocess(given, z.string().optional());
const port = z.preprocess(given, z.coerce.number().int().min(0).max(65_535).default(4100));
const hour = z.preprocess(given, z.union([z.literal("never"), z.coerce.number().int().min(0).max(23)]).default(3));
const postgresUrl = z.preprocess(given, z.url({ protocol: /^postgres(ql)?$/ }).optional());
const yesOrNo = z.preprocess(given, z.enum(["yes", "no"]).default("no"));
const webUrl = z.preprocess(given, z.url({ protocol: /^https?$/ }).optional());

/** A contact as RFC 9116 wants it: a mail address becomes a mailto: address. */
const contact = z.preprocess(
  (text) => (typeof text === "string" && /^[^\s:/@]+@[^\s:/@]+$/.test(text) ? `mailto:${text}` : given(text)),
  z.url({ protocol: /^(https|mailto)$/ }).optional(),
);
const onion = z.preprocess(given, z.url({ protocol: /^https?$/, hostname: /^[a-z2-7]{56}\.onion$/ }).optional());
const smtpUrl = z.preprocess(given, z.url({ protocol: /^smtps?$/, hostname: /./ }).optional());
const mailFrom = z.preprocess(
  given,
  z
    .string()
    .transform(asMailbox)
    .pipe(z.object({ name: z.string(), address: z.string() }))
    .optional(),
);

const Environment = z.object({
  BARAZA_PORT: port,
  BARAZA_HOST: text,
  BARAZA_DATA: text,
  BARAZA_URL: webUrl,
  BARAZA_PROXY: yesOrNo,
  BARAZA_ONION: onion,
  BARAZA_SECURITY_CONTACT: contact,
  BARAZA_SMTP_URL: smtpUrl,
  BARAZA_MAIL_FROM: mailFrom,
  DATABASE_URL: postgresUrl,
  BARAZA_BACKUPS: text,
  BARAZA_BACKUP_HOUR: hour,
});

const EXPECTED: Record<string, string> = {
  BARAZA_PORT: "must be a whole number from 0 to 65535, as 4100",
  BARAZA_URL: "must be the address people use, as https://baraza.example.org",
  BARAZA_PROXY: "must be yes or no",
  BARAZA_ONION: "must be an onion address, as http:// and 56 letters and digits and .onion",
  BARAZA_SECURITY_CONTACT: "must be a mail address or an https address",
  BARAZA_SMTP_URL: "must be an address as smtps://user:password@mail.example.org:465",
  BARAZA_MAIL_FROM: 'must be an address as "Baraza <baraza@example.org>"',
  DATABASE_URL: "must be an address as postgresql://user:password@host:5432/name",
  BARAZA_BACKUP_HOUR: "must be an hour from 0 to 23 of this machine's clock, or never",
};

export type Settings = {
  /** 0 takes any free one. */
  port: number;
  host: string;
  /** Absolute; everything the instance keeps is below it. */
  dataFolder: string;
  /** Another server than the one in the data folder. */
  databaseUrl: string | undefined;
  /** What links in mails and on the terminal begin with; undefined: http://localhost and the port. */
  publicUrl: string | undefined;
  /** A proxy stands before it, which names the client's address last in X-Forwarded-For. */
  behindProxy: boolean;
  /** The same instance as an onion service, without a slash at its end. */
  onion: string | undefined;
  /** For security.txt: "mailto:…" or "https://…". */
  securityContact: string | undefined;
  /** How mail goes out, and from whom; undefined: it does not. */
  mail: { smtpUrl: string; from: Mailbox } | undefined;
  /** Where nightly backups are kept. */
  backupFolder: string;
  /** The hour of this machine's clock after which the nightly backup is made. */
  backupHour: number | "never";
};

/** The settings, read once. Throws `BadUsage` with the sentence for the first that is wrong. */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const read = Environment.safeParse(environment);
  if (!read.success) {
    const name = String(read.error.issues[0]?.path[0] ?? "");
    throw new BadUsage(`${name} ${EXPECTED[name] ?? "cannot be read"}; it is ${shown(name, environment[name])}.`);
  }
  const { BARAZA_PORT, BARAZA_HOST, BARAZA_DATA, BARAZA_URL, BARAZA_ONION, DATABASE_URL } = read.data;
  const { BARAZA_SMTP_URL: smtpUrl, BARAZA_MAIL_FROM: from } = read.data;
  if ((smtpUrl === undefined) !== (from === undefined))
    throw new BadUsage("BARAZA_SMTP_URL and BARAZA_MAIL_FROM go together: give both, or neither and no mail goes out.");
  const dataFolder = BARAZA_DATA === undefined ? DATA : resolve(BARAZA_DATA);
  return {
    port: BARAZA_PORT,
    host: BARAZA_HOST ?? "127.0.0.1",
    dataFolder,
    databaseUrl: DATABASE_URL,
    publicUrl: BARAZA_URL?.replace(/\/+$/, ""),
    behindProxy: read.data.BARAZA_PROXY === "yes",
    onion: BARAZA_ONION?.replace(/\/+$/, ""),
    securityContact: read.data.BARAZA_SECURITY_CONTACT,
    mail: smtpUrl === undefined || from === undefined ? undefined : { smtpUrl, from },
    backupFolder:
      read.data.BARAZA_BACKUPS === undefined ? join(dataFolder, "backups") : resolve(read.data.BARAZA_BACKUPS),
    backupHour: read.data.BARAZA_BACKUP_HOUR,
  };
}

/** An address of a server may hold a password: it is not repeated. */
function shown(name: string, value: string | undefined): string {
  return name === "DATABASE_URL" || name === "BARAZA_SMTP_URL" ? "not one" : `"${value}"`;
}
