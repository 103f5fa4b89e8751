import assert from "node:assert/strict";
import { test } from "node:test";
import { Said, saidIn, saidInEnglish, saidMarkup, say } from "./said.ts";
import { words } from "./words.ts";

const weekday = say("{day} is a {right}, not a {wrong}.", {
  day: { day: "2026-03-04" },
  right: { weekday: 3 },
  wrong: { weekday: 5 },
});
const spellings = say("One name is spelled in {count, plural, one {# way} other {# ways}}: {ways}.", {
  count: 3,
  ways: { quoted: ["WG-Reeds", "WG Reeds", "<WG>"] },
});

test("a sentence that was kept with its values is said in the language of each reader", () => {
  assert.equal(saidInEnglish(weekday), "4 March 2026 is a Wednesday, not a Friday.");
  assert.equal(saidIn(words("fr"), weekday), "Le 4 mars 2026 est un mercredi, et non un vendredi.");
  assert.match(saidIn(words("ar"), weekday), /^4 مارس 2026 يوافق الأربعاء/);
});

test("an amount takes the form that its language has for it", () => {
  assert.equal(saidInEnglish(spellings), 'One name is spelled in 3 ways: "WG-Reeds", "WG Reeds", "<WG>".');
  assert.match(saidIn(words("ar"), spellings), /بـ3 صور: «WG-Reeds»، «WG Reeds»/);
});

test("words of ours inside a sentence are said in the reader's language too", () => {
  const schemes = say("The agenda has {agenda}, the sections have {sections}.", {
    agenda: say("numbers"),
    sections: say("letters"),
  });
  assert.equal(saidInEnglish(schemes), "The agenda has numbers, the sections have letters.");
  assert.equal(saidIn(words("fr"), schemes), "L’ordre du jour porte des numéros, les sections portent des lettres.");
});

test("on a page what somebody wrote is escaped and keeps its direction", () => {
  const twice = say('"{name}" is listed twice.', { name: "<b>Asha" });
  assert.equal(saidMarkup(words("ar"), twice).markup, "«<bdi>&lt;b&gt;Asha</bdi>» وارد في القائمة مرتين.");
  assert.match(saidMarkup(words("ar"), spellings).markup, /«<bdi>WG-Reeds<\/bdi>»، «<bdi>WG Reeds<\/bdi>»/);
});

test("what is kept comes back as it was, and a day that is none is left as written", () => {
  for (const said of [weekday, spellings]) assert.deepEqual(Said.parse(JSON.parse(JSON.stringify(said))), said);
  assert.equal(
    saidInEnglish(say("Here should stand {expected}.", { expected: { day: "soon" } })),
    "Here should stand soon.",
  );
});
