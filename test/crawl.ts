import { request } from "node:http";
import { brotliDecompressSync } from "node:zlib";
import { Parser } from "htmlparser2";

export type Fetched = {
  path: string;
  status: number;
  type: string;
  /** Bytes on the wire: head and body, as they came. */
  bytes: number;
  html: string;
  /** Addresses of the same site that the page leads to, and those that it loads by itself. */
  links: string[];
  loads: string[];
};

/** Of addresses that differ only in a number (actions, blocks, meetings) so many are visited. */
const MOST_ALIKE = 3;
const MOST = 400;

/** Every page that a reader can reach from the first one, each fetched as a browser does that was never here. */
export async function crawl(origin: string, cookie?: string, language = "en"): Promise<Fetched[]> {
  const headers = { "accept-language": language, ...(cookie !== undefined && { cookie }) };
  const seen = new Set<string>(["/"]);
  const alike = new Map<string, number>();
  const queue = ["/"];
  const pages: Fetched[] = [];
  for (let path = queue.shift(); path !== undefined && pages.length < MOST; path = queue.shift()) {
    const page = await fetchOnce(origin, path, headers);
    if (page.type !== "text/html") {
      if (page.status >= 400) pages.push(page);
      continue;
    }
    pages.push(page);
    for (const link of page.links) {
      const form = link.replace(/\d[\d-]*/g, "N");
      const count = alike.get(form) ?? 0;
      if (seen.has(link) || (form !== link && count >= MOST_ALIKE)) continue;
      seen.add(link);
      alike.set(form, count + 1);
      queue.push(link);
    }
  }
  return pages;
}

/** One request on a connection of its own, counted where it comes in. */
export function fetchOnce(origin: string, path: string, headers: Record<string, string>): Promise<Fetched> {
  const asked = { "accept-encoding": "gzip, deflate, br, zstd", "accept-language": "en", ...headers };
  return new Promise((resolve, reject) => {
    const sent = request(origin + path, { agent: false, headers: asked }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        const body = Buffer.concat(chunks);
        const html = (answer.headers["content-encoding"] === "br" ? brotliDecompressSync(body) : body).toString();
        const type = (answer.headers["content-type"] ?? "").split(";")[0] ?? "";
        const found = type === "text/html" ? addressesIn(html, path) : { links: [], loads: [] };
        resolve({ path, status: answer.statusCode ?? 0, type, bytes: answer.socket.bytesRead, html, ...found });
      });
    });
    sent.on("error", reject);
    sent.end();
  });
}

function addressesIn(html: string, path: string): { links: string[]; loads: string[] } {
  const links = new Set<string>();
  const loads = new Set<string>();
  const parser = new Parser({
    onopentag(name, { href, src, rel }) {
      if (name === "a" && href !== undefined && !href.startsWith("#")) links.add(href);
      if (name === "link" && href !== undefined && /icon|stylesheet|preload/.test(rel ?? "")) loads.add(href);
      if (src !== undefined) loads.add(src);
    },
  });
  parser.end(html);
  return {
    // A page as others get it is theirs, byte for byte, also where it is none: seen-as.test.ts compares them.
    links: inside([...links], path).filter((link) => !/[?&](lang|link|as)=/.test(link)),
    loads: inside([...loads], path),
  };
}

/** Addresses of this site as paths, without what stands after `#`. */
const inside = (addresses: string[], path: string): string[] =>
  addresses.flatMap((address) => {
    const base = `http://here${path}`;
    if (!URL.canParse(address, base)) return [];
    const url = new URL(address, base);
    return url.host === "here" && url.protocol === "http:" ? [url.pathname + url.search] : [];
  });
