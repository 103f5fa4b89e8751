/** Names and addresses as people have them at hand, read line by line. Pure. */
import { foldedName, isOtherSpelling } from "../people/likeness.ts";
import { WrittenName } from "../people/written-name.ts";
import { toSay } from "../ui/words.ts";

/** Somebody to invite; a name or an address is there. */
export type Invitee = { name: string | null; address: string | null; affiliation: string | null };
export type BadLine = { line: number; text: string; why: string };
/** Lines that could be one person under two spellings, and whom of the group they could be. */
export type InviteeDoubt = { invitees: Invitee[]; known: string | null };
export type InvitationList = { invitees: Invitee[]; doubts: InviteeDoubt[]; already: string[]; bad: BadLine[] };
/** Members, and who is invited and has not come yet. */
export type KnownInvitee = { name: string | null; address: string | null };

/** Lines at once; more is a mistake, or a list that is to be taken in parts. */
export const MOST_LINES = 1_000;

/** Reads a pasted list. What is certain, what is to be asked, who is here already, and which lines say nobody. */
export function readInvitationList(text: string, known: readonly KnownInvitee[]): InvitationList {
  const bad: BadLine[] = [];
  const read: Invitee[] = [];
  for (const [at, written] of text.split("\n").entries()) {
    const line = written.replace(LIST_MARK, "").trim();
    if (line === "") continue;
    if (line.length > LONGEST_LINE) {
      bad.push({ line: at + 1, text: line, why: TOO_LONG_A_LINE });
      continue;
    }
    for (const piece of piecesOf(line)) {
      const found = inviteeIn(piece);
      if (typeof found === "string") bad.push({ line: at + 1, text: line, why: found });
      else read.push(found);
    }
  }
  return { ...sortOut(once(read), known), bad };
}

/** No line of a list of people is longer; what reads one may take the square of its length. In characters. */
const LONGEST_LINE = 2_000;
const TOO_LONG_A_LINE = toSay("This line is too long to name people: one person a line.");

/** "1.", "2)", "(3)", "-", "•" and their kin before a name. */
const LIST_MARK = /^\s*(?:[-–—*•·▪◦>]+|\(?\d{1,4}[.):]|\d{1,4}(?=\t))\s*/u;

