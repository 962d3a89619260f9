/** One learner, three sittings, each told to one side: the lessons; a test-out and a failed test, then killed; a passed test. */

import type { CourseData } from "../../src/data.js";
import { Session } from "../../src/session.js";
import { fakeClock, settle, type FakeClock } from "./clock.js";
import { AGENCY } from "./course.js";
import { TASKS } from "./every.js";
import { fakeJournal } from "./journal.js";
import { playScenario } from "./learner.js";
import type { Side } from "./sides.js";
import type { Told } from "./told.js";

export interface Recorded {
  /** What the side knew after each sitting. */
  readonly after: readonly Told[];
  /** Where the second and the third sitting went on. */
  readonly resumed: readonly string[];
  /** Attempts at the final test that the third sitting knew to be left. */
  readonly left: number;
}

/** Each question wrong, then right in part, then right, where there is such a thing; the first gap text is a long one. */
const ANSWERS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  choice: [["b"], ["a"]],
  multiple: [["c"], ["a"], ["a", "b"]],
  "true-false": [["false"], ["true"]],
  point: [["c"], ["b"]],
  mark: [["b", "d"], ["a"], ["a", "c"]],
  matching: [
    ["saw.speed", "why.voice", "name.neutral"],
    ["saw.voice", "why.speed", "name.neutral"],
    ["saw.voice", "why.neutral", "name.respect"],
  ],
  sorting: [
    ["ask.takes", "cut.gives", "note.takes", "phone.gives"],
    ["ask.gives", "cut.takes", "note.gives", "phone.gives"],
    ["ask.gives", "cut.takes", "note.gives", "phone.takes"],
  ],
  ordering: [["b", "a", "d", "c"], ["a", "b", "d", "c"], ["a", "b", "c", "d"]],
  "fill-in": [["speed [,] or noise"], [" Giving  VOICE "]],
  gap: [[`first.${"x".repeat(150)}`, `second.${"y".repeat(150)}`], ["first.voice", "second.speed"], ["first.voice", "second.dignity"]],
  numeric: [["24,5"], ["30.50"]],
  likert: [["d"]],
  comment: [["It helped."]],
};

interface Sitting {
  readonly session: Session;
  pass(ms: number): Promise<void>;
  finish(): Promise<void>;
  /** From here on nothing of it runs. */
  kill(): void;
}

/** Those who answer by real promises are waited for. */
async function answered(): Promise<void> {
  for (let i = 0; i < 12; i++) {
    await new Promise((go) => setTimeout(go, 0));
    await settle();
  }
}

async function lessons({ session, pass }: Sitting): Promise<void> {
  for (const [page, questions] of Object.entries(TASKS)) {
    session.view(`tasks/${page}`);
    for (const id of page === "survey" ? [...questions, "comment"] : questions)
      for (const response of ANSWERS[id] ?? []) {
        if (id === "choice") await pass(2500);
        session.answer(id, response);
      }
    await pass(1000);
  }
  session.view("two/policy");
  session.acknowledge("policy");
  session.view("two/stop");
  playScenario(session, "listen", "explain");
  await pass(3000);
}

type Mark = "right" | "wrong" | "open";

/** Confirms that the work is the learner's own, and answers item by item as `marks` say. */
async function take({ session, pass }: Sitting, test: string, marks: readonly Mark[]): Promise<void> {
  session.view(test === "final" ? "test" : `test:${test}`);
  session.acknowledge("own-work", test);
  session.startTest(test);
  const items = session.progress.tests[test]?.open?.items ?? [];
  items.forEach((item, i) => {
    session.moveTo(test, i);
    const options = session.course.questions[item]?.options ?? [];
    const chosen = options.filter(({ correct = false }) => correct === (marks[i] === "right"));
    if (marks[i] !== "open") session.answerItem(test, item, chosen.map(({ id }) => id));
  });
  await pass(1000);
  session.submitTest(test);
  await pass(0);
}

async function sit(course: CourseData, side: Side, clock: FakeClock, journal = fakeJournal()): Promise<Sitting> {
  let alive = true;
  const own: FakeClock = { ...clock, after: (ms, callback) => clock.after(ms, () => alive && callback()) };
  const session = new Session(course, AGENCY, side.sit(own), { clock: own, random: () => 0.42, journal });
  void session.start();
  await answered();
  return {
    session,
    kill: () => (alive = false),
    async pass(ms) {
      await clock.pass(ms);
      await answered();
    },
    async finish() {
      const done = session.finish(false);
      await answered();
      await done;
    },
  };
}

function place({ status, progress }: Session): string {
  const answers = Object.values(progress.questions).length;
  return status.resumed ? `${progress.at} with ${answers} answers, ${[...progress.acknowledged].join()} confirmed` : "the beginning";
}

export async function recorded(course: CourseData, side: Side): Promise<Recorded> {
  const clock = fakeClock();
  const journal = fakeJournal();
  const first = await sit(course, side, clock, journal);
  await lessons(first);
  await first.finish();
  const one = side.told();
  const second = await sit(course, side, clock, journal);
  const resumed = [place(second.session)];
  await take(second, "skip", ["right", "right"]);
  await take(second, "final", ["right", "wrong", "right", "wrong", "open"]);
  await second.pass(2000);
  second.kill();
  const two = side.told();
  await clock.pass(3_600_000);
  const third = await sit(course, side, clock, journal);
  resumed.push(place(third.session));
  const left = third.session.attemptsLeft("final");
  await take(third, "final", ["wrong", "right", "right", "right", "right"]);
  await third.finish();
  return { after: [one, two, side.told()], resumed, left };
}
