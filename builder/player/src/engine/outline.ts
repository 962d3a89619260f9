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
}

export const lessonsOf = (course: CourseData): LessonData[] => course.modules.flatMap(({ lessons }) => lessons);

/** The lesson that a page is in. */
export const lessonAt = (course: CourseData, ref: string | undefined): LessonData | undefined =>
  lessonsOf(course).find(({ pages }) => pages.some((page) => page.ref === ref));

export function outline(course: CourseData): Outline {
  const lessons = new Map(course.modules.flatMap((m) => m.lessons.map((lesson) => [lesson.id, { lesson, module: m }])));
  const pages = new Map(
    [...lessons.values()].flatMap(({ lesson }) => lesson.pages.map((page) => [page.ref, { page, lesson }])),
  );
  return { pages, lessons };
}
