/** Which pages and tests are open to the learner. */

import type { CourseData, PageData } from "../data.js";
import type { Progress } from "../progress.js";
import { lessonDone, openTasks } from "./completion.js";
import { testedOut } from "./tests.js";

const pageDone = (course: CourseData, progress: Progress, page: PageData): boolean =>
  progress.seen.has(page.ref) && Object.values(openTasks(course, progress, page)).every((list) => !list.length);

/**
 * The page that must be done before this one opens, or null when it is open. What was seen once stays open: an
 * update of the course or of its rules takes nothing away.
 */
export function barrier(course: CourseData, progress: Progress, ref: string): PageData | null {
  if (course.navigation === "free" || progress.seen.has(ref)) return null;
  const out = testedOut(course, progress);
  for (const { id, lessons } of course.modules) {
    for (const lesson of lessons) {
      const inside = lesson.pages.some((page) => page.ref === ref);
      if (inside && course.navigation === "locked") return null;
      for (const page of lesson.pages) {
        if (page.ref === ref) return null;
        if (!out.has(id) && !pageDone(course, progress, page)) return page;
      }
      const last = lesson.pages[lesson.pages.length - 1];
      if (!out.has(id) && last && !lessonDone(lesson, progress)) return last;
    }
  }
  return null;
}
