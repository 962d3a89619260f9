/** The facts of the recorded session, written by hand, and what a format by its standard says otherwise or not at all. */

import type { Recorded } from "./recorded.js";
import type { Format } from "./sides.js";
import type { Given } from "./told.js";

export interface Otherwise {
  readonly cell: string;
  readonly why: string;
}

export interface Row {
  readonly fact: string;
  readonly expected: string;
  readonly of: (session: Recorded) => unknown;
  readonly but: Readonly<Partial<Record<Format, Otherwise>>>;
}

const only = (formats: readonly Format[]) => (cell: string, why: string): Row["but"] =>
  Object.fromEntries(formats.map((format) => [format, { cell, why }]));

const in12 = only(["scorm12"]);
const in2004 = only(["scorm2004"]);
const inScorm = only(["scorm12", "scorm2004"]);
const inStatements = only(["xapi", "cmi5"]);
const inBrackets = only(["scorm2004", "xapi", "cmi5"]);
const inCmi5 = only(["cmi5"]);

const row = (fact: string, expected: string, of: Row["of"], ...but: readonly Row["but"][]): Row => ({ fact, expected, of, but: Object.assign({}, ...but) as Row["but"] });

/** Of what was known after a sitting. */
const after = (sitting: 1 | 2 | 3, of: (told: Recorded["after"][number]) => unknown): Row["of"] => (session) => {
  const told = session.after[sitting - 1];
  return told && of(told);
};
const given = (question: string, n: number, of: (one: Given) => unknown): Row["of"] => after(3, ({ answers }) => {
  const one = answers[question]?.[n];
  return one && of(one);
});
const meant = ({ meant: type }: Given): string => type;
const judged = ({ response, result }: Given): string => `${response} is ${result}`;
const inLessons = (session: Recorded): readonly Given[] => Object.values(session.after[0]?.answers ?? {}).flat();
const inTests = (session: Recorded): readonly Given[] => Object.values(session.after[2]?.answers ?? {}).flat().slice(inLessons(session).length);

const CASES = "no word on case";

const TYPES: readonly Row[] = [
  row("choice", "choice: a", given("choice", 0, meant)),
  row("  wrong", "b is wrong", given("choice", 0, judged)),
  row("  right", "a is right", given("choice", 1, judged)),
  row("multiple", "choice: a+b", given("multiple", 0, meant)),
  row("  wrong", "c is wrong", given("multiple", 0, judged)),
  row("  in part", "a is 50 %", given("multiple", 1, judged)),
  row("  right", "a+b is right", given("multiple", 2, judged)),
  row("true-false", "true-false: true", given("true-false", 0, meant)),
  row("  wrong", "false is wrong", given("true-false", 0, judged)),
  row("  right", "true is right", given("true-false", 1, judged)),
  row("point", "choice: b", given("point", 0, meant)),
  row("  wrong", "c is wrong", given("point", 0, judged)),
  row("  right", "b is right", given("point", 1, judged)),
  row("mark", "choice: a+c", given("mark", 0, meant)),
  row("  wrong", "b+d is wrong", given("mark", 0, judged)),
  row("  in part", "a is 50 %", given("mark", 1, judged)),
  row("  right", "a+c is right", given("mark", 2, judged)),
  row("matching", "matching: saw.voice+why.neutral+name.respect", given("matching", 0, meant)),
  row("  wrong", "saw.speed+why.voice+name.neutral is wrong", given("matching", 0, judged)),
  row("  in part", "saw.voice+why.speed+name.neutral is 33 %", given("matching", 1, judged)),
  row("  right", "saw.voice+why.neutral+name.respect is right", given("matching", 2, judged)),
  row("sorting", "matching: ask.gives+cut.takes+note.gives+phone.takes", given("sorting", 0, meant)),
  row("  wrong", "ask.takes+cut.gives+note.takes+phone.gives is wrong", given("sorting", 0, judged)),
  row("  in part", "ask.gives+cut.takes+note.gives+phone.gives is 75 %", given("sorting", 1, judged)),
  row("  right", "ask.gives+cut.takes+note.gives+phone.takes is right", given("sorting", 2, judged)),
  row("ordering", "sequencing: a+b+c+d", given("ordering", 0, meant)),
  row("  wrong", "b+a+d+c is wrong", given("ordering", 0, judged)),
  row("  in part", "a+b+d+c is 50 %", given("ordering", 1, judged)),
  row("  right", "a+b+c+d is right", given("ordering", 2, judged)),
  row("fill-in", "fill-in: voice (any case) or giving voice (any case)", given("fill-in", 0, meant), in12("fill-in: voice or giving voice", CASES)),
  row("  wrong", "speed [,] or noise is wrong", given("fill-in", 0, judged), inBrackets("speed [ , ] or noise is wrong", "[,] divides answers there")),
  row("  right", "Giving VOICE is right", given("fill-in", 1, judged)),
  row("gap", "voice / respect (any case), voice / dignity (any case)", given("gap", 0, (one) => meant(one).replace("fill-in: ", "").replace(" or ", ", ")), in12("voice / respect, voice / dignity", CASES)),
  row("  wrong, of characters", "150 / 150", given("gap", 0, ({ response, result }) => result === "wrong" && response.split(" / ").map((text) => text.length).join(" / ")), in12("150 / 104", "no answer is longer than 255, with the comma")),
  row("  in part", "voice / speed is 50 %", given("gap", 1, judged)),
  row("  right", "voice / dignity is right", given("gap", 2, judged)),
  row("numeric", "numeric: 25 to 35", given("numeric", 0, meant), in12("numeric: 30", "a range has no form there")),
  row("  wrong", "24.5 is wrong", given("numeric", 0, judged)),
  row("  right", "30.5 is right", given("numeric", 1, judged)),
  row("likert, of a survey", "likert: nothing", given("likert", 0, meant)),
  row("  its answer", "d is neither", given("likert", 0, judged)),
  row("comment, of a survey", "fill-in: nothing", given("comment", 0, meant)),
  row("  its answer", "It helped. is neither", given("comment", 0, judged)),
];

