import { domainToASCII } from "node:url";

/** RFC 5321: 64 octets before the @, 254 in all. */
const MOST_BEFORE = 64;
const MOST = 254;

/** Dot-atom before the @, names of hosts after it: no quotes, comments, spaces or controls. Source: SAFETY A8, mail headers. */
const ADDR_SPEC = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i;
const HOST_LABEL = /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i;

/** An address as it is written to a mail server; undefined where it is none. Look-alikes are normalised first. */
export function asMailAddress(written: string): string | undefined {
  const [before, host, ...more] = written.normalize("NFKC").trim().split("@");
  if (before === undefined || host === undefined || more.length > 0) return undefined;
  const address = `${before}@${domainToASCII(host)}`;
  const fits = before.length <= MOST_BEFORE && address.length <= MOST && ADDR_SPEC.test(address);
  return fits &&
    address
      .slice(before.length + 1)
      .split(".")
      .every((label) => HOST_LABEL.test(label))
    ? address
    : undefined;
}

/** A name and an address, as a header of a mail takes them. */
export type Mailbox = { name: string; address: string };

/** `Secretariat <wg@example.org>` or the address alone; undefined for anything else. */
export function asMailbox(written: string): Mailbox | undefined {
  const [, name = "", inside] = /^([^<>"(),:;\\[\]]*)<([^<>]*)>$/.exec(written.trim()) ?? [];
  const address = asMailAddress(inside ?? written);
  return address === undefined ? undefined : { name: oneLine(name), address };
}

export const domainOf = ({ address }: Mailbox): string => address.slice(address.indexOf("@") + 1);

/** Control characters, line breaks and turns of direction have no place in a header. */
export const oneLine = (written: string): string =>
  written
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 200);
