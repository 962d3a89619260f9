/** Answers in writing, in numbers, at spots, in lines and on scales: what they are worth, how they are kept and recorded. */

import assert from "node:assert/strict";
import { test } from "node:test";
import type { QuestionData } from "../src/data.js";
import { isWhole, judge, mayTry, normalized } from "../src/engine/questions.js";
import { numbers } from "../src/engine/random.js";
import type { Answered } from "../src/events.js";
import { kindOf } from "../src/questions/kinds.js";
import { numberIn } from "../src/questions/numeric.js";
import { interactionValues } from "../src/tracking/scorm/values.js";
import { SCORM12 } from "../src/tracking/scorm12.js";
import { responseOf } from "../src/tracking/brackets.js";
import { interaction } from "../src/tracking/xapi/interaction.js";
import { key, question, sample } from "./support/course.js";

const gap = (id: string, accepts: string[]) => ({ id, key: key("option", id, 3), letter: "a", text: accepts[0] ?? "", accepts });
const asked: Record<string, QuestionData> = {
  word: question("word", "fill-in", [], { options: [], accepts: ["voice", "giving voice"], length: 20 }),
  exact: question("exact", "fill-in", [], { options: [], accepts: ["Miranda"], caseMatters: true, length: 60 }),
  open: question("open", "fill-in", [], { options: [], length: 250 }),
  gaps: question("gaps", "gap", [], { options: [gap("first", ["voice", "a voice"]), gap("second", ["respect"])], partial: true, length: 40 }),
  number: question("number", "numeric", [], { options: [], range: { answer: 30, min: 25, max: 35 } }),
  point: question("point", "point", ["b"]),
  mark: question("mark", "mark", ["a", "c"], { many: true, partial: true }),
  scale: question("scale", "likert", []),
};
const of = (id: string): QuestionData => asked[id] ?? assert.fail(id);
const judged = (id: string, ...response: string[]) => judge(of(id), normalized(of(id), response));
const wrong = { success: false, share: 0 };
const right = { success: true, share: 1 };

test("a text is right whatever its case, blanks, quotation marks and dashes, unless case matters", () => {
  for (const text of ["voice", " Voice\u00a0", "GIVING   voice", "giving\nvoice"]) assert.deepEqual(judged("word", text), right, text);
  for (const text of ["voices", "", "voi ce", "respect"]) assert.deepEqual(judged("word", text), wrong, text);
  assert.deepEqual(judged("exact", "Miranda"), right);
  assert.deepEqual(judged("exact", "miranda"), wrong);
  const marked = question("marked", "fill-in", [], { options: [], accepts: ["the driver’s “side” – first"], length: 60 });
  assert.equal(judge(marked, ["The driver's \"side\" - first"]).success, true);
  const accented = question("accented", "fill-in", [], { options: [], accepts: ["Peña"], length: 60 });
  assert.equal(judge(accented, normalized(accented, ["PEN\u0303A"])).success, true);
});

test("what is written is recorded as it was written, with one blank for many", () => {
  assert.deepEqual(normalized(of("word"), [" Giving  “Voice” "]), ["Giving “Voice”"]);
  assert.deepEqual(normalized(of("word"), ["   "]), []);
});

test("an open answer is neither right nor wrong, and may be given again", () => {
  const { success, share } = judged("open", "I will ask first.");
  assert.equal(success, null);
  assert.equal(share, null);
  assert.equal(mayTry(of("open"), { success: null, tries: 1 }), false);
});

test("each gap earns its part, and a gap text is whole when none is empty", () => {
  assert.deepEqual(judged("gaps", "first.A Voice", "second.respect"), right);
  assert.deepEqual(judged("gaps", "second.respect", "first.x"), { success: false, share: 0.5 });
  assert.equal(isWhole(of("gaps"), normalized(of("gaps"), ["first.voice"])), false);
  assert.equal(isWhole(of("gaps"), normalized(of("gaps"), ["first.voice", "second. "])), false);
  assert.equal(isWhole(of("gaps"), normalized(of("gaps"), ["first.a.b", "second.x"])), true);
  assert.deepEqual(judge({ ...of("gaps"), partial: false }, ["first.voice"]), wrong);
});

