/** The test is not open yet: what is missing, lesson by lesson, each with a way there. */

import type { Missing } from "../../api.js";
import type { LessonData, PageData } from "../../data.js";
import { find, make } from "../../dom.js";
import type { Ui } from "../ui.js";

const TASKS = ["pages", "questions", "scenarios", "acknowledgements"] as const;

interface Gap {
  readonly lesson: LessonData;
  readonly first: PageData;
  readonly counts: Readonly<Record<(typeof TASKS)[number], number>>;
  readonly minutes: number;
}

const overlap = (ids: readonly string[], missing: readonly string[]): number =>
  ids.filter((id) => missing.includes(id)).length;

function gaps(ui: Ui, missing: Missing): Gap[] {
  const lessons = ui.session.course.modules.flatMap((module) => module.lessons);
  return lessons.flatMap((lesson) => {
    const minutes = missing.times.includes(lesson.id) ? ui.session.minutesLeft(lesson.id) : 0;
    const tasks = lesson.pages.map((page) => ({
      page,
      pages: overlap([page.ref], missing.pages),
      questions: overlap(page.questions, missing.questions),
      scenarios: overlap(page.scenarios, missing.scenarios),
      acknowledgements: overlap(page.acknowledgements, missing.acknowledgements),
    }));
    const open = tasks.filter((task) => TASKS.some((key) => task[key]));
    const first = open[0]?.page ?? (minutes ? lesson.pages[0] : undefined);
    if (!first) return [];
    const sum = (key: (typeof TASKS)[number]): number => open.reduce((n, part) => n + part[key], 0);
    const counts = { pages: sum("pages"), questions: sum("questions"), scenarios: sum("scenarios"), acknowledgements: sum("acknowledgements") };
    return [{ lesson, first, counts, minutes }];
  });
}

export function showMissing(ui: Ui, screen: HTMLElement, missing: Missing): void {
  const { words } = ui;
  const lines = gaps(ui, missing).map(({ lesson, first, counts, minutes }) => {
    const parts = TASKS.filter((key) => counts[key]).map((key) => words.count(`missing.${key}`, counts[key]));
    if (minutes) parts.push(words.count("missing.minutes", minutes));
    const link = make("a", { href: `#${first.anchor}` }, lesson.title);
    return make("li", {}, link, " ", make("small", {}, parts.join(", ")));
  });
  find(screen, ".missing").replaceChildren(...lines);
}
