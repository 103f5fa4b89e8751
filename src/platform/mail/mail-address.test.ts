import assert from "node:assert/strict";
import { test } from "node:test";
import { asMailAddress, asMailbox } from "./mail-address.ts";

test("an address is taken as it stands in a list, and nothing that a mail server could read otherwise", () => {
  for (const fine of ["a@b.example", "asha.mwangi+wg@exämple.org", " x_y@host "]) assert.ok(asMailAddress(fine), fine);
  assert.equal(asMailAddress("asha@exämple.org"), "asha@xn--exmple-cua.org");
  assert.equal(asMailAddress("asha＠example.org"), "asha@example.org");
  const wrong = [
    "",
    "a",
    "@b",
    "a@",
    "a@b@c",
    '"a b"@c.org',
    "a b@c.org",
    "a(x)@c.org",
    "a@c.org,b@c.org",
    "<a@c.org>",
  ];
  wrong.push("a@-c.org", "a..b@c.org", "a@c..org", "a\r\n@c.org", `${"a".repeat(65)}@c.org`, "g: a@c.org;", "а@c.org");
  for (const one of wrong) assert.equal(asMailAddress(one), undefined, one);
  assert.deepEqual(asMailbox("WG Secretariat <wg@example.org>"), { name: "WG Secretariat", address: "wg@example.org" });
  assert.deepEqual(asMailbox("wg@example.org"), { name: "", address: "wg@example.org" });
  assert.equal(asMailbox("A <a@b.org>, B <c@d.org>"), undefined);
});
