/** Turns what the learner does into events, given the progress so far. */

import type { AgencyData, CourseData, TestData } from "../data.js";
import type { LessonLeft } from "../events.js";
import type { Progress } from "../progress.js";
import { apply, scenarioOf, type Change } from "../state/apply.js";
import { finishAttempt } from "./attempt.js";
import { isNothing, lessonDone, missing, nothingMissing, testCounts, testDone } from "./completion.js";
import { draw } from "./draw.js";
import type { Outline } from "./outline.js";
import { judge, normalized, questionOf } from "./questions.js";
import { attemptsLeft, attemptsUsed, finalTest, passed, testedOut, testOf } from "./tests.js";
import { barrier } from "./way.js";

/** Commands, not events, are kept until the saved state is known: what they mean depends on it. */
export type Command = { readonly at: number } & (
  | { readonly do: "view"; readonly ref: string }
  | { readonly do: "answer"; readonly question: string; readonly response: readonly string[]; readonly latencyMs: number }
  | { readonly do: "decide"; readonly scenario: string; readonly node: string; readonly choice: string; readonly latencyMs: number }
  | { readonly do: "replay"; readonly scenario: string }
  /** `test` where it is the attestation of a test. */
  | { readonly do: "acknowledge"; readonly acknowledgement: string; readonly test: string | null }
  | { readonly do: "tick"; readonly checklist: string; readonly items: readonly string[] }
  | { readonly do: "prefer"; readonly settings: string }
  /** Time worked on a lesson. */
  | { readonly do: "spend"; readonly lesson: string; readonly ms: number }
  /** `items` when they were drawn and shown before. */
  | { readonly do: "start-test"; readonly test: string; readonly items: readonly string[] | null }
  | { readonly do: "answer-item"; readonly test: string; readonly item: string; readonly response: readonly string[] }
  | { readonly do: "move"; readonly test: string; readonly position: number }
  | { readonly do: "submit"; readonly test: string; readonly latencies: ReadonlyMap<string, number> }
);

/** The items that the learner has in sight are not drawn again. */
export function fixed(command: Command, changes: readonly Change[]): Command {
  const begun = changes.find((change) => change.type === "test-started");
  return command.do === "start-test" && begun ? { ...command, items: begun.items } : command;
}

export interface Rules {
  readonly course: CourseData;
  readonly agency: AgencyData;
  readonly outline: Outline;
  readonly startedAt: number;
  /** Whether every page is open, whatever the course says: when a finished course is reviewed. */
  readonly open: boolean;
}

type Do<K extends Command["do"]> = Extract<Command, { do: K }>;

/** A progress in the making, and the changes that led to it. */
export interface Draft {
  progress: Progress;
  readonly changes: Change[];
}

export type Emit = (change: Change) => void;

export function mayStartTest({ course, agency }: Rules, progress: Progress, test: TestData): boolean {
  if (progress.tests[test.id]?.open || !attemptsLeft(test, agency, progress)) return false;
  // Once its module or the course is passed, a test that replaces a module has nothing left to replace.
  if (test.module !== null) return progress.verdict !== "passed" && !testedOut(course, progress).has(test.module);
  return test.opens === "always" || isNothing(missing(course, progress));
}

/** `to` is where the learner goes, null out of the course. */
export function left({ outline }: Rules, { at: from, activeMs, toldMs }: Progress, at: number, to: string | null): LessonLeft[] {
  const lessonAt = (ref: string | null) => outline.pages.get(ref ?? "")?.lesson.id ?? "";
  const lesson = lessonAt(from);
  const durationMs = activeMs[lesson] ?? 0;
  return lesson !== lessonAt(to) && durationMs > (toldMs[lesson] ?? 0) ? [{ type: "lesson-left", at, lesson, durationMs }] : [];
}

function view(rules: Rules, now: Draft, { at, ref }: Do<"view">, emit: Emit): void {
  const place = rules.outline.pages.get(ref);
  if (place && !rules.open && barrier(rules.course, now.progress, ref)) return;
  left(rules, now.progress, at, ref).forEach(emit);
  emit(place ? { type: "page-viewed", at, page: ref, first: !now.progress.seen.has(ref) } : { type: "went", to: ref });
}

function answer({ course }: Rules, now: Draft, command: Do<"answer">, emit: Emit): void {
  const question = questionOf(course, command.question);
  const known = now.progress.questions[question.id];
  const response = normalized(question, command.response);
  // A try too many, made before the saved state was known, is none.
  if (known && known.tries >= (question.tries ?? Infinity)) return;
  emit({
    type: "answered",
    at: command.at,
    question: question.id,
    response,
    ...judge(question, response),
    latencyMs: command.latencyMs,
    tries: (known?.tries ?? 0) + 1,
    test: null,
    attempt: null,
    interaction: now.progress.interactions,
  });
}

