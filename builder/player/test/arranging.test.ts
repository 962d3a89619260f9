import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseData, OptionData, QuestionData, TargetData } from "../src/data.js";
import { isRight, isWhole, judge, mayTry, normalized, shownOptions, shownTargets } from "../src/engine/questions.js";
import type { Answered } from "../src/events.js";
import { kindOf } from "../src/questions/kinds.js";
import { Session } from "../src/session.js";
import { scorm12Tracking } from "../src/tracking/scorm12.js";
import { interactionValues } from "../src/tracking/scorm/values.js";
import { SCORM12 } from "../src/tracking/scorm12.js";
import { responseOf } from "../src/tracking/brackets.js";
import { interaction } from "../src/tracking/xapi/interaction.js";
import { fakeClock } from "./support/clock.js";
import { AGENCY, key, question, sample } from "./support/course.js";
import { fakeJournal } from "./support/journal.js";
import { Lms } from "./support/scorm.js";

const SOURCES = "123456789abcdefghijklmnopqrstuvwxyz";
const LETTERS = "abcdefghijklmnopqrstuvwxyz";

const options = (id: string, ids: readonly string[], letters: string, target: (n: number) => string | undefined): OptionData[] =>
  ids.map((one, n) => {
    const to = target(n);
    return { id: one, key: key("option", `${id}/${one}`, 3), letter: letters.charAt(n), text: `Item ${one}`, ...(to ? { target: to } : {}) };
  });

const targets = (id: string, ids: readonly string[]): TargetData[] =>
  ids.map((one, n) => ({ id: one, key: key("target", `${id}/${one}`, 3), letter: LETTERS.charAt(n), text: `Target ${one}` }));

const MATCHING = question("match-1", "matching", [], {
  options: options("match-1", ["saw", "reason", "name"], SOURCES, (n) => ["voice", "neutral", "respect"][n]),
  targets: targets("match-1", ["respect", "voice", "speed", "neutral"]),
});
const SORTING = question("sort-1", "sorting", [], {
  partial: true,
  options: options("sort-1", ["ask", "cut", "note", "phone"], SOURCES, (n) => (n % 2 ? "takes" : "gives")),
  targets: targets("sort-1", ["gives", "takes"]),
});
const ORDERING = question("order-1", "ordering", [], {
  partial: true,
  options: options("order-1", ["greet", "reason", "listen", "decide"], LETTERS, () => undefined),
});
const many = Array.from({ length: 20 }, (_, n) => `n-${n}`);
const LONG = question("sort-long", "sorting", [], {
  options: options("sort-long", many, SOURCES, (n) => many[19 - n]),
  targets: targets("sort-long", many),
});

const all = (asked: QuestionData): string[] => [...(kindOf(asked).correct(asked)[0] ?? [])];
const english = (text: string) => ({ en: text });

function values(asked: QuestionData, given: readonly string[]): Record<string, string> {
  const course: CourseData = { ...sample(), questions: { [asked.id]: asked } };
  const response = normalized(asked, given);
  const when = { at: 0, latencyMs: 1000, tries: 1, test: null, attempt: null, interaction: 0 };
  const event: Answered = { type: "answered", question: asked.id, response, ...judge(asked, response), ...when };
  return Object.fromEntries(interactionValues(SCORM12.forms, course, event) ?? []);
}

test("what is matched is right when each item has its target, whatever the order of the pairs", () => {
  const response = ["name.respect", "saw.voice", "reason.neutral"];
  assert.deepEqual(normalized(MATCHING, response), ["saw.voice", "reason.neutral", "name.respect"]);
  assert.equal(isRight(MATCHING, normalized(MATCHING, response)), true);
  assert.deepEqual(judge(MATCHING, ["saw.voice", "reason.speed", "name.respect"]), { success: false, share: 0 });
});

