/** A test that replaces a module: offered as long as it may be taken and there is something left to replace. */

import type { Block } from "../../blocks/registry.js";
import type { ModuleData, TestData } from "../../data.js";
import { all } from "../../dom.js";
import { lessonDone } from "../../engine/completion.js";
import { testOf } from "../../engine/tests.js";
import type { Ui } from "../ui.js";

export const moduleOf = ({ session }: Ui, test: TestData): ModuleData | undefined =>
  session.course.modules.find(({ id }) => id === test.module);

export function isOffered(ui: Ui, test: TestData): boolean {
  const { session } = ui;
  const { progress } = session;
  if (progress.tests[test.id]?.open) return true;
  const isOpen = moduleOf(ui, test)?.lessons.some((lesson) => !lessonDone(lesson, progress)) ?? false;
  return isOpen && session.mayStart(test.id);
}

/** The line on the first page of the module. */
export const offers = (ui: Ui): Block[] =>
  all(document, "[data-offer]").flatMap((line) => {
    const test = testOf(ui.session.course, line.dataset["offer"] ?? "");
    return test ? [{ root: line, sync: () => void (line.hidden = !isOffered(ui, test)) }] : [];
  });