function decide({ course }: Rules, now: Draft, command: Do<"decide">, emit: Emit): void {
  const { at, scenario, node, choice, latencyMs } = command;
  const data = course.scenarios[scenario];
  const next = data?.nodes[data.nodes[node]?.choices.find(({ id }) => id === choice)?.next ?? ""];
  const sight = scenarioOf(course, now.progress, scenario).node;
  if (!data || !next || (node !== sight && node !== data.start)) return;
  if (node !== sight) emit({ type: "replayed", scenario });
  const { run } = scenarioOf(course, now.progress, scenario);
  emit({ type: "decision-taken", at, scenario, node, choice, latencyMs, run, interaction: now.progress.interactions });
  if (next.end !== null) emit({ type: "scenario-finished", at, scenario, end: next.id, run });
}

function acknowledge({ course, agency }: Rules, now: Draft, { at, acknowledgement, test }: Do<"acknowledge">, emit: Emit): void {
  if (test === null && now.progress.acknowledged.has(acknowledgement)) return;
  // Once for an attempt, and before it: one that was begun elsewhere meanwhile was confirmed there.
  const data = test === null ? null : testOf(course, test);
  if (data && (now.progress.tests[data.id]?.open || !attemptsLeft(data, agency, now.progress))) return;
  const attempt = test === null ? null : attemptsUsed(now.progress.tests[test]) + 1;
  emit({ type: "acknowledged", at, acknowledgement, test, attempt, interaction: now.progress.interactions });
}

function startTest(rules: Rules, now: Draft, { at, test: id, items }: Do<"start-test">, emit: Emit): void {
  const test = testOf(rules.course, id);
  if (!test) return;
  // An attempt that the learner already works on, begun before the saved state was known, is not asked again.
  const may = items ? attemptsLeft(test, rules.agency, now.progress) > 0 : mayStartTest(rules, now.progress, test);
  if (!may) return;
  const attempt = attemptsUsed(now.progress.tests[id]) + 1;
  emit({ type: "test-started", at, test: id, attempt, items: items ?? draw(rules.course, test, now.progress.seed, attempt) });
}

/** What follows for the lessons and the course as a whole. */
function conclude({ course, outline, startedAt }: Rules, before: Progress, now: Draft, at: number, emit: Emit): void {
  const { seen } = now.progress;
  for (const { lesson } of outline.lessons.values()) {
    if (lessonDone(lesson, before) || !lessonDone(lesson, now.progress)) continue;
    const progress = Math.floor(([...outline.pages.keys()].filter((page) => seen.has(page)).length / outline.pages.size) * 100);
    emit({ type: "lesson-completed", at, lesson: lesson.id, progress, durationMs: now.progress.activeMs[lesson.id] ?? 0 });
  }
  const durationMs = now.progress.totalMs + at - startedAt;
  const verdict = (type: "passed" | "failed") => emit({ type, at, score: now.progress.score ?? 0, durationMs });
  const final = finalTest(course);
  const failed = now.changes.some((change) => change.type === "test-finished" && change.test === final?.id);
  const done = nothingMissing(course, now.progress);
  if (!now.progress.completed && done && testDone(course, now.progress)) emit({ type: "completed", at, durationMs });
  if (!testCounts(course) || now.progress.verdict === "passed") return;
  if (!passed(now.progress, final)) return failed ? verdict("failed") : undefined;
  if (done) verdict("passed");
}

function carryOut(rules: Rules, now: Draft, command: Command, emit: Emit): void {
  switch (command.do) {
    case "view":
      return view(rules, now, command, emit);
    case "answer":
      return answer(rules, now, command, emit);
    case "decide":
      return decide(rules, now, command, emit);
    case "replay":
      return emit({ type: "replayed", scenario: command.scenario });
    case "acknowledge":
      return acknowledge(rules, now, command, emit);
    case "tick":
      return emit({ type: "ticked", checklist: command.checklist, items: command.items });
    case "prefer":
      return emit({ type: "preferred", settings: command.settings });
    case "spend":
      return emit({ type: "spent", lesson: command.lesson, ms: command.ms });
    case "start-test":
      return startTest(rules, now, command, emit);
    case "answer-item": {
      const response = normalized(questionOf(rules.course, command.item), command.response);
      return emit({ type: "item-answered", test: command.test, item: command.item, response });
    }
    case "move":
      return emit({ type: "moved", test: command.test, position: command.position });
    case "submit":
      return finishAttempt(rules, now, command.test, command.at, command.latencies, emit);
  }
}

export function run(rules: Rules, progress: Progress, command: Command): Readonly<Draft> {
  const now: Draft = { progress, changes: [] };
  const emit = (change: Change) => {
    now.progress = apply(rules.course, now.progress, change);
    now.changes.push(change);
  };
  carryOut(rules, now, command, emit);
  conclude(rules, progress, now, command.at, emit);
  return now;
}
