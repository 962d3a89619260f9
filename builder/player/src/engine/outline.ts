/** Where things stand in the course: looked up by id instead of searched each time. */

import type { CourseData, LessonData, ModuleData, PageData } from "../data.js";

export interface Place {
  readonly page: PageData;
  readonly lesson: LessonData;
}

export interface Outline {
  /** By ref, in the order of the course. */
  readonly pages: ReadonlyMap<string, Place>;
  readonly lessons: ReadonlyMap<string, { readonly lesson: LessonData; readonly module: ModuleData }>;
  /** Ids of the questions and scenarios that stand on pages, in order. */
  readonly questions: readonly string[];
  readonly scenarios: readonly string[];
}

export function outline(course: CourseData): Outline {
  const lessons = new Map(course.modules.flatMap((m) => m.lessons.map((lesson) => [lesson.id, { lesson, module: m }])));
  const pages = new Map(
    [...lessons.values()].flatMap(({ lesson }) => lesson.pages.map((page) => [page.ref, { page, lesson }])),
  );
  const all = [...pages.values()].map(({ page }) => page);
  return {
    pages,
    lessons,
    questions: all.flatMap((page) => page.questions),
    scenarios: all.flatMap((page) => page.scenarios),
  };
}
