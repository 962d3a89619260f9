/** The end of an attempt: its answers, its scores, its result. */

import type { Draft, Emit, Rules } from "./commands.js";
import { judge, questionOf } from "./questions.js";
import { percent, scored } from "./score.js";
import { passMark, testOf } from "./tests.js";

export function finishAttempt(
  { course, agency }: Rules,
  now: Draft,
  id: string,
  at: number,
  latencies: ReadonlyMap<string, number>,
  emit: Emit,
): void {
  const data = testOf(course, id);
  const open = now.progress.tests[id]?.open;
  if (!data || !open) return;
  const { number: attempt } = open;
  for (const item of open.items) {
    const question = questionOf(course, item);
    const response = open.answers[item] ?? [];
    const latencyMs = latencies.get(item) ?? 0;
    const interaction = now.progress.interactions;
    emit({ type: "answered", at, question: item, response, ...judge(question, response), latencyMs, tries: 1, test: id, attempt, interaction });
  }
  const mark = passMark(data, agency);
  const { objectives, ...sum } = scored(course, data, open.items, open.answers);
  for (const part of objectives)
    emit({ type: "objective-scored", at, test: id, ...part, success: percent(part.points, part.items) >= mark, attempt });
  emit({ type: "test-finished", at, test: id, attempt, ...sum, success: sum.score >= mark, durationMs: at - open.startedAt });
}
