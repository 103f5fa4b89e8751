import assert from "node:assert/strict";
import { test } from "node:test";
import { readMarkdown } from "../../platform/formats/markdown.ts";
import { disclosureOf } from "./disclosure.ts";
import { outlineOf } from "./outline.ts";

const said = (words: string) => disclosureOf(outlineOf(readMarkdown(`# Group\n\n${words}\n`)));
const list = (words: string) => said(words).list;
const recording = (words: string) => said(words).recording;

test("what is denied is not shown to everyone", () => {
  for (const words of [
    "The recording will not be made available outside the group.",
    "The recording is for internal use of the members.",
    "Recording: members only.",
    "The recording is available to WG members upon request.",
  ])
    assert.equal(recording(words)?.audience, "members", words);
  for (const words of [
    "The recording is only shared with people who were on the call.",
    "L'enregistrement est disponible sur demande pour les seuls participants.",
    "The recording isn't public; participants may ask for it.",
    "The recording is only for members who took part.",
  ])
    assert.equal(recording(words)?.audience, "participants", words);
  for (const words of [
    "The recording will not be published.",
    "The recording is confidential.",
    "No recording is available.",
  ])
    assert.equal(recording(words)?.audience, "nobody", words);
  for (const words of [
    "The list of participants is not public.",
    "The list of participants will not be annexed to this report.",
  ])
    assert.equal(list(words)?.audience, "nobody", words);
  assert.equal(list("Names are withheld under the Chatham House Rule.")?.audience, "nobody");
  assert.equal(recording("La grabación no se hará pública.")?.audience, "nobody");
  assert.equal(list("La lista de participantes está disponible solo para los miembros.")?.audience, "members");
  assert.equal(list("La liste des participants n'est pas publique.")?.audience, "nobody");
});

test("what is for some is for them, what is for all is for all, and a request is said", () => {
  assert.equal(
    recording("The recording is available only to the meeting participants upon request.")?.audience,
    "participants",
  );
  const both = said("The list of participants and the recording of the meeting is available upon request.");
  assert.deepEqual([both.list?.audience, both.list?.on_request, both.recording?.audience], ["public", true, "public"]);
  assert.deepEqual(
    [
      list("The list of participants is annexed to this report.")?.annexed,
      list("The list of participants is annexed to this report.")?.audience,
    ],
    [true, "public"],
  );
});

test("of two sentences the one that shows less holds", () => {
  assert.equal(
    list("The list of participants is available. The list of participants is not public.")?.audience,
    "nobody",
  );
});
