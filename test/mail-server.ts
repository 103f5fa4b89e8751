import { after } from "node:test";
import { SMTPServer } from "smtp-server";

export type Received = { from: string; to: string[]; text: string; messageId: string };
type Answer = "take" | { code: number } | "hang";

/** A mail server on this machine that takes mail, or answers as a test says. */
export type MailServer = {
  url: string;
  received: Received[];
  /** What the next mails are answered, one after another; "take" once these are used up. */
  answers: Answer[];
  /** Called when a mail is there whole and not yet answered. */
  onReceived: (mail: Received) => Promise<void> | void;
  down(): Promise<void>;
  up(): Promise<void>;
};

export async function mailServer(options: { user?: string; password?: string } = {}): Promise<MailServer> {
  let running: SMTPServer | undefined;
  let port = 0;
  const server: MailServer = {
    url: "",
    received: [],
    answers: [],
    onReceived: () => {},
    down: () => new Promise((resolve) => (running ? running.close(() => resolve()) : resolve())),
    up: async () => {
      running = serverFor(server, options);
      port = await listening(running, port);
      const user = options.user === undefined ? "" : `${options.user}:${options.password}@`;
      server.url = `smtp://${user}127.0.0.1:${port}`;
    },
  };
  await server.up();
  after(() => server.down());
  return server;
}

function serverFor(server: MailServer, { user, password }: { user?: string; password?: string }): SMTPServer {
  const smtp = new SMTPServer({
    authOptional: user === undefined,
    disabledCommands: user === undefined ? ["STARTTLS", "AUTH"] : ["STARTTLS"],
    allowInsecureAuth: true,
    closeTimeout: 100,
    onAuth: (auth, _session, answer) =>
      auth.username === user && auth.password === password
        ? answer(null, { user: auth.username })
        : answer(new Error("no")),
    onData: (stream, session, answer) => {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        const { mailFrom, rcptTo } = session.envelope;
        const text = Buffer.concat(parts).toString("utf8");
        const messageId = /^Message-ID: (.*)$/im.exec(text)?.[1]?.trim() ?? "";
        const from = mailFrom === false ? "" : mailFrom.address;
        const mail = { from, to: rcptTo.map((one) => one.address), text, messageId };
        await server.onReceived(mail);
        const said = server.answers.shift() ?? "take";
        if (said === "hang") return;
        if (said === "take") server.received.push(mail);
        answer(said === "take" ? null : Object.assign(new Error("not now"), { responseCode: said.code }));
      });
    },
  });
  smtp.on("error", () => {}); // a client that is killed in the middle
  return smtp;
}

const listening = (smtp: SMTPServer, port: number): Promise<number> =>
  new Promise((resolve) => {
    const server = smtp.listen(port, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : 0);
    });
  });
