/** The test is not open yet: what is missing, lesson by lesson, each with a way there. */

import type { Missing } from "../../api.js";
import type { LessonData, PageData } from "../../data.js";
import { find, make } from "../../dom.js";
import type { Ui } from "../ui.js";

interface Gap {
  readonly lesson: LessonData;
  readonly first: PageData;
  readonly pages: number;
  readonly questions: number;
  readonly scenarios: number;
}

const overlap = (ids: readonly string[], missing: readonly string[]): number =>
  ids.filter((id) => missing.includes(id)).length;

function gaps(ui: Ui, missing: Missing): Gap[] {
  const lessons = ui.session.course.modules.flatMap((module) => module.lessons);
  return lessons.flatMap((lesson) => {
    const counted = lesson.pages.map((page) => ({
      page,
      pages: overlap([page.ref], missing.pages),
      questions: overlap(page.questions, missing.questions),
      scenarios: overlap(page.scenarios, missing.scenarios),
    }));
    const short = counted.filter(({ pages, questions, scenarios }) => pages + questions + scenarios);
    const first = short[0]?.page;
    if (!first) return [];
    const sum = (key: "pages" | "questions" | "scenarios"): number => short.reduce((n, part) => n + part[key], 0);
    return [{ lesson, first, pages: sum("pages"), questions: sum("questions"), scenarios: sum("scenarios") }];
  });
}

export function showMissing(ui: Ui, screen: HTMLElement, missing: Missing): void {
  const { words } = ui;
  const lines = gaps(ui, missing).map((gap) => {
    const parts = (["pages", "questions", "scenarios"] as const)
      .filter((key) => gap[key])
      .map((key) => words.count(`missing.${key}`, gap[key]));
    const link = make("a", { href: `#${gap.first.anchor}` }, gap.lesson.title);
    return make("li", {}, link, " ", make("small", {}, parts.join(", ")));
  });
  find(screen, ".missing").replaceChildren(...lines);
}
