import assert from "node:assert/strict";
import { test } from "node:test";
import { LOCALES, words } from "../ui/words.ts";
import { type News, newsLetter } from "./news.ts";

const news = (quiet: boolean): News => ({
  name: "Asha Mwangi",
  changes: [
    {
      source: "{what} was published.",
      what: "Report of meeting 41",
      href: "/rivers/meetings/41",
      groupId: 1,
      on: "2026-03-05",
    },
    { source: "Done: {what}", what: "Mend the gauge", href: "/rivers/actions/7", groupId: 1, on: "2026-03-05" },
  ],
  wish: { wish: "daily", quiet, language: "en" },
  origin: "https://baraza.example.org",
  unsubscribeAt: "https://baraza.example.org/mail/unsubscribe?token=T",
});

test("the mail of news, word for word", () => {
  assert.deepEqual(newsLetter(words("en"), news(false)), {
    subject: "News for you",
    text: `Hello Asha Mwangi,

This changed in your groups:

* Report of meeting 41 was published.
  https://baraza.example.org/rivers/meetings/41

* Done: Mend the gauge
  https://baraza.example.org/rivers/actions/7

All of it, and what waits for you:
https://baraza.example.org/mine

You asked to be told once a day. Change that here:
https://baraza.example.org/mine/mail
No more of these mails, in one press:
https://baraza.example.org/mail/unsubscribe?token=T
`,
  });
});

test("the quiet mail of news, word for word", () => {
  assert.deepEqual(newsLetter(words("en"), news(true)), {
    subject: "News for you",
    text: `Something changed where you take part. Sign in to see it:
https://baraza.example.org/mine

You asked to be told once a day. Change that here:
https://baraza.example.org/mine/mail
No more of these mails, in one press:
https://baraza.example.org/mail/unsubscribe?token=T
`,
  });
});

test("in no language does a subject, or a quiet mail, say whom or what it is about", () => {
  for (const locale of LOCALES) {
    const { subject, text } = newsLetter(words(locale), news(true));
    assert.doesNotMatch(`${subject}\n${text}`, /Asha|Report|41|gauge|rivers/, locale);
    assert.equal(newsLetter(words(locale), news(false)).subject, subject, locale);
  }
});
