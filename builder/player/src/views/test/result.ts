/** The result: passed or not in plain words, by objective, with the way back to what is worth reading again. */

import type { TestResult } from "../../api.js";
import type { LessonData, TestData } from "../../data.js";
import { isRight } from "../../engine/questions.js";
import { button, fill, find, make, show } from "../../dom.js";
import type { Ui } from "../ui.js";
import { moduleOf } from "./offer.js";

/** What an attempt left to take means: for the final test a number, for one that replaces a module also the other way. */
function chances(ui: Ui, test: TestData, success: boolean, left: number): string {
  const { words } = ui;
  const module = moduleOf(ui, test)?.title;
  if (module !== undefined) return words.say(success ? "test.out-passed" : left ? "test.out-left" : "test.out-used", { module });
  if (success) return "";
  return !left ? words.say("test.used") : isFinite(left) ? words.count("test.left", left) : "";
}

export function showResult(ui: Ui, test: TestData, screen: HTMLElement, result: TestResult): void {
  const { session, words } = ui;
  const { right, items, score, success } = result;
  const left = session.attemptsLeft(test.id);
  const isOut = test.module !== null;
  fill(screen, "verdict", words.say(success ? "test.passed" : "test.failed"));
  find(screen, ".verdict").classList.toggle("passed", success);
  // Of an attempt whose items are no longer known the sum is: points and questions are the same unless there were parts.
  const points = hundredths(result.objectives.length ? result.objectives.reduce((sum, part) => sum + part.points, 0) : (score * items) / 100);
  const values = { right, points, items, score, mark: session.passMark(test.id) };
  fill(screen, "score", words.say(points === right ? "test.score" : "test.points", values));
  fill(screen, "left", chances(ui, test, success, left));
  button(screen, "again").hidden = !left || (isOut && success);
  button(screen, "again").classList.toggle("plain", success);
  button(screen, "finish").hidden = isOut;
  button(screen, "finish").classList.toggle("plain", !success && left > 0);
  show(screen, "objectives", result.objectives.length > 0);
  find(screen, "tbody").replaceChildren(...result.objectives.map((part) => row(ui, test, part)));
}

const hundredths = (points: number): number => Math.round(points * 100) / 100;

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
    make("td", { class: "count" }, ui.words.say("test.of", { n: hundredths(points), total: items })),
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
