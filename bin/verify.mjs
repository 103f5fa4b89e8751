#!/usr/bin/env node
/**
 * Checks a log that `baraza log export` wrote, offline: `node verify.mjs FILE [--checkpoint SAVED]`. This file needs
 * nothing beside it, so that it can be read, kept and run by people who do not trust the instance. It shares no line with
 * what writes the log; the form is described in docs/log.md.
 */
import { createHash, createPublicKey, verify as verifySignature } from "node:crypto";
import { readFileSync, realpathSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

const FORM = "baraza log 1";
const USE = "Use: verify FILE [--checkpoint SAVED]";

/** Something that must not be so; its message is the sentence for the person. */
class Found extends Error {}

/** Runs the check as a command: prints a sentence a finding; 0 where all holds, 1 where something was found, 2 for wrong words. */
export function verify(words, print = (line) => process.stdout.write(`${line}\n`)) {
  const [file, option, saved, ...more] = words;
  const usage = file !== undefined && (option === undefined || (option === "--checkpoint" && saved !== undefined));
  if (!usage || more.length > 0) {
    print(USE);
    return 2;
  }
  try {
    const log = checkLog(readBytes(file));
    print(`Well: ${log.size} lines, each as it was signed by ${log.key.name}.`);
    print(`The key: ${log.key.text}`);
    if (log.contents > 0) print(`What was changed is beside ${log.contents} of them, as it was when it was written.`);
    if (saved === undefined) print(ALONE);
    else for (const size of checkAgainst(log, notesIn(readBytes(saved)), saved)) print(sameAs(size));
    return 0;
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    print(`NOT WELL: ${error.message}`);
    return 1;
  }
}

const ALONE =
  "No saved checkpoint was given: lines cut off at the end, or a history that was rewritten and signed anew, would not show.";
const sameAs = (size) => `The saved checkpoint of ${size} lines fits: nothing before it was changed since.`;

function readBytes(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new Found(`${file} cannot be read (${error.code}).`);
  }
}

/** The whole file: form, key, signed note, lines. Returns what a saved checkpoint is held against. */
export function checkLog(bytes) {
  const text = bytes.toString("utf8");
  if (!Buffer.from(text, "utf8").equals(bytes))
    throw new Found("The file holds bytes that are no text: it was damaged.");
  if (!text.startsWith(`${FORM}\n`)) throw new Found(`This is no log that Baraza wrote: it does not begin "${FORM}".`);
  if (!text.endsWith("\n")) throw new Found("The last line of the file is not whole: it was cut or damaged.");
  const lines = text.slice(0, -1).split("\n");
  const [, keyText, empty, ...rest] = lines;
  if (empty !== "" || rest[5] !== "") throw new Found("The head of the file was damaged: it has no longer its parts.");
  const key = readKey(keyText);
  const note = readNote(rest.slice(0, 5).join("\n"));
  checkNote(
    note,
    key,
    "The signature over the head of the file is wrong: the head was changed, or another key signed it.",
  );
  const { hashes, contents } = checkLines(rest.slice(6));
  checkCount(hashes.length, note.size);
  if (!rootOf(hashes).equals(Buffer.from(note.root, "base64"))) throw new Found(OTHER_LINES);
  return { key, size: note.size, hashes, contents };
}

const OTHER_LINES =
  "The lines are not those that were signed: at least one was changed, moved, removed or put in, and the file made to fit.";

/** "name+number+key" (C2SP signed-note). */
function readKey(text) {
  const [, name, id, encoded] = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]{44})$/.exec(text) ?? [];
  if (encoded === undefined) throw new Found("The key in the file was damaged.");
  const marked = Buffer.from(encoded, "base64");
  const expected = sha256(`${name}\n`, marked).subarray(0, 4).toString("hex");
  if (marked[0] !== 1 || id !== expected)
    throw new Found("The key in the file was damaged: its number does not fit it.");
  const jwk = { kty: "OKP", crv: "Ed25519", x: marked.subarray(1).toString("base64url") };
  return { name, id, text, object: createPublicKey({ key: jwk, format: "jwk" }) };
}