/** A line copied from a mail's head holds several: "Asha <a@b>, Ben <b@c>". */
function piecesOf(line: string): string[] {
  if ((line.match(/@/g) ?? []).length < 2) return [line];
  const pieces = line.split(/[,;](?=(?:[^"]*"[^"]*")*[^"]*$)/).map((piece) => piece.trim());
  const filled = pieces.filter((piece) => piece !== "");
  return filled.every((piece) => (piece.match(/@/g) ?? []).length === 1) ? filled : [line];
}

const ADDRESS = /[^\s@<>,;:"()[\]]+@[^\s@<>,;:"()[\]]+\.[^\s@<>,;:"()[\].]{2,}/u;
const LONGEST_ADDRESS = 254;
const BETWEEN = /\s*[,;\t|]\s*/;

/** Whom a line names, or why it names nobody. */
function inviteeIn(line: string): Invitee | string {
  const address = ADDRESS.exec(line)?.[0] ?? null;
  if (address === null && line.includes("@")) return toSay("There is an @ in it and no whole address.");
  if (address !== null && address.length > LONGEST_ADDRESS) return toSay("The address is too long.");
  const [before = "", after = ""] = address === null ? [line] : line.split(address, 2);
  if (after.includes("@")) return toSay("There is more than one address in it.");
  const words = `${trimmed(before)}\t${trimmed(after)}`.split("\t").filter((part) => part !== "");
  const [name = "", ...rest] = address === null || words.length < 2 ? nameFirst(words.join(", ")) : words;
  const affiliation = WrittenName.safeParse(rest.join(", "));
  const beside = affiliation.success ? affiliation.data : null;
  if (name === "")
    return address === null ? toSay("There is no name in it.") : { name: null, address, affiliation: beside };
  const written = WrittenName.safeParse(name);
  if (!written.success || !/\p{L}/u.test(name) || /https?:/i.test(name)) return toSay("There is no name in it.");
  return { name: written.data, address, affiliation: beside };
}

/** Without what stood around the address. */
const trimmed = (words: string): string => words.replace(/^[\s,;:|<>()[\]-]+|[\s,;:|<>()[\]-]+$/gu, "");

/** The name and what follows it; "Mwangi, Asha" and "\"Mwangi, Asha\"" are Asha Mwangi. */
function nameFirst(words: string): string[] {
  const quoted = /^["“'](.+)["”']$/u.exec(words)?.[1] ?? words;
  const [first = "", ...rest] = quoted.split(BETWEEN).filter((part) => part !== "");
  const [second = ""] = rest;
  const isTurned = /^[\p{L}'’-]+$/u.test(first) && /^[\p{L}'’.-]+$/u.test(second) && rest.length === 1;
  return isTurned ? [`${second} ${first}`] : [first.replace(/^["“']+|["”']+$/gu, ""), ...rest];
}

/** Lines that say the same once: the same address, or the same name where one of the two has no address. */
function once(read: readonly Invitee[]): Invitee[] {
  const kept: Invitee[] = [];
  const byAddress = new Map<string, Invitee[]>();
  const byName = new Map<string, Invitee[]>();
  for (const one of read) {
    const [address, name] = [one.address?.toLowerCase() ?? "", key(one)];
    const alike = [...(byAddress.get(address) ?? []), ...(byName.get(name) ?? [])];
    const same = alike.find((other) => isSame(one, other));
    const entry = same ?? { ...one };
    if (same) fill(same, one);
    else kept.push(entry);
    if (address !== "") byAddress.set(address, [...(byAddress.get(address) ?? []), entry]);
    if (key(entry) !== "") byName.set(key(entry), [...(byName.get(key(entry)) ?? []), entry]);
  }
  return kept;
}

const key = ({ name }: Pick<Invitee, "name">): string => (name === null ? "" : foldedName(name).join(" "));

function isSame(one: Invitee, other: Invitee): boolean {
  const addresses = [one.address?.toLowerCase(), other.address?.toLowerCase()];
  if (addresses[0] !== undefined && addresses[0] === addresses[1])
    return one.name === null || other.name === null || key(one) === key(other);
  return key(one) !== "" && key(one) === key(other) && addresses.includes(undefined);
}

function fill(kept: Invitee, one: Invitee): void {
  kept.name ??= one.name;
  kept.address ??= one.address;
  kept.affiliation ??= one.affiliation;
}

/** Puts together what could be one person, and takes out who is here already. */
function sortOut(read: readonly Invitee[], known: readonly KnownInvitee[]): Omit<InvitationList, "bad"> {
  const already: string[] = [];
  const fresh = read.filter((one) => {
    const isHere = known.some((other) => isSame(one, { ...other, affiliation: null }));
    if (isHere) already.push(one.name ?? one.address ?? "");
    return !isHere;
  });
  const folded = fresh.map((one) => (one.name === null ? [] : foldedName(one.name)));
  const foldedKnown = known.map((one) => (one.name === null ? [] : foldedName(one.name)));
  const heads = fresh.map((_, at) => at);
  const headOf = (at: number): number => (heads[at] === at ? at : headOf(heads[at] ?? at));
  for (const [i, one] of fresh.entries())
    for (const [j, other] of fresh.slice(0, i).entries())
      if (couldBeOne(one, other, folded[i] ?? [], folded[j] ?? [])) heads[headOf(i)] = headOf(j);
  const knownAs = fresh.map((one, at) => {
    const like = known.find((other, k) => couldBeOne(one, other, folded[at] ?? [], foldedKnown[k] ?? []));
    return like === undefined ? null : (like.name ?? like.address);
  });
  const together = [...Map.groupBy(fresh.keys(), headOf).values()];
  const asDoubt = (places: number[]): InviteeDoubt => ({
    invitees: places.flatMap((at) => fresh[at] ?? []),
    known: places.map((at) => knownAs[at] ?? null).find((one) => one !== null) ?? null,
  });
  const isCertain = ({ invitees, known: like }: InviteeDoubt): boolean => invitees.length === 1 && like === null;
  const all = together.map(asDoubt);
  return {
    invitees: all.filter(isCertain).flatMap((one) => one.invitees),
    doubts: all.filter((one) => !isCertain(one)),
    already,
  };
}

function couldBeOne(
  one: KnownInvitee,
  other: KnownInvitee,
  folded: readonly string[],
  foldedOther: readonly string[],
): boolean {
  if (one.address !== null && one.address.toLowerCase() === other.address?.toLowerCase()) return true;
  if (folded.length === 0 || foldedOther.length === 0) return false;
  return folded.join(" ") === foldedOther.join(" ") || isOtherSpelling(folded, foldedOther);
}

/** One line that reads back to the same. */
export const lineOf = ({ name, address, affiliation }: Invitee): string =>
  [name === null ? address : `${name}${address === null ? "" : ` <${address}>`}`, affiliation]
    .filter((part) => part !== null)
    .join("; ");
