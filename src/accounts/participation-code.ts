/**
 * A participation code: 20 characters, read over a telephone in groups of four. None of O, I, L, S, U: a typed one is
 * read as the sign that it is mistaken for. 31 signs, a prime, so that the check finds every wrong sign and every two
 * that changed places. 19 free signs are 94 bits: nobody guesses one, so that a plain hash of it is safe to keep.
 */
const SIGNS = "0123456789ABCDEFGHJKMNPQRTVWXYZ";
const FREE = 19;
export const CODE_LENGTH = FREE + 1;
const BASE = SIGNS.length;
/** 20 · 14 = 280 = 9 · 31 + 1. */
const INVERSE_OF_LAST_WEIGHT = 14;

const MISTAKEN: Readonly<Record<string, string>> = { O: "0", I: "1", L: "1", S: "5", U: "V" };

/** A code made of random bytes, 32 at least. */
export function codeFrom(bytes: Buffer): string {
  let rest = BigInt(`0x${bytes.toString("hex")}`);
  let free = "";
  for (let place = 0; place < FREE; place++) {
    free += SIGNS[Number(rest % BigInt(BASE))];
    rest /= BigInt(BASE);
  }
  return free + SIGNS[(((BASE - weighted(free)) % BASE) * INVERSE_OF_LAST_WEIGHT) % BASE];
}

/** The sum that is 0 for a whole code; each place has a weight of its own. */
const weighted = (code: string): number =>
  [...code].reduce((sum, sign, place) => sum + (place + 1) * SIGNS.indexOf(sign), 0) % BASE;

/** As it is shown and said: "7K2M-…", five groups of four. */
export const spokenCode = (code: string): string => code.replace(/(.{4})(?=.)/g, "$1-");

/** What someone typed: a whole code, or what is wrong with it, which needs no look into the database. */
export type TypedCode = { kind: "code"; code: string } | { kind: "length"; count: number } | { kind: "mistyped" };

export function readTypedCode(typed: string): TypedCode {
  const signs = [...typed.normalize("NFKC").toUpperCase()]
    .filter((sign) => /[\p{L}\p{N}]/u.test(sign))
    .map((sign) => MISTAKEN[sign] ?? latinDigit(sign));
  if (signs.length !== CODE_LENGTH) return { kind: "length", count: signs.length };
  const code = signs.join("");
  return signs.every((sign) => SIGNS.includes(sign)) && weighted(code) === 0
    ? { kind: "code", code }
    : { kind: "mistyped" };
}

/** Digits as Arabic and Persian keyboards write them. */
function latinDigit(sign: string): string {
  const place = "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹".indexOf(sign);
  return place < 0 ? sign : String(place % 10);
}