const NOTE = /([^\s<>"]+)\n(\d{1,15})\n([A-Za-z0-9+/]{43}=)\n\n— (\S+) ([A-Za-z0-9+/]{91}=)/g;

/** Signed notes in whatever keeps them: a note, a page, a feed, a mail (quoted or quoted-printable), JSON. */
export function notesIn(bytes) {
  const text = bytes.toString("utf8").replace(/\r\n/g, "\n");
  const readings = [text, fromQuotedPrintable(text), text.replaceAll("\\n", "\n"), text.replace(/^[ \t>]+/gm, "")];
  const found = readings.flatMap((reading) => [...reading.matchAll(NOTE)].map(([whole]) => readNote(whole)));
  return [...new Map(found.map((note) => [note.text + note.signature, note])).values()];
}

const fromQuotedPrintable = (text) =>
  Buffer.from(
    text.replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");

function readNote(text) {
  const [whole, name, size, root, signer, signature] = [...text.matchAll(NOTE)][0] ?? [];
  if (whole !== text) throw new Found("The head of the file was damaged: it holds no signed checkpoint.");
  for (const encoded of [root, signature])
    if (Buffer.from(encoded, "base64").toString("base64") !== encoded || size !== String(Number(size)))
      throw new Found("The head of the file was damaged: its checkpoint is not written as it was signed.");
  return { text: `${name}\n${size}\n${root}\n`, name, size: Number(size), root, signer, signature };
}

function checkNote(note, key, sentence) {
  const bytes = Buffer.from(note.signature, "base64");
  const byKey = note.signer === key.name && note.name === key.name && bytes.subarray(0, 4).toString("hex") === key.id;
  if (!byKey || !verifySignature(null, Buffer.from(note.text), key.object, bytes.subarray(4)))
    throw new Found(sentence);
}

/** Each line against its own place and hash; a line that begins with a space is what stands beside the one before it. */
function checkLines(lines) {
  const hashes = [];
  let contents = 0;
  let last = null;
  for (const line of lines) {
    if (line.startsWith(" ") && last !== null) {
      checkContent(line, last.said, hashes.length);
      contents += 1;
      last = null;
      continue;
    }
    last = readLine(line, hashes.length, lines);
    hashes.push(last.hash);
  }
  return { hashes, contents };
}

function readLine(line, place, lines) {
  const [, position, encoded, said] = /^(\d{1,15}) ([A-Za-z0-9+/]{43}=) (\{.*\})$/.exec(line) ?? [];
  if (said === undefined) throw new Found(`Line ${place + 1} was damaged: it is not written as a line of the log.`);
  const hash = sha256(Buffer.of(0), said);
  if (hash.toString("base64") !== encoded)
    throw new Found(`Line ${place + 1} was changed: it does not give its own hash.`);
  if (position !== String(place)) throw new Found(outOfPlace(Number(position), place, lines));
  return { hash, said };
}

/** A line that stands where another belongs: what was done to the file is told by which of them are elsewhere. */
function outOfPlace(position, place, lines) {
  const has = (wanted) => lines.some((line) => line.startsWith(`${wanted} `));
  if (position < place) return `A line was put in at line ${place + 1}: it says that it is line ${position + 1}.`;
  if (has(place)) return `Lines were moved: line ${position + 1} stands where line ${place + 1} belongs.`;
  return `Line ${place + 1} was removed: line ${position + 1} follows instead.`;
}

function checkContent(line, said, place) {
  const [, salt, payload] = /^ ((?:[0-9a-f]{2})+) (.*)$/.exec(line) ?? [];
  const committed = /"commitment":"([0-9a-f]{64})"/.exec(said)?.[1];
  if (payload === undefined || sha256(Buffer.from(salt, "hex"), payload).toString("hex") !== committed)
    throw new Found(`What stands beside line ${place} is not what the line was written for: it was changed.`);
}

function checkCount(count, signed) {
  if (count < signed) throw new Found(`The file ends too early: ${signed} lines were signed, ${count} are there.`);
  if (count > signed) throw new Found(`Lines were added at the end: ${signed} lines were signed, ${count} are there.`);
}

/** Holds the log against checkpoints that were kept elsewhere; returns their sizes. */
export function checkAgainst({ key, size, hashes }, notes, file) {
  if (notes.length === 0) throw new Found(`${file} holds no checkpoint of a log.`);
  for (const note of notes) {
    if (note.name !== key.name)
      throw new Found(`The saved checkpoint is of another log: ${note.name}, and this one is ${key.name}.`);
    checkNote(note, key, "The saved checkpoint is not signed by this log's key: one of the two is not what it says.");
    if (note.size > size)
      throw new Found(`The tail is missing: the saved checkpoint holds ${note.size} lines, this log ${size}.`);
    if (!rootOf(hashes.slice(0, note.size)).equals(Buffer.from(note.root, "base64")))
      throw new Found(`History was rewritten: the first ${note.size} lines are not those of the saved checkpoint.`);
  }
  return notes.map((note) => note.size);
}

/** The Merkle tree hash over leaf hashes: split at the largest power of two below their number. Source: RFC 9162, 2.1.1. */
export function rootOf(hashes, from = 0, to = hashes.length) {
  if (to - from === 0) return sha256();
  if (to - from === 1) return hashes[from];
  let split = 1;
  while (split * 2 < to - from) split *= 2;
  return sha256(Buffer.of(1), rootOf(hashes, from, from + split), rootOf(hashes, from + split, to));
}

function sha256(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const called = process.argv[1];
if (called !== undefined && realpathSync(called) === fileURLToPath(import.meta.url))
  process.exitCode = verify(process.argv.slice(2));