test("an answer is whole when each item has a place; what the question does not have is dropped", () => {
  assert.equal(isWhole(MATCHING, normalized(MATCHING, ["saw.voice", "reason.speed"])), false);
  assert.equal(isWhole(MATCHING, normalized(MATCHING, ["saw.voice", "reason.speed", "name.speed"])), true);
  assert.deepEqual(normalized(MATCHING, ["saw.nowhere", "nobody.voice", "name", "saw.voice"]), []);
  assert.equal(isWhole(ORDERING, normalized(ORDERING, ["decide", "greet", "greet", "gone"])), false);
  assert.deepEqual(normalized(ORDERING, ["decide", "greet", "greet", "gone"]), ["decide", "greet"]);
});

test("with partial credit each part counts, and without it nothing does", () => {
  assert.deepEqual(judge(SORTING, ["ask.gives", "cut.gives", "note.gives", "phone.takes"]), { success: false, share: 0.75 });
  assert.deepEqual(judge(SORTING, ["ask.takes", "cut.gives", "note.takes", "phone.gives"]), { success: false, share: 0 });
  assert.deepEqual(judge(SORTING, ["phone.takes"]), { success: false, share: 0.25 });
  assert.deepEqual(judge(ORDERING, ["greet", "listen", "reason", "decide"]), { success: false, share: 0.5 });
  assert.deepEqual(judge({ ...ORDERING, partial: false }, ["greet", "listen", "reason", "decide"]), { success: false, share: 0 });
  assert.deepEqual(judge(ORDERING, ["greet", "reason", "listen", "decide"]), { success: true, share: 1 });
});

test("tries end with a right answer or when they are used up", () => {
  const asked = { ...SORTING, tries: 2 };
  assert.equal(mayTry(asked, { success: false, tries: 1 }), true);
  assert.equal(mayTry(asked, { success: false, tries: 2 }), false);
  assert.equal(mayTry(SORTING, { success: true, tries: 1 }), false);
});

test("the state gives back every answer, whole or not", () => {
  for (const asked of [MATCHING, SORTING, ORDERING, LONG]) {
    const whole = all(asked);
    for (const response of [whole, whole.slice(0, 2), [], normalized(asked, [...whole].reverse())]) {
      const text = kindOf(asked).encode(asked, response);
      assert.match(text, /^[0-9A-Za-z]*$/);
      assert.deepEqual(kindOf(asked).decode(asked, text), response);
    }
  }
  assert.equal(kindOf(LONG).encode(LONG, all(LONG)).length, 120);
});

test("what an updated course no longer has is left out of a saved answer", () => {
  const text = kindOf(MATCHING).encode(MATCHING, all(MATCHING));
  const changed = { ...MATCHING, targets: (MATCHING.targets ?? []).filter(({ id }) => id !== "voice") };
  assert.deepEqual(kindOf(changed).decode(changed, text), ["reason.neutral", "name.respect"]);
  const shorter = { ...ORDERING, options: ORDERING.options.slice(1) };
  assert.deepEqual(kindOf(shorter).decode(shorter, kindOf(ORDERING).encode(ORDERING, all(ORDERING))), ["reason", "listen", "decide"]);
});

test("SCORM 1.2 gets pairs and orders in letters", () => {
  const matched = values(MATCHING, ["saw.voice", "reason.speed", "name.respect"]);
  assert.equal(matched["type"], "matching");
  assert.equal(matched["student_response"], "1.b,2.c,3.a");
  assert.equal(matched["correct_responses.0.pattern"], "1.b,2.d,3.a");
  assert.equal(matched["result"], "wrong");
  const sorted = values(SORTING, ["ask.gives", "cut.gives", "note.gives", "phone.takes"]);
  assert.equal(sorted["type"], "matching");
  assert.equal(sorted["student_response"], "1.a,2.a,3.a,4.b");
  assert.equal(sorted["correct_responses.0.pattern"], "1.a,2.b,3.a,4.b");
  assert.equal(sorted["result"], "0.75");
  const ordered = values(ORDERING, ["listen", "greet", "reason", "decide"]);
  assert.equal(ordered["type"], "sequencing");
  assert.equal(ordered["student_response"], "c,a,b,d");
  assert.equal(ordered["correct_responses.0.pattern"], "a,b,c,d");
  assert.equal(ordered["result"], "0.25");
  assert.equal(values(LONG, all(LONG))["result"], "correct");
  assert((values(LONG, all(LONG))["correct_responses.0.pattern"] ?? "").startsWith("1.t,2.s,"));
  assert(!("student_response" in values(MATCHING, [])), "no answer is told as none");
});

