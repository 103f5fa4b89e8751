import { domainToASCII } from "node:url";
import { z } from "zod";
import { toSay } from "../ui/words.ts";

const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const LABEL = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
const DOMAIN = new RegExp(`^(?:${LABEL}\\.)+(?=.*[a-z])${LABEL}$`);

/**
 * One strict addr-spec: no quotes, comments, groups or spaces. Normalised first and validated afterwards, so that no
 * look-alike of "@" or "." becomes one after the check. Source: SAFETY A8 (mail headers); lengths: RFC 5321, 4.5.3.1.
 */
export const Address = z
  .string()
  .transform(normalised)
  .refine(isAddrSpec, toSay("Write one address, such as amina@example.org."));

/** As it is kept and compared: NFC, lower case, a domain in other letters in its ASCII form. */
function normalised(typed: string): string {
  const address = typed.trim().normalize("NFC").toLowerCase();
  const at = address.lastIndexOf("@");
  const domain = address.slice(at + 1);
  return /^[\x20-\x7e]*$/.test(domain) ? address : address.slice(0, at + 1) + domainToASCII(domain);
}

function isAddrSpec(address: string): boolean {
  const [local = "", domain = "", ...more] = address.split("@");
  return more.length === 0 && address.length <= 254 && local.length <= 64 && LOCAL.test(local) && DOMAIN.test(domain);
}
