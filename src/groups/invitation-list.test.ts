import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lineOf, readInvitationList } from "./invitation-list.ts";

const read = (text: string) => readInvitationList(text, []);

test("names and addresses are read in the shapes in which people have them", () => {
  const asha = { name: "Asha Mwangi", address: "asha@example.net", affiliation: null };
  for (const line of [
    "Asha Mwangi <asha@example.net>",
    "Asha Mwangi, asha@example.net",
    "Asha Mwangi\tasha@example.net",
    "12. Asha Mwangi  asha@example.net",
    "- Asha Mwangi (asha@example.net)",
    '"Mwangi, Asha" <asha@example.net>',
    "asha@example.net, Asha Mwangi",
  ])
    assert.deepEqual(read(line).invitees, [asha], line);
  assert.deepEqual(read("Asha Mwangi; asha@example.net; River Forum").invitees, [
    { ...asha, affiliation: "River Forum" },
  ]);
  assert.deepEqual(read("asha@example.net").invitees, [{ ...asha, name: null }]);
  assert.deepEqual(read("3) Asha Mwangi").invitees, [{ ...asha, address: null }]);
  assert.deepEqual(
    read("Asha <a@example.net>, Ben Ode <b@example.net>; c@example.net").invitees.map(({ name }) => name),
    ["Asha", "Ben Ode", null],
  );
});

test("five hundred lines in five shapes are five hundred people, and no question is asked", () => {
  const first = ["Amina", "Berta", "Chidi", "Dalia", "Ebo", "Fatou", "Gita", "Hugo", "Ines", "Joost"];
  const letters = "abcdefghij";
  const lines = Array.from({ length: 500 }, (_, n) => {
    const [a, b, c] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
    const name = `${first[c]} ${letters[a]?.repeat(3)}${letters[b]?.repeat(4)}${letters[c]?.repeat(3)}`;
    const address = `p${n}@example.net`;
    return [
      `${name} <${address}>`,
      address,
      `${name}, ${address}`,
      `${name}\t${address}`,
      `${name}; ${address}; Body ${n}`,
    ][n % 5];
  });
  const found = read(lines.join("\n"));
  assert.equal(found.invitees.length, 500);
  assert.deepEqual([found.doubts.length, found.bad.length, found.already.length], [0, 0, 0]);
});

test("one person under two spellings is one question", () => {
  for (const [one, other] of [
    ["Asha Mwangi <a@example.net>", "Aisha Mwangi <asha@example.org>"],
    ["Chengetai Masango", "Masango, Chengetay"],
    ["José Pérez <j@example.net>", "Jose Perez <jose@example.org>"],
    ["A. Mwangi", "Asha Mwangi"],
    ["Asha Wanjiru Mwangi", "Asha Mwangi"],
    ["Asha <same@example.net>", "Mwangi A. <SAME@example.net>"],
  ]) {
    const found = read(`${one}\nBen Ode\n${other}`);
    assert.equal(found.doubts.length, 1, `${one} / ${other}`);
    assert.equal(found.doubts[0]?.invitees.length, 2);
    assert.deepEqual(
      found.invitees.map(({ name }) => name),
      ["Ben Ode"],
    );
  }
});

test("the same person written twice alike is one, and different people are two", () => {
  assert.equal(read("Asha Mwangi\nAsha Mwangi <a@example.net>\nasha mwangi, a@example.net").invitees.length, 1);
  const others = read("Asha Mwangi\nAsha Okello\nBen Mwangi\nLi Wei\nLi Min");
  assert.deepEqual([others.invitees.length, others.doubts.length], [5, 0]);
});

test("who is here already is not invited again, and who may be is asked about", () => {
  const known = [{ name: "Asha Mwangi", address: null }];
  assert.deepEqual(readInvitationList("Asha Mwangi, a@example.net", known).already, ["Asha Mwangi"]);
  assert.equal(readInvitationList("Aisha Mwangi", known).doubts[0]?.known, "Asha Mwangi");
});

test("a line that names nobody is said by its line, and the others go on", () => {
  const found = read("Asha Mwangi\n\nbroken@\n12345\nhttps://example.net/people\nBen Ode");
  assert.deepEqual(
    found.bad.map(({ line, text }) => [line, text]),
    [
      [3, "broken@"],
      [4, "12345"],
      [5, "https://example.net/people"],
    ],
  );
  assert.equal(found.invitees.length, 2);
});

test("whatever is pasted is read, and what was read is written so that it reads back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 120 }), (text) => {
      for (const one of read(text).invitees) {
        const again = read(lineOf(one));
        assert.ok(again.invitees.length <= 1);
      }
    }),
  );
  const asha = { name: "Asha Mwangi", address: "a@example.net", affiliation: "River Forum" };
  assert.deepEqual(read(lineOf(asha)).invitees, [asha]);
});

test("one endless line is said to be too long, and holds up nothing", () => {
  const { bad, invitees } = readInvitationList(`${"x".repeat(1_000_000)}\nAsha Mwangi <asha@example.org>`, []);
  assert.deepEqual([bad.length, invitees.length], [1, 1]);
  assert.match(bad[0]?.why ?? "", /too long/);
});