const LESSONS: readonly Row[] = [
  row("answers in lessons", "30", (session) => inLessons(session).length),
  row("a question in words", "Which of choice?", given("choice", 0, ({ words }) => words), in12("", "no element; codebook.csv has it")),
  row("its objective", "E1.1", given("choice", 0, ({ objective }) => objective), inStatements("", "codebook.csv has it")),
  row("when it was answered", "2026-11-22 14:30:02", given("choice", 0, ({ at }) => at), in12("14:30:02", "CMITime has no date")),
  row("seconds, then again", "2.5 s, 2.5 s", (session) => [0, 1].map((n) => `${given("choice", n, ({ seconds }) => seconds)(session)} s`).join(", ")),
  row("decisions", "stop/window: listen, stop/story: explain", after(3, ({ decisions }) => decisions.join(", "))),
  row("end of the scenario", "stop: calm", after(3, ({ ends }) => ends.join()), inScorm("", "no element; follows from the decisions")),
  row("policy confirmed", "1", after(3, ({ confirmed }) => confirmed.filter(({ id }) => id === "policy").length)),
  row("  in these words", "I have read the policy.", after(3, ({ confirmed }) => confirmed[0]?.words), in12("", "no element; codebook.csv has it")),
  row("pages seen", "8", after(3, ({ pages }) => pages), inScorm("null", "no element")),
  row("lessons done", "tasks, two", after(3, ({ lessons }) => lessons.join(", ")), inScorm("", "no element")),
  row("  seconds until left", "tasks 11, two 3", after(3, ({ worked }) => worked.join(", ")), inScorm("", "no element")),
];

const TESTS: readonly Row[] = [
  row("own work confirmed", "3", after(3, ({ confirmed }) => confirmed.filter(({ id }) => id === "own-work").length)),
  row("  before which attempt", "skip 1, final 1, final 2", after(3, ({ confirmed }) => confirmed.slice(1).map(({ before }) => before).join(", ")), inScorm(", , ", "no element; the order tells")),
  row("answers in tests", "12", (session) => inTests(session).length),
  row("  right", "8", (session) => inTests(session).filter(({ result }) => result === "right").length),
  row("  wrong, not answered", "1", (session) => inTests(session).filter(({ response, result }) => !response && result === "wrong").length),
  row("each attempt, percent", "skip 1: 100, final 1: 40, final 2: 80", after(3, ({ attempts }) => attempts.join(", ")), inScorm("", "one score for the course")),
];

const state = ({ status, score, objectives }: Recorded["after"][number]): string => [status, score ?? "no score", ...["E1.1", "E2.1"].map((id) => objectives[id] ?? "-")].join(", ");

const SITTINGS: readonly Row[] = [
  row("after the lessons", "incomplete, no score, -, -", after(1, state)),
  row("  pages, percent", "80", after(1, ({ progress }) => progress), in12("null", "no element")),
  row("  seconds", "14", after(1, ({ seconds }) => seconds)),
  row("went on at", "two/stop with 13 answers, policy confirmed", ({ resumed }) => resumed[0]),
  row("failed, then killed", "failed, 40, 66.67 failed, 0 failed", after(2, state), inCmi5("incomplete, 40, 66.67 failed, 0 failed", "failed is told at the end")),
  row("  seconds", "2", after(2, ({ seconds }) => seconds), inStatements("null", "nobody was there to tell the end")),
  row("went on at", "test with 13 answers, policy confirmed", ({ resumed }) => resumed[1]),
  row("  attempts left", "2", ({ left }) => left),
  row("passed in the end", "passed, 80, 66.67 failed, 100 passed", after(3, state)),
  row("  pages, percent", "80", after(3, ({ progress }) => progress), in12("null", "no element"), in2004("100", "1 is what completed means; a module was tested out of")),
  row("  seconds", "1", after(3, ({ seconds }) => seconds)),
  row("  seconds in all", "17", after(3, ({ passedAfter }) => passedAfter)),
];

export const SECTIONS: Readonly<Record<string, readonly Row[]>> = {
  "Types of questions": TYPES,
  "Lessons": LESSONS,
  "Tests": TESTS,
  "Three sittings": SITTINGS,
};
