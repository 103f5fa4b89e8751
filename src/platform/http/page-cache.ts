import type { IncomingMessage, ServerResponse } from "node:http";
import { etag, isKnown, type Rendered } from "./answer.ts";
import { type Coding, codingFor, compress } from "./compression.ts";

/** Bounds of what is kept: bytes of all pages together; and the age after which a page is rendered anew, as "overdue" moves with the clock. */
const LARGEST_STORE = 32 * 1024 * 1024;
const OLDEST_MS = 30_000;
/** How long another process's write (an import on the command line) may go unnoticed here. */
const CHECK_EVERY_MS = 250;

type Kept = Rendered & {
  mark: string;
  keptAt: number;
  heads: Partial<Record<Coding, { head: string[]; bytes: Buffer; tag: string }>>;
};

/**
 * Whole pages as every visitor gets them, by language and path. A page is given only while nothing was written since
 * its rendering began: writes of this process count themselves (`written`), those of others show in `mark`, which is
 * asked at most four times a second. What may not be shown any more is therefore not shown from here either.
 */
export class PageCache {
  readonly #mark: () => Promise<string>;
  readonly #pages = new Map<string, Kept>();
  #bytes = 0;
  #writes = 0;
  #known = { mark: "", checkedAt: Number.NEGATIVE_INFINITY };
  #checking: Promise<void> | null = null;

  /** `mark` gives a word that differs after every write to the database. */
  constructor(mark: () => Promise<string>) {
    this.#mark = mark;
  }

  /** To be called when an act of this process has ended, before its answer goes out. */
  written(): void {
    this.#writes++;
    this.#drop();
  }

  /** Where the rendering of a page begins: what it returns keeps the page, if nothing was written meanwhile. */
  begin(key: string): (page: Rendered) => void {
    const mark = this.#now();
    return (page) => {
      if (mark === this.#now()) this.#keep(key, { ...page, mark, keptAt: performance.now(), heads: {} });
    };
  }

  /** Whether the marks are fresh enough to answer from here at once. */
  isFresh(): boolean {
    return performance.now() - this.#known.checkedAt < CHECK_EVERY_MS;
  }

  /** Asks whether someone else has written; many who ask at once share one question. */
  check(): Promise<void> {
    this.#checking ??= this.#mark()
      .then((mark) => {
        if (mark !== this.#known.mark) this.#drop();
        this.#known = { mark, checkedAt: performance.now() };
      })
      .finally(() => {
        this.#checking = null;
      });
    return this.#checking;
  }

  find(key: string): Kept | null {
    const page = this.#pages.get(key);
    if (!page || page.mark !== this.#now()) return null;
    if (performance.now() - page.keptAt <= OLDEST_MS) return page;
    this.#pages.delete(key);
    this.#bytes -= page.body.length;
    return null;
  }

  /** Sends a kept page, compressed as the reader takes it. */
  send(page: Kept, req: IncomingMessage, res: ServerResponse): void {
    const accepted = req.headers["accept-encoding"];
    const coding = codingFor(typeof accepted === "string" ? accepted : undefined);
    const ready = page.heads[coding];
    if (ready) {
      finish(ready, req, res);
      return;
    }
    this.#prepare(page, coding).then(
      (made) => finish(made, req, res),
      () => res.destroy(),
    );
  }

  async #prepare(page: Kept, coding: Coding): Promise<{ head: string[]; bytes: Buffer; tag: string }> {
    const bytes = coding === "identity" ? page.body : await compress(page.body, coding, page.print);
    const tag = etag(page.print, coding);
    const head = Object.entries({
      ...page.headers,
      "content-type": `${page.type}; charset=utf-8`,
      vary: "accept-encoding, accept-language, cookie",
      "cache-control": "no-cache",
      etag: tag,
      ...(coding !== "identity" && { "content-encoding": coding }),
      "content-length": String(bytes.length),
    }).flat();
    const made = { head, bytes, tag };
    page.heads[coding] = made;
    return made;
  }

  #now(): string {
    return `${this.#writes} ${this.#known.mark}`;
  }

  #keep(key: string, page: Kept): void {
    this.#bytes += page.body.length - (this.#pages.get(key)?.body.length ?? 0);
    this.#pages.set(key, page);
    for (const [oldest, old] of this.#pages) {
      if (this.#bytes <= LARGEST_STORE) return;
      this.#pages.delete(oldest);
      this.#bytes -= old.body.length;
    }
  }

  #drop(): void {
    this.#pages.clear();
    this.#bytes = 0;
  }
}

function finish(made: { head: string[]; bytes: Buffer; tag: string }, req: IncomingMessage, res: ServerResponse): void {
  if (isKnown(req.headers["if-none-match"], made.tag)) {
    res.writeHead(
      304,
      made.head.filter((_, at) => made.head[at - (at % 2)] !== "content-length"),
    );
    res.end();
    return;
  }
  res.writeHead(200, made.head);
  res.end(req.method === "HEAD" ? undefined : made.bytes);
}
