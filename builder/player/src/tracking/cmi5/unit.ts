/** One module of the course, or its final test: for an LMS that launches each by itself. */

import type { CourseData } from "../../data.js";

/** `unit` is the id of a module, or `test:<id>`; of any other the course is shown as a whole. */
export function unitOf(course: CourseData, unit: string | null): CourseData {
  const { completion } = course;
  const tests = course.tests.filter(({ id, module }) => module === null && unit === `test:${id}`);
  // Opened by itself, a test is taken, also where the course as a whole does not ask for it.
  const rule = completion.test === "none" ? "taken" : completion.test;
  if (tests.length) return { ...course, unit: true, modules: [], tests, completion: { ...completion, test: rule } };
  const modules = course.modules.filter(({ id }) => id === unit);
  if (!modules.length) return course;
  const replacing = course.tests.filter(({ module }) => module === unit);
  return { ...course, unit: true, modules, tests: replacing, completion: { ...completion, test: "none" } };
}

/** Takes out of the document what is not in the course, with its lines in the menu; links that lead there are links no more. */
export function prune(document: Document, { modules, tests }: CourseData): void {
  const lessons = modules.flatMap((module) => module.lessons);
  const kept = new Set([...lessons.flatMap(({ pages }) => pages.map(({ ref }) => ref)), ...tests.map(({ id, module }) => (module === null ? "test" : `test:${id}`))]);
  const outs = new Set(tests.map(({ id }) => id));
  const ids = new Set(lessons.map(({ id }) => id));
  const drop = (selector: string, stays: (data: DOMStringMap) => boolean): void => {
    for (const part of document.querySelectorAll<HTMLElement>(selector)) if (!stays(part.dataset)) part.remove();
  };
  drop("main > .page[data-ref]", ({ ref = "" }) => kept.has(ref));
  drop("#menu_ [data-lesson]", ({ lesson = "" }) => ids.has(lesson));
  drop("#menu_ [data-test-out]", ({ testOut = "" }) => outs.has(testOut));
  drop("#menu_ [data-test]", () => kept.has("test"));
  for (const list of document.querySelectorAll("#menu_ > ol")) {
    if (list.childElementCount) continue;
    if (list.previousElementSibling?.matches("h2")) list.previousElementSibling.remove();
    list.remove();
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]'))
    if (!document.getElementById(link.hash.slice(1))) link.removeAttribute("href");
}
