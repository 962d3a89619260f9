/** The result: passed or not in plain words, by objective, with the way back to what is worth reading again. */

import type { TestResult } from "../../api.js";
import type { LessonData } from "../../data.js";
import { button, fill, find, make, show } from "../../dom.js";
import type { Ui } from "../ui.js";

export function showResult(ui: Ui, screen: HTMLElement, result: TestResult): void {
  const { session, words } = ui;
  const { right, items, score, success } = result;
  const left = session.attemptsLeft();
  fill(screen, "verdict", words.say(success ? "test.passed" : "test.failed"));
  find(screen, ".verdict").classList.toggle("passed", success);
  fill(screen, "score", words.say("test.score", { right, items, score, mark: session.agency.passMark ?? 0 }));
  const chances = !left ? words.say("test.used") : isFinite(left) ? words.count("test.left", left) : "";
  fill(screen, "left", success ? "" : chances);
  button(screen, "again").hidden = !left;
  button(screen, "again").classList.toggle("plain", success);
  button(screen, "finish").classList.toggle("plain", !success && left > 0);
  show(screen, "objectives", result.objectives.length > 0);
  find(screen, "tbody").replaceChildren(...result.objectives.map((part) => row(ui, part)));
}

function row(ui: Ui, { objective, right, items }: TestResult["objectives"][number]): HTMLElement {
  const { objectives } = ui.session.course;
  const text = objectives.find(({ id }) => id === objective)?.text ?? objective;
  const lessons = right < items ? toRevisit(ui, objective) : [];
  const links = lessons.map(({ title, pages }) =>
    make("li", {}, make("a", { href: `#${pages[0]?.anchor ?? ""}` }, title)),
  );
  return make(
    "tr",
    {},
    make("th", { scope: "row" }, text),
    make("td", { class: "count" }, ui.words.say("test.of", { n: right, total: items })),
    make("td", {}, links.length ? make("ul", {}, ...links) : "–"),
  );
}

/** The lessons named by the items of an objective that were not answered right. */
function toRevisit(ui: Ui, objective: string): LessonData[] {
  const { course, progress } = ui.session;
  const { items, answers } = progress.test?.last ?? { items: [], answers: {} };
  const wrong = items
    .map((id) => course.questions[id])
    .filter((item) => item?.objective === objective)
    .filter((item) => item?.options.some(({ id, correct }) => (answers[item.id] ?? []).includes(id) !== correct));
  const ids = new Set(wrong.map((item) => item?.lesson));
  return course.modules.flatMap(({ lessons }) => lessons).filter(({ id }) => ids.has(id));
}
