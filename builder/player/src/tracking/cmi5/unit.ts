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

/** Takes out of the document what is not in the course, and with it whatever leads there. */
export function prune(document: Document, { modules, tests }: CourseData): void {
  const pages = modules.flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.pages.map(({ ref }) => ref)));
  const kept: readonly unknown[] = [...pages, ...tests.map(({ id, module }) => (module === null ? "test" : `test:${id}`))];
  for (const page of document.querySelectorAll<HTMLElement>("main > .page[data-ref]")) if (!kept.includes(page.dataset["ref"])) page.remove();
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href^="#"]')) {
    if (document.getElementById(link.hash.slice(1))) continue;
    const line = link.closest("#menu_ li");
    if (line) line.remove();
    else link.replaceWith(...link.childNodes);
  }
  for (const list of document.querySelectorAll("#menu_ > ol")) {
    if (list.childElementCount) continue;
    const title = list.previousElementSibling;
    if (title?.matches("h2")) title.remove();
    list.remove();
  }
}
