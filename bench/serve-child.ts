/** One of the servers that `bench/serve.ts` compares, in a process of its own: `serve-child.ts VARIANT DATABASE-URL PATH`. */
import { createServer, type RequestListener } from "node:http";
import pg from "pg";
import { makeApp } from "../src/app.ts";
import { openDatabase, openPool } from "../src/platform/database/database.ts";
import { PageCache } from "../src/platform/http/page-cache.ts";
import { webListener } from "../src/platform/http/web-listener.ts";
import { journalMark } from "../src/platform/journal/journal-mark.queries.ts";
import { languageOfRequest } from "../src/ui/language.ts";
import { parseAlways } from "../src/ui/markdown.ts";

const [variant = "", url = "", path = "/"] = process.argv.slice(2);
const NOW = new Date("2026-03-05T14:00:00Z");
/** A statement as it was sent, and whether it waited for the one before. */
type Sent = { statement: pg.QueryConfig; afterwards: boolean };
let sink: Sent[] | null = null;

const db = openDatabase(url);
const app = makeApp({ db, now: () => NOW, site: { name: "Baraza", origin: "http://localhost", sendsMail: false } });

async function listener(): Promise<RequestListener> {
  const never = new PageCache(() => Promise.reject(new Error("no cache")));
  if (variant === "rendered") return webListener(app, never, languageOfRequest);
  if (variant === "parsed anew") {
    parseAlways();
    return webListener(app, never, languageOfRequest);
  }
  if (variant === "kept") {
    const cache = new PageCache(() => journalMark(db));
    return webListener(
      makeApp({ db, now: () => NOW, site: { name: "Baraza", origin: "http://localhost", sendsMail: false } }, cache),
      cache,
      languageOfRequest,
    );
  }
  watchStatements();
  const { bytes, sent } = await recorded();
  const head = { "content-type": "text/html; charset=utf-8", "content-length": bytes.length };
  if (variant === "bare bytes") return (_, res) => void res.writeHead(200, head).end(bytes);
  const pool = openPool(url);
  return async (_, res) => {
    await askLikewise(pool, sent);
    res.writeHead(200, head).end(bytes);
  };
}

/** One rendering of a page, with the statements it sends. */
async function recorded(asked = path): Promise<{ bytes: Buffer; sent: Sent[] }> {
  sink = [];
  const bytes = Buffer.from(await rendering(asked));
  const sent = sink;
  sink = null;
  return { bytes, sent };
}

/** Writes down what goes to the database while `sink` is open. Connections take `query` over when they are made. */
function watchStatements(): void {
  let open = 0;
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first, second] = given;
    if (typeof first === "string")
      sink?.push({ statement: { text: first, values: Array.isArray(second) ? second : [] }, afterwards: open === 0 });
    else if (typeof first === "object" && first !== null && "text" in first)
      sink?.push({ statement: { ...first, text: String(first.text) }, afterwards: open === 0 });
    open++;
    const answer = Reflect.apply(query, this, given);
    Promise.resolve(answer).finally(() => open--);
    return answer;
  };
}

async function rendering(asked: string): Promise<ArrayBuffer> {
  const answer = await app.request(asked);
  if (answer.status !== 200) throw new Error(`${asked} answered ${answer.status}.`);
  return answer.arrayBuffer();
}

/** The same statements through the same driver, those together that were sent together. */
async function askLikewise(pool: pg.Pool, sent: Sent[]): Promise<void> {
  let together: Promise<unknown>[] = [];
  for (const { statement, afterwards } of sent) {
    if (afterwards) await Promise.all(together.splice(0));
    together.push(pool.query(statement));
  }
  await Promise.all(together);
  together = [];
}

if (variant === "count") {
  watchStatements();
  const counts: Record<string, number> = {};
  for (const one of path.split(" ")) counts[one] = (await recorded(one)).sent.length;
  process.stdout.write(JSON.stringify(counts));
  process.exit(0);
}
const server = createServer(await listener()).listen(0, "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`${JSON.stringify({ port: typeof address === "object" ? address?.port : 0 })}\n`);
});
