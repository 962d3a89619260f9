/** The completion rule, and the one word that it makes of the progress. */

import type { Missing } from "../api.js";
import type { CourseData, LessonData, PageData } from "../data.js";
import type { Progress } from "../progress.js";
import type { Status } from "../tracking/port.js";
import { attemptsUsed, finalTest, passed, testedOut } from "./tests.js";

const MINUTE_MS = 60_000;

/** What a page asks of the learner by the rule of the course, beside being seen. */
export function openTasks({ completion: rule }: CourseData, progress: Progress, page: PageData): Omit<Missing, "pages" | "times"> {
  return {
    questions: rule.questions === "all" ? page.questions.filter((id) => !progress.questions[id]) : [],
    scenarios: rule.scenarios === "all" ? page.scenarios.filter((id) => !progress.scenarios[id]?.finished) : [],
    acknowledgements:
      rule.acknowledgements === "all" ? page.acknowledgements.filter((id) => !progress.acknowledged.has(id)) : [],
  };
}

/** Minutes that are still to be worked on a lesson, rounded up. */
export const minutesLeft = ({ id, leastMinutes }: LessonData, { activeMs }: Pick<Progress, "activeMs">): number =>
  Math.max(0, Math.ceil(leastMinutes - (activeMs[id] ?? 0) / MINUTE_MS));

/** Seen to the end, and worked on as long as it asks for. */
export const lessonDone = (lesson: LessonData, progress: Progress): boolean =>
  lesson.pages.every(({ ref }) => progress.seen.has(ref)) && minutesLeft(lesson, progress) === 0;

/** What the rule still asks for, the final test left aside. What is confirmed is confirmed by oneself: no test replaces it. */
export function missing(course: CourseData, progress: Progress): Missing {
  const out = testedOut(course, progress);
  const all = course.modules.flatMap(({ id, lessons }) => lessons.map((lesson) => ({ lesson, waived: out.has(id) })));
  const asked = all.filter(({ waived }) => !waived).map(({ lesson }) => lesson);
  const tasks = asked.flatMap(({ pages }) => pages).map((page) => openTasks(course, progress, page));
  return {
    pages: course.completion.pages === "all"
      ? asked.flatMap(({ pages }) => pages.map(({ ref }) => ref)).filter((ref) => !progress.seen.has(ref))
      : [],
    questions: tasks.flatMap(({ questions }) => questions),
    scenarios: tasks.flatMap(({ scenarios }) => scenarios),
    acknowledgements: all.flatMap(({ lesson }) => lesson.pages.flatMap((page) => openTasks(course, progress, page).acknowledgements)),
    times: asked.filter((lesson) => minutesLeft(lesson, progress) > 0).map(({ id }) => id),
  };
}

export const isNothing = (open: Missing): boolean => Object.values(open).every((list: readonly string[]) => !list.length);

export const nothingMissing = (course: CourseData, progress: Progress): boolean => isNothing(missing(course, progress));

/** Whether the final test has done its part for completion. */
export function testDone(course: CourseData, progress: Progress): boolean {
  const test = finalTest(course);
  const rule = test ? course.completion.test : "none";
  return rule === "none" || (rule === "taken" ? attemptsUsed(progress.tests[test?.id ?? ""]) > 0 : passed(progress, test));
}

/** Whether attempts give a verdict on the course. */
export const testCounts = (course: CourseData): boolean => finalTest(course) !== null && course.completion.test !== "none";

const ORDER: readonly Status[] = ["incomplete", "failed", "completed", "passed"];

export const stronger = (a: Status, b: Status): Status => (ORDER.indexOf(a) < ORDER.indexOf(b) ? b : a);

/** SCORM 1.2 has one word for completion and success (RTE 1.2 3.4.4): the strongest that is true. */
export function statusOf(course: CourseData, progress: Progress): Status {
  if (progress.verdict === "passed") return "passed";
  if (progress.completed && (!testCounts(course) || course.completion.test === "taken")) return "completed";
  return progress.verdict ?? "incomplete";
}
