/** The result: passed or not in plain words, by objective, with the way back to what is worth reading again. */

import type { TestResult } from "../../api.js";
import type { LessonData, TestData } from "../../data.js";
import { isRight } from "../../engine/questions.js";
import { button, fill, find, make, show } from "../../dom.js";
import type { Ui } from "../ui.js";

export function showResult(ui: Ui, test: TestData, screen: HTMLElement, result: TestResult): void {
  const { session, words } = ui;
  const { right, items, score, success } = result;
  const left = session.attemptsLeft(test.id);
  fill(screen, "verdict", words.say(success ? "test.passed" : "test.failed"));
  find(screen, ".verdict").classList.toggle("passed", success);
  fill(screen, "score", words.say("test.score", { right, items, score, mark: session.passMark(test.id) }));
  const chances = !left ? words.say("test.used") : isFinite(left) ? words.count("test.left", left) : "";
  fill(screen, "left", success ? "" : chances);
  button(screen, "again").hidden = !left;
  button(screen, "again").classList.toggle("plain", success);
  button(screen, "finish").classList.toggle("plain", !success && left > 0);
  show(screen, "objectives", result.objectives.length > 0);
  find(screen, "tbody").replaceChildren(...result.objectives.map((part) => row(ui, test, part)));
}

function row(ui: Ui, test: TestData, { objective, points, items }: TestResult["objectives"][number]): HTMLElement {
  const { objectives } = ui.session.course;
  const text = objectives.find(({ id }) => id === objective)?.text ?? objective;
  const lessons = points < items ? toRevisit(ui, test, objective) : [];
  const links = lessons.map(({ title, pages }) =>
    make("li", {}, make("a", { href: `#${pages[0]?.anchor ?? ""}` }, title)),
  );
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, text),
    make("td", { class: "count" }, ui.words.say("test.of", { n: Math.round(points * 100) / 100, total: items })),
    make("td", {}, links.length ? make("ul", {}, ...links) : "–"),
  );
}

/** The lessons named by the items of an objective that were not answered right. */
function toRevisit(ui: Ui, test: TestData, objective: string): LessonData[] {
  const { course, progress } = ui.session;
  const { items, answers } = progress.tests[test.id]?.last ?? { items: [], answers: {} };
  const asked = items.flatMap((id) => course.questions[id] ?? []).filter((item) => item.objective === objective);
  const wrong = asked.filter((item) => !isRight(item, answers[item.id] ?? []));
  const ids = new Set(wrong.map((item) => item.lesson));
  return course.modules.flatMap(({ lessons }) => lessons).filter(({ id }) => ids.has(id));
}
