/** A course with all that can be told: every type of question, what is confirmed, a survey, and a module to test out of. */

import type { AcknowledgementData, CourseData, OptionData, QuestionData } from "../../src/data.js";
import { IRI, key, lesson, question, testedTwice } from "./course.js";

/** What is put to targets, by its target, in the letters that the build gives. */
function put(id: string, type: "matching" | "sorting", to: Readonly<Record<string, string>>, targets: readonly string[]): QuestionData {
  return question(id, type, [], {
    partial: true,
    options: Object.entries(to).map(([one, target], n) => ({ id: one, key: key("option", `${id}/${one}`, 3), letter: String(n + 1), text: `Item ${one}`, target })),
    targets: targets.map((one, n) => ({ id: one, key: key("target", `${id}/${one}`, 3), letter: "abcd".charAt(n), text: `Target ${one}` })),
  });
}

const gap = (id: string, letter: string, accepts: readonly string[]): OptionData => ({ id, key: key("option", `gap/${id}`, 3), letter, text: accepts[0] ?? "", accepts });

/** By their type; all that can be right in part give credit for it. */
const QUESTIONS: readonly QuestionData[] = [
  question("choice", "choice", ["a"], { objective: "E1.1" }),
  question("multiple", "multiple", ["a", "b"], { partial: true }),
  question("true-false", "true-false", ["true"]),
  question("point", "point", ["b"]),
  question("mark", "mark", ["a", "c"], { many: true, partial: true }),
  put("matching", "matching", { saw: "voice", why: "neutral", name: "respect" }, ["respect", "voice", "speed", "neutral"]),
  put("sorting", "sorting", { ask: "gives", cut: "takes", note: "gives", phone: "takes" }, ["gives", "takes"]),
  question("ordering", "ordering", [], { partial: true }),
  question("fill-in", "fill-in", [], { options: [], accepts: ["voice", "giving voice"], length: 60 }),
  question("gap", "gap", [], { partial: true, length: 200, options: [gap("first", "a", ["voice"]), gap("second", "b", ["respect", "dignity"])] }),
  question("numeric", "numeric", [], { options: [], range: { answer: 30, min: 25, max: 35 } }),
  question("likert", "likert", []),
  question("comment", "fill-in", [], { options: [], length: 250 }),
].map((one) => ({ ...one, lesson: "tasks" }));

const POLICY: AcknowledgementData = {
  id: "policy", key: key("acknowledgement", "policy", 4), iri: `${IRI}/acknowledgement/policy`, text: "I have read the policy.", lesson: "two",
};

/** Questions of the lesson by page; a comment may be left out, so that its page does not ask for it. */
export const TASKS: Readonly<Record<string, readonly string[]>> = {
  chosen: ["choice", "multiple", "true-false"],
  pictured: ["point", "mark"],
  put: ["matching", "sorting"],
  ordered: ["ordering"],
  written: ["fill-in", "gap", "numeric"],
  survey: ["likert"],
};

/** Ten pages, two of them in a module that can be tested out of; both tests are confirmed before. */
export function everything(): CourseData {
  const base = testedTwice();
  const [out, last] = base.modules;
  if (!out || !last) throw new Error("no modules");
  const asked = Object.fromEntries(Object.entries(TASKS).map(([page, questions]) => [page, { questions: [...questions] }]));
  const tasks = { ...out, id: "m0", iri: `${IRI}/module/m0`, title: "Tasks", lessons: [lesson("tasks", Object.keys(TASKS), asked)] };
  const two = lesson("two", ["policy", "stop"], { policy: { acknowledgements: ["policy"] }, stop: { scenarios: ["stop"] } });
  const blueprint = [{ objective: "E1.1", items: 3 }, { objective: "E2.1", items: 2 }];
  return {
    ...base,
    modules: [tasks, out, { ...last, lessons: [two] }],
    questions: { ...base.questions, ...Object.fromEntries(QUESTIONS.map((one) => [one.id, one])) },
    acknowledgements: { policy: POLICY },
    tests: base.tests.map((test) => (test.module === null ? { ...test, opens: "after-lessons", shuffle: false, blueprint } : test)),
    completion: { ...base.completion, questions: "all" },
  };
}
