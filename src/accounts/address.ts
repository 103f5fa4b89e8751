import { z } from "zod";
import { asMailAddress } from "../platform/mail/mail-address.ts";
import { toSay } from "../ui/words.ts";

/** A host that the world knows: with a dot, and no number at its end. */
const PUBLIC_HOST = /@.*\.(?!\d+$)[^.]+$/;

/**
 * One strict addr-spec, as it is kept and compared: normalised, lower case, a domain in other letters in its ASCII
 * form. Normalised first and validated afterwards, so that no look-alike of "@" or "." becomes one after the check.
 */
export const Address = z
  .string()
  .transform((typed) => asMailAddress(typed)?.toLowerCase() ?? "")
  .refine((address) => PUBLIC_HOST.test(address), toSay("Write one address, such as amina@example.org."));
