import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

export type Coding = "br" | "gzip" | "identity";

/** The best coding that the reader takes. Source: RFC 9110, 12.5.3 (a coding with q=0 is not taken). */
export function codingFor(accepted: string | undefined): Coding {
  if (accepted === undefined || /;\s*q=0(\.0*)?\s*(,|$)/.test(accepted)) return carefulCoding(accepted ?? "");
  if (/\bbr\b/.test(accepted)) return "br";
  return /\bgzip\b/.test(accepted) ? "gzip" : "identity";
}

/**
 * Compresses a text. `print`, where it is given, is the fingerprint of a content that anyone may have: the result is
 * kept under it, so that the same page is compressed once however often it is rendered.
 */
export async function compress(
  body: Buffer,
  coding: "br" | "gzip",
  print: string | null,
): Promise<Buffer<ArrayBuffer>> {
  const key = print === null ? null : `${coding} ${print}`;
  const known = key === null ? undefined : kept.get(key);
  if (known) return known;
  const bytes = Buffer.from(
    coding === "br"
      ? await brotli(body, { params: { ...BROTLI, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } })
      : await zip(body, { level: 6 }),
  );
  if (key !== null) keep(key, bytes);
  return bytes;
}

/** Quality 5: some 30 MB a second, within a tenth of the best. Source: issue 2, number 18. */
const BROTLI = { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT };
const LARGEST_STORE = 16 * 1024 * 1024;
const kept = new Map<string, Buffer<ArrayBuffer>>();
let keptBytes = 0;

function keep(key: string, bytes: Buffer<ArrayBuffer>): void {
  kept.set(key, bytes);
  keptBytes += bytes.length;
  for (const [oldest, old] of kept) {
    if (keptBytes <= LARGEST_STORE) return;
    kept.delete(oldest);
    keptBytes -= old.length;
  }
}

function carefulCoding(accepted: string): Coding {
  const taken = accepted
    .split(",")
    .filter((wish) => !/;\s*q=0(\.0*)?\s*$/.test(wish))
    .map((wish) => wish.split(";")[0]?.trim());
  if (taken.includes("br")) return "br";
  return taken.includes("gzip") ? "gzip" : "identity";
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
