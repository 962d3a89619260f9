/** Someone who takes the course. */

import type { Session } from "../../src/session.js";

export function readAll(session: Session): void {
  for (const module of session.course.modules)
    for (const lesson of module.lessons) for (const page of lesson.pages) session.view(page.ref);
}

export function playScenario(session: Session, ...choices: string[]): void {
  for (const choice of choices) session.decide("stop", choice);
}

/** All that stands before the test. */
export function study(session: Session): void {
  readAll(session);
  playScenario(session, "listen", "explain");
}

/** Takes the test with `wrong` wrong answers. */
export function takeTest(session: Session, wrong: number) {
  session.view("test");
  session.startTest();
  const items = session.progress.test?.open?.items ?? [];
  items.forEach((item, i) => {
    session.moveTo(i);
    const options = session.course.questions[item]?.options ?? [];
    const correct = options.filter((option) => option.correct === i >= wrong).map((option) => option.id);
    session.answerItem(item, correct);
  });
  session.moveTo(items.length);
  return session.submitTest();
}
