import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { csvOf } from "./csv.ts";

const oneCell = (value: string): string => {
  const text = csvOf([{ head: "a", value: (row: string) => row }], [value]);
  assert.ok(text.startsWith("a\r\n") && text.endsWith("\r\n"));
  const cell = text.slice(3, -2);
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
};

test("a cell never begins as a formula does, whatever stands before it", () => {
  for (const sign of ["=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠"])
    for (const before of ["", " ", "\u200b", "\u202e ", "\ufeff"])
      assert.match(oneCell(`${before}${sign}1+1`), /^'/, JSON.stringify(before + sign));
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (value) =>
      assert.doesNotMatch(oneCell(value), /^[\s\u200b\ufeff]*[=+\-@＝＋－＠]/),
    ),
  );
});

test("any other words come out as they went in, on one line of the file or on several", () => {
  const plain = fc
    .string({ unit: "grapheme" })
    .filter((value) => /^[\p{L}\p{N}]/u.test(value) && !value.includes("\0"));
  fc.assert(fc.property(plain, (value) => assert.equal(oneCell(value), value)));
  assert.equal(oneCell('He said "no",\nand left'), 'He said "no",\nand left');
});

test("figures and what is not there are plain", () => {
  const columns = [
    { head: "n", value: (row: number) => row },
    { head: "none", value: () => null },
  ];
  assert.equal(csvOf(columns, [30]), "n,none\r\n30,\r\n");
});
