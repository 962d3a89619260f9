/** The completion rule, and the one word that it makes of the progress. */

import type { Missing } from "../api.js";
import type { CourseData } from "../data.js";
import type { Progress } from "../progress.js";
import { attemptsUsed } from "../state/progress.js";
import type { Status } from "../tracking/port.js";
import type { Outline } from "./outline.js";

/** What the rule still asks for, the test left aside. */
export function missing(course: CourseData, outline: Outline, progress: Progress): Missing {
  const rule = course.completion;
  return {
    pages: rule.pages === "all" ? [...outline.pages.keys()].filter((ref) => !progress.seen.has(ref)) : [],
    questions: rule.questions === "all" ? outline.questions.filter((id) => !progress.questions[id]) : [],
    scenarios: rule.scenarios === "all" ? outline.scenarios.filter((id) => !progress.scenarios[id]?.finished) : [],
  };
}

export function nothingMissing(course: CourseData, outline: Outline, progress: Progress): boolean {
  const { pages, questions, scenarios } = missing(course, outline, progress);
  return pages.length + questions.length + scenarios.length === 0;
}

export const passedTest = (progress: Progress): boolean =>
  progress.test?.finished.some((attempt) => attempt.success) ?? false;

/** Whether the test has done its part for completion. */
export function testDone(course: CourseData, progress: Progress): boolean {
  const rule = course.test ? course.completion.test : "none";
  return rule === "none" || (rule === "taken" ? attemptsUsed(progress.test) > 0 : passedTest(progress));
}

/** Whether attempts give a verdict on the course. */
export const testCounts = (course: CourseData): boolean => course.test !== null && course.completion.test !== "none";

const ORDER: readonly Status[] = ["incomplete", "failed", "completed", "passed"];

export const stronger = (a: Status, b: Status): Status => (ORDER.indexOf(a) < ORDER.indexOf(b) ? b : a);

/** SCORM 1.2 has one word for completion and success (RTE 1.2 3.4.4): the strongest that is true. */
export function statusOf(course: CourseData, progress: Progress): Status {
  if (progress.verdict === "passed") return "passed";
  if (progress.completed && (!testCounts(course) || course.completion.test === "taken")) return "completed";
  return progress.verdict ?? "incomplete";
}