test("a number is read as it is written in the land, and what is none is no answer", () => {
  const read = { "30": 30, " 30.50 ": 30.5, "30,5": 30.5, "1,000": 1000, "1,000.5": 1000.5, "-4": -4, "\u22124": -4, "+5": 5, ".5": 0.5, "1 000": 1000 };
  for (const [text, number] of Object.entries(read)) assert.equal(numberIn(text), number, text);
  for (const text of ["", "abc", "1e5", "12 feet", "1.2.3", "--1", "1234567890123456", "0x10", "Infinity"]) assert.equal(numberIn(text), null, text);
  assert.deepEqual(normalized(of("number"), ["thirty"]), []);
});

test("a number is right up to both ends of its range", () => {
  for (const text of ["25", "30", "35.0"]) assert.deepEqual(judged("number", text), right, text);
  for (const text of ["24.999", "35.001", "-30"]) assert.deepEqual(judged("number", text), wrong, text);
});

test("lines and spots: each wrong one takes away what a right one gives; scales have no right point", () => {
  assert.deepEqual(judged("mark", "a", "c"), right);
  assert.deepEqual(judged("mark", "a"), { success: false, share: 0.5 });
  assert.deepEqual(judged("mark", "a", "b"), wrong);
  assert.deepEqual(judged("point", "b"), right);
  assert.deepEqual(judged("point", "a"), wrong);
  assert.deepEqual(judged("scale", "d"), { success: null, share: null });
});

test("any text, in any script, comes back from the state as it was, within the length", () => {
  const random = numbers(7);
  const below = (end: number) => Math.floor(random() * end);
  const ranges = [[0, 0x80], [0x80, 0x800], [0x600, 0x700], [0x4e00, 0x5000], [0xd7f0, 0xe010], [0x1f300, 0x1f9ff], [0xac00, 0xad00]] as const;
  for (let n = 0; n < 3000; n++) {
    const [from, to] = ranges[below(ranges.length)] ?? [0, 1];
    const text = Array.from({ length: below(80) }, () => String.fromCodePoint(from + below(to - from))).join("");
    for (const id of ["open", "word", "gaps"]) {
      const response = normalized(of(id), id === "gaps" ? [`first.${text}`, `second.${text}.`] : [text]);
      const kept = kindOf(of(id)).encode(of(id), response);
      assert.match(kept, /^[A-Za-z0-9_-]*$/);
      assert.deepEqual(kindOf(of(id)).decode(of(id), kept), response, JSON.stringify(text));
      assert.deepEqual(normalized(of(id), response), response, "what is normal stays");
      assert(response.every((word) => word.length <= (of(id).length ?? 0) + 7));
      for (const word of response) assert(!/\p{Cs}/u.test(word), "no half characters");
    }
  }
});

test("numbers come back from the state", () => {
  for (const text of ["0", "-0.5", "12345678.25", "0.0000001", "999999999999"]) {
    const response = normalized(of("number"), [text]);
    assert.deepEqual(kindOf(of("number")).decode(of("number"), kindOf(of("number")).encode(of("number"), response)), response);
    assert.match(response[0] ?? "", /^-?\d+(\.\d+)?$/, "no record knows exponents");
  }
});

function scorm(id: string, ...given: string[]): Record<string, string> {
  const response = normalized(of(id), given);
  const event: Answered = {
    type: "answered", at: 0, question: id, response, ...judge(of(id), response), latencyMs: 1500, tries: 1, test: null, attempt: null, interaction: 0,
  };
  return Object.fromEntries(interactionValues(SCORM12.forms, { ...sample(), questions: asked }, event) ?? []);
}

