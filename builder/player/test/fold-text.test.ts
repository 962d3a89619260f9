import assert from "node:assert/strict";
import { test } from "node:test";
import { folded, hits } from "../src/views/fold-text.js";

/** The passages of a text that a search for these words marks. */
const marked = (text: string, ...words: string[]): string[] =>
  hits(text, words.map((word) => folded(word).text)).map(([start, end]) => text.slice(start, end));

test("case and diacritics make no difference, composed or not", () => {
  assert.deepEqual(marked("A Café, a CAFE\u0301, a cafe.", "cafe"), ["Café", "CAFE\u0301", "cafe"]);
  assert.deepEqual(marked("Señor Ñandú", "SENOR", "nandu"), ["Señor", "Ñandú"]);
  assert.deepEqual(marked("a plain word", "wörd"), ["word"]);
});

test("what has no case is found as it is written, and vowel signs may be left out", () => {
  assert.deepEqual(marked("مَرْحَبًا بكم", "مرحبا"), ["مَرْحَبًا"]);
  assert.deepEqual(marked("경찰관", "경찰"), ["경찰"]);
  assert.deepEqual(marked("😀 smile İstanbul", "smile", "i̇stanbul"), ["smile", "İstanbul"]);
});

test("words are marked in the order of the text, and none upon another", () => {
  assert.deepEqual(marked("light lantern lights", "lantern", "light", "lights"), ["light", "lantern", "lights"]);
  assert.deepEqual(marked("aaa", "aa"), ["aa"]);
  assert.deepEqual(marked("nothing here", ""), []);
});