test("xAPI gets ids with its delimiters, and what they stand for", () => {
  assert.equal(responseOf(MATCHING, ["saw.voice", "reason.speed"]), "saw[.]voice[,]reason[.]speed");
  const matching = interaction(MATCHING, english);
  assert.equal(matching["interactionType"], "matching");
  assert.deepEqual(matching["correctResponsesPattern"], ["saw[.]voice[,]reason[.]neutral[,]name[.]respect"]);
  assert.deepEqual(matching["source"], ["saw", "reason", "name"].map((id) => ({ id, description: { en: `Item ${id}` } })));
  assert.deepEqual(matching["target"], ["respect", "voice", "speed", "neutral"].map((id) => ({ id, description: { en: `Target ${id}` } })));
  assert(!("choices" in matching));
  const sequencing = interaction(ORDERING, english);
  assert.equal(sequencing["interactionType"], "sequencing");
  assert.deepEqual(sequencing["correctResponsesPattern"], ["greet[,]reason[,]listen[,]decide"]);
  assert.deepEqual(sequencing["choices"], ["greet", "reason", "listen", "decide"].map((id) => ({ id, description: { en: `Item ${id}` } })));
  assert(!("source" in sequencing || "target" in sequencing));
  assert.equal(responseOf(ORDERING, ["listen", "greet"]), "listen[,]greet");
});

test("what is to be put in order is never found in the right one, and groups keep their places", () => {
  const two = { ...ORDERING, options: ORDERING.options.slice(0, 2) };
  for (let seed = 0; seed < 200; seed++) {
    assert.notEqual(shownOptions(ORDERING, seed).join(), all(ORDERING).join());
    assert.deepEqual(shownOptions(two, seed), ["reason", "greet"]);
    assert.deepEqual([...shownOptions(ORDERING, seed)].sort(), [...all(ORDERING)].sort());
    assert.deepEqual(shownTargets(SORTING, seed), ["gives", "takes"]);
    assert.deepEqual([...shownTargets(MATCHING, seed)].sort(), ["neutral", "respect", "speed", "voice"]);
  }
  assert(new Set(Array.from({ length: 50 }, (_, seed) => shownTargets(MATCHING, seed).join())).size > 5);
  assert.deepEqual(shownTargets({ ...MATCHING, shuffle: false }, 3), ["respect", "voice", "speed", "neutral"]);
});

test("a strict LMS takes every answer, and the next session finds it", async () => {
  const base = sample();
  const asked = [MATCHING, SORTING, ORDERING, LONG];
  const course: CourseData = { ...base, questions: { ...base.questions, ...Object.fromEntries(asked.map((one) => [one.id, one])) } };
  const lms = new Lms();
  const launch = async () => {
    const tracking = scorm12Tracking(course, null, () => lms.launch());
    const session = new Session(course, AGENCY, tracking, { clock: fakeClock(), random: () => 0.5, journal: fakeJournal() });
    await session.start();
    return session;
  };
  const first = await launch();
  first.answer("match-1", ["saw.voice", "reason.speed", "name.respect"]);
  first.answer("sort-1", ["ask.gives", "cut.gives", "note.gives", "phone.takes"]);
  first.answer("order-1", ["listen", "greet", "reason", "decide"]);
  first.answer("sort-long", all(LONG));
  await first.finish(false);
  assert.deepEqual(lms.errors, []);
  assert.deepEqual(
    lms.interactions().map((one) => [one["id"], one["type"], one["result"]]),
    [["match-1", "matching", "wrong"], ["sort-1", "matching", "0.75"], ["order-1", "sequencing", "0.25"], ["sort-long", "matching", "correct"]],
  );
  const { questions } = (await launch()).progress;
  assert.deepEqual(questions["match-1"]?.response, ["saw.voice", "reason.speed", "name.respect"]);
  assert.deepEqual(questions["order-1"]?.response, ["listen", "greet", "reason", "decide"]);
  assert.equal(questions["sort-long"]?.success, true);
});
