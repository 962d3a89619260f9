/** How far the learner has come: pages seen, and the test where the course asks for it. */

import type { SessionApi } from "../api.js";
import { find } from "../dom.js";
import { testCounts } from "../engine/completion.js";
import type { Words } from "../strings.js";

export function percentDone({ course, progress }: SessionApi): number {
  if (progress.completed) return 100;
  const pages = course.modules.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.pages));
  const steps = pages.length + +testCounts(course);
  const seen = pages.filter(({ ref }) => progress.seen.has(ref)).length;
  return Math.floor((100 * seen) / Math.max(steps, 1));
}

export function showProgress(session: SessionApi, words: Words): void {
  const bar = find<HTMLProgressElement>(document, ".top progress");
  const percent = percentDone(session);
  bar.value = percent;
  bar.textContent = words.say("progress", { n: percent });
  find(document, "[data-percent]").textContent = words.say("progress", { n: percent });
}