test("SCORM 1.2: type, response, patterns and result of each type", () => {
  const told = (id: string, ...given: string[]) => {
    const { type, student_response: response, result, ...rest } = scorm(id, ...given);
    const patterns = Object.entries(rest).filter(([name]) => name.startsWith("correct_responses")).map(([, value]) => value);
    return [type, response, result, patterns];
  };
  assert.deepEqual(told("word", "Voice"), ["fill-in", "Voice", "correct", ["voice", "giving voice"]]);
  assert.deepEqual(told("word", "speed"), ["fill-in", "speed", "wrong", ["voice", "giving voice"]]);
  assert.deepEqual(told("open", "As it was, so it is."), ["fill-in", "As it was, so it is.", "neutral", []]);
  assert.deepEqual(told("gaps", "first.voice", "second.x"), ["fill-in", "voice,x", "0.5", ["voice,respect", "a voice,respect"]]);
  assert.deepEqual(told("number", "30,5"), ["numeric", "30.5", "correct", ["30"]]);
  assert.deepEqual(told("point", "a"), ["choice", "a", "wrong", ["b"]]);
  assert.deepEqual(told("mark", "a", "c"), ["choice", "a,c", "correct", ["a,c"]]);
  assert.deepEqual(told("scale", "d"), ["likert", "d", "neutral", []]);
});

test("SCORM 1.2: no text is longer than 255 UTF-16 units, and none ends in half a character", () => {
  const long = { ...of("gaps"), length: 250 };
  asked["gaps"] = long;
  for (const text of ["🙂".repeat(120), `a${"🙂".repeat(120)}`]) {
    const response = scorm("gaps", `first.${text}`, `second.${text}`)["student_response"] ?? "";
    assert(response.length <= 255 && response.length > 250);
    assert(!/\p{Cs}/u.test(response));
  }
  assert.equal(scorm("open", "ü".repeat(300))["student_response"], "ü".repeat(250));
});

const en = (text: string) => ({ "en-US": text });

test("xAPI: definitions and responses of each type", () => {
  const told = (id: string, ...given: string[]) => responseOf(of(id), normalized(of(id), given));
  assert.deepEqual(interaction(of("word"), en), {
    interactionType: "fill-in",
    correctResponsesPattern: ["{case_matters=false}voice", "{case_matters=false}giving voice"],
  });
  assert.deepEqual(interaction(of("exact"), en), { interactionType: "fill-in", correctResponsesPattern: ["{case_matters=true}Miranda"] });
  assert.deepEqual(interaction(of("open"), en), { interactionType: "fill-in" });
  assert.deepEqual(interaction(of("gaps"), en), {
    interactionType: "fill-in",
    correctResponsesPattern: ["{case_matters=false}voice[,]respect", "{case_matters=false}a voice[,]respect"],
  });
  assert.equal(told("gaps", "second.b", "first.a"), "a[,]b");
  assert.equal(told("open", "He said [,] and [.]"), "He said [ , ] and [ . ]", "no delimiter of the standard");
  assert.deepEqual(interaction(of("number"), en), { interactionType: "numeric", correctResponsesPattern: ["25[:]35"] });
  assert.deepEqual(interaction({ ...of("number"), range: { answer: 4, min: 4, max: 4 } }, en), { interactionType: "numeric", correctResponsesPattern: ["4"] });
  assert.deepEqual(interaction({ ...of("number"), range: { answer: 1e-7, min: 0, max: 2e-7 } }, en), {
    interactionType: "numeric",
    correctResponsesPattern: ["0[:]0.0000002"],
  });
  assert.equal(told("number", "30,50"), "30.5");
  const scale = interaction(of("scale"), en);
  assert.equal(scale["interactionType"], "likert");
  assert.deepEqual((scale["scale"] as { id: string }[]).map(({ id }) => id), ["a", "b", "c", "d"]);
  assert(!("correctResponsesPattern" in scale), "an empty list would say that nothing is right");
  assert.equal(told("scale", "c"), "c");
  assert.equal(interaction(of("point"), en)["interactionType"], "choice");
  assert.deepEqual(interaction(of("mark"), en)["correctResponsesPattern"], ["a[,]c"]);
});
