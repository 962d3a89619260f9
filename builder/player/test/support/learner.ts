/** Someone who takes the course. */

import type { TestResult } from "../../src/api.js";
import type { Session } from "../../src/session.js";
import { settle } from "./clock.js";

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

/** Takes the test with `wrong` wrong answers; what is being saved before and after has its time. */
export async function takeTest(session: Session, wrong: number): Promise<TestResult> {
  await settle();
  session.view("test");
  session.startTest("final");
  const items = session.progress.tests["final"]?.open?.items ?? [];
  items.forEach((item, i) => {
    session.moveTo("final", i);
    const options = session.course.questions[item]?.options ?? [];
    const correct = options.filter((option) => option.correct === i >= wrong).map((option) => option.id);
    session.answerItem("final", item, correct);
  });
  session.moveTo("final", items.length);
  await settle();
  const result = session.submitTest("final");
  await settle();
  return result;
}

/** Confirms what stands before a test, and takes it with `wrong` wrong answers. */
export async function takeConfirmed(session: Session, test: string, wrong: number): Promise<TestResult> {
  const statement = session.course.tests.find(({ id }) => id === test)?.attestation;
  if (statement) session.acknowledge(statement.id, test);
  session.startTest(test);
  (session.progress.tests[test]?.open?.items ?? []).forEach((item, i) => {
    const options = session.course.questions[item]?.options ?? [];
    session.answerItem(test, item, options.filter((option) => option.correct === i >= wrong).map(({ id }) => id));
  });
  await settle();
  const result = session.submitTest(test);
  await settle();
  return result;
}
