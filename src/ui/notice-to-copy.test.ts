import assert from "node:assert/strict";
import { test } from "node:test";
import { noticeToCopy } from "./notice-to-copy.ts";
import { words } from "./words.ts";

test("a notice to copy holds every address, the subject and the text as they are, and says that nobody was told", () => {
  const { markup } = noticeToCopy(words("en"), {
    to: [
      { name: "Asha <x>", address: "asha@example.net" },
      { name: "", address: "b@example.net" },
    ],
    subject: "Something waits",
    text: "\nFirst line\n</textarea><script>",
  });
  assert.match(markup, /readonly>\nAsha &lt;x&gt; &lt;asha@example\.net&gt;\nb@example\.net<\/textarea>/);
  assert.match(markup, /readonly>\nSomething waits<\/textarea>/);
  assert.match(markup, /readonly>\n\nFirst line\n&lt;\/textarea&gt;&lt;script&gt;<\/textarea>/);
  assert.match(markup, /nobody has been told yet/);
  assert.doesNotMatch(markup, /style=|onclick|<script>/);
});
