/** Turns what the learner does into events, given the progress so far. */

import type { AgencyData, CourseData } from "../data.js";
import type { Progress } from "../progress.js";
import { apply, scenarioOf, type Change } from "../state/apply.js";
import { nothingMissing, passedTest, testCounts, testDone } from "./completion.js";
import { attemptsUsed } from "../state/progress.js";
import { draw } from "./draw.js";
import type { Outline } from "./outline.js";
import { isRight, normalized, questionOf } from "./questions.js";
import { scored } from "./score.js";

/** Commands, not events, are kept until the saved state is known: what they mean depends on it. */
export type Command = { readonly at: number } & (
  | { readonly do: "view"; readonly ref: string }
  | { readonly do: "answer"; readonly question: string; readonly response: readonly string[]; readonly latencyMs: number }
  | { readonly do: "decide"; readonly scenario: string; readonly node: string; readonly choice: string; readonly latencyMs: number }
  | { readonly do: "replay"; readonly scenario: string }
  /** `items` when they were drawn and shown before. */
  | { readonly do: "start-test"; readonly items: readonly string[] | null }
  | { readonly do: "answer-item"; readonly item: string; readonly response: readonly string[] }
  | { readonly do: "move"; readonly position: number }
  | { readonly do: "submit"; readonly latencies: ReadonlyMap<string, number> }
);

export interface Rules {
  readonly course: CourseData;
  readonly agency: AgencyData;
  readonly outline: Outline;
  readonly startedAt: number;
}

type Do<K extends Command["do"]> = Extract<Command, { do: K }>;

/** A progress in the making, and the changes that led to it. */
interface Draft {
  progress: Progress;
  readonly changes: Change[];
}

type Emit = (change: Change) => void;

export const attemptsLeft = ({ agency }: Rules, progress: Progress): number =>
  Math.max(0, (agency.attempts ?? Infinity) - attemptsUsed(progress.test));

export function mayStartTest(rules: Rules, progress: Progress): boolean {
  const { course, outline } = rules;
  if (!course.test || progress.test?.open || !attemptsLeft(rules, progress)) return false;
  return course.test.opens === "always" || nothingMissing(course, outline, progress);
}

function view({ outline }: Rules, now: Draft, { at, ref }: Do<"view">, emit: Emit): void {
  const place = outline.pages.get(ref);
  if (!place) return emit({ type: "went", to: ref });
  const first = !now.progress.seen.has(ref);
  emit({ type: "page-viewed", at, page: ref, first });
  const { seen } = now.progress;
  if (!first || !place.lesson.pages.every((page) => seen.has(page.ref))) return;
  const progress = Math.floor(([...outline.pages.keys()].filter((page) => seen.has(page)).length / outline.pages.size) * 100);
  emit({ type: "lesson-completed", at, lesson: place.lesson.id, progress });
}

function answer({ course }: Rules, now: Draft, command: Do<"answer">, emit: Emit): void {
  const question = questionOf(course, command.question);
  const response = normalized(question, command.response);
  emit({
    type: "answered",
    at: command.at,
    question: question.id,
    response,
    success: isRight(question, response),
    latencyMs: command.latencyMs,
    tries: (now.progress.questions[question.id]?.tries ?? 0) + 1,
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

function startTest(rules: Rules, now: Draft, { at, items }: Do<"start-test">, emit: Emit): void {
  const { test } = rules.course;
  // An attempt that the learner already works on, begun before the saved state was known, is not asked again.
  if (!test || !(items ? attemptsLeft(rules, now.progress) : mayStartTest(rules, now.progress))) return;
  const attempt = attemptsUsed(now.progress.test) + 1;
  emit({ type: "test-started", at, attempt, items: items ?? draw(rules.course, test, now.progress.seed, attempt) });
}

function submit(rules: Rules, now: Draft, { at, latencies }: Do<"submit">, emit: Emit): void {
  const { course, agency } = rules;
  const open = now.progress.test?.open;
  if (!open) return;
  const passMark = agency.passMark ?? 0;
  const { number: attempt } = open;
  for (const item of open.items) {
    const response = open.answers[item] ?? [];
    emit({
      type: "answered",
      at,
      question: item,
      response,
      success: isRight(questionOf(course, item), response),
      latencyMs: latencies.get(item) ?? 0,
      tries: 1,
      attempt,
      interaction: now.progress.interactions,
    });
  }
  const { objectives, ...sum } = scored(course, open.items, open.answers);
  for (const part of objectives)
    emit({ type: "objective-scored", at, ...part, success: part.right * 100 >= passMark * part.items, attempt });
  const success = sum.score >= passMark;
  emit({ type: "test-finished", at, attempt, ...sum, success, durationMs: at - open.startedAt });
}

/** What follows for the course as a whole. */
function conclude({ course, outline, startedAt }: Rules, now: Draft, at: number, emit: Emit): void {
  const durationMs = now.progress.totalMs + at - startedAt;
  const verdict = (type: "passed" | "failed") => emit({ type, at, score: now.progress.score ?? 0, durationMs });
  const failed = now.changes.some((change) => change.type === "test-finished");
  const done = nothingMissing(course, outline, now.progress);
  if (!now.progress.completed && done && testDone(course, now.progress)) emit({ type: "completed", at, durationMs });
  if (!testCounts(course) || now.progress.verdict === "passed") return;
  if (!passedTest(now.progress)) return failed ? verdict("failed") : undefined;
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
    case "start-test":
      return startTest(rules, now, command, emit);
    case "answer-item": {
      const response = normalized(questionOf(rules.course, command.item), command.response);
      return emit({ type: "item-answered", item: command.item, response });
    }
    case "move":
      return emit({ type: "moved", position: command.position });
    case "submit":
      return submit(rules, now, command, emit);
  }
}

export function run(rules: Rules, progress: Progress, command: Command): Readonly<Draft> {
  const now: Draft = { progress, changes: [] };
  const emit = (change: Change) => {
    now.progress = apply(rules.course, now.progress, change);
    now.changes.push(change);
  };
  carryOut(rules, now, command, emit);
  conclude(rules, now, command.at, emit);
  return now;
}
