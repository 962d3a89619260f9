/** The tests of a course: the final one, and those that replace a module. */

import type { AgencyData, CourseData, TestData } from "../data.js";
import type { Progress, TestProgress } from "../progress.js";

const FINAL = "test";

/** The ref of a test, as pages have theirs. */
export const testRef = ({ id, module }: TestData): string => (module === null ? FINAL : `${FINAL}:${id}`);

export const testAt = (course: CourseData, ref: string): TestData | null =>
  course.tests.find((test) => testRef(test) === ref) ?? null;

export const finalTest = (course: CourseData): TestData | null => course.tests.find(({ module }) => module === null) ?? null;

export const testOf = (course: CourseData, id: string): TestData | null => course.tests.find((test) => test.id === id) ?? null;

export const passMark = (test: TestData, agency: AgencyData): number => (test.own ?? agency).passMark ?? 0;

/** Attempts that were finished; old ones may have been dropped from the list. */
export function attemptsUsed(progress: TestProgress | undefined): number {
  const finished = progress?.finished ?? [];
  return finished[finished.length - 1]?.number ?? 0;
}

export const attemptsLeft = (test: TestData, agency: AgencyData, progress: Progress): number =>
  Math.max(0, ((test.own ?? agency).attempts ?? Infinity) - attemptsUsed(progress.tests[test.id]));

export const passed = (progress: Progress, test: TestData | null): boolean =>
  (test && progress.tests[test.id]?.finished.some(({ success }) => success)) ?? false;

/** Ids of the modules that a passed test has replaced. */
export const testedOut = (course: CourseData, progress: Progress): ReadonlySet<string> =>
  new Set(course.tests.flatMap((test) => (test.module !== null && passed(progress, test) ? [test.module] : [])));
