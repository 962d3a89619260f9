/** Events as facts: verb, object, place in the course and result; what all statements share comes later. */

import type { CourseData } from "../../data.js";
import type { Place } from "../../engine/outline.js";
import type { CourseEvent } from "../../events.js";
import { lent } from "../adapter.js";
import { activities, type Activities, type Activity } from "./activities.js";
import { responseOf } from "../brackets.js";

export interface Fact {
  readonly verb: string;
  readonly object: Activity;
  readonly result?: Readonly<Record<string, unknown>>;
  /** Absent ones are left out. */
  readonly parent?: readonly (Activity | undefined)[];
  readonly grouping?: readonly (Activity | undefined)[];
  readonly other?: readonly (Activity | undefined)[];
  /** By the last part of their IRI. */
  readonly extensions?: Readonly<Record<string, number>>;
}

/** What a fact may refer to. */
interface Scene {
  readonly course: CourseData;
  /** The course as the LMS launched it. */
  readonly root: Activity;
  readonly made: Activities;
  /** The activity of a test: a list, since there may be no such test. */
  test(id: string | null): readonly Activity[];
  place(page: string): Place | undefined;
  /** What is in a lesson, and with it in a module. */
  within(lesson: string | null): Pick<Fact, "parent" | "grouping">;
  lesson(id: string | null): Activity | undefined;
}

type Of<T extends CourseEvent["type"]> = Extract<CourseEvent, { type: T }>;
type Tell = { readonly [T in CourseEvent["type"]]: (scene: Scene, event: Of<T>) => readonly Fact[] };

/** The one verb that is not ADL's: they have none for it (activitystrea.ms, schema 1.0). */
const ACKNOWLEDGED = "http://activitystrea.ms/schema/1.0/acknowledge";
const PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress";

/** ISO 8601, to 0.01 s (Part Two 4.6). */
const duration = (ms: number): string => `PT${Math.max(0, Math.round(ms / 10) / 100)}S`;

const score = (points: number) => ({ scaled: Math.round(points * 100) / 10000, raw: points, min: 0, max: 100 });

const verdict = ({ root }: Scene, { type, score: points, durationMs }: Of<"passed" | "failed">): readonly Fact[] => [
  { verb: type, object: root, result: { score: score(points), success: type === "passed", duration: duration(durationMs) } },
];

function aboutLesson({ lesson, within }: Scene, id: string, verb: string, result: Fact["result"] & object): readonly Fact[] {
  const object = lesson(id);
  return object ? [{ verb, object, parent: within(id).grouping ?? [], result }] : [];
}

const TELL: Tell = {
  "session-started": ({ root: object }, { resumed }) => [
    { verb: "initialized", object },
    ...(resumed ? [{ verb: "resumed", object }] : []),
  ],
  "session-ended": ({ root: object }, { suspended, durationMs }) => {
    const result = { duration: duration(durationMs) };
    return [...(suspended ? [{ verb: "suspended", object, result }] : []), { verb: "terminated", object, result }];
  },
  "page-viewed": ({ made, place, within }, { page: ref }) => {
    const { page, lesson: on } = place(ref) ?? {};
    if (!page || !on) return [];
    return [{ verb: "experienced", object: made.page(page), ...within(on.id) }];
  },
  "lesson-completed": (scene, { lesson: id, progress, durationMs }) => {
    const { root } = scene;
    const completed = aboutLesson(scene, id, "completed", { completion: true, duration: duration(durationMs) });
    return [...completed, { verb: "progressed", object: root, result: { extensions: { [PROGRESS]: progress } } }];
  },
  "lesson-left": (scene, { lesson, durationMs }) => aboutLesson(scene, lesson, "experienced", { duration: duration(durationMs) }),
  answered: ({ course, made, test, within }, { question: id, response, success, share, latencyMs, tries, test: of, attempt }) => {
    const question = course.questions[id];
    if (!question) return [];
    const result = {
      ...(success === null ? {} : { success, score: { scaled: share ?? 0 } }),
      duration: duration(latencyMs),
      ...(response.length ? { response: responseOf(question, response) } : {}),
    };
    const place =
      attempt === null
        ? { ...within(question.lesson), extensions: { tries } }
        : { parent: test(of), extensions: { tries, attempt } };
    const other = course.objectives.filter((one) => one.id === question.objective).map(made.objective);
    return [{ verb: "answered", object: made.question(question), result, other, ...place }];
  },
  "decision-taken": ({ course, made, within }, { scenario: id, node: at, choice, latencyMs, run }) => {
    const scenario = course.scenarios[id];
    const node = scenario?.nodes[at];
    if (!scenario || !node) return [];
    const { parent = [], grouping = [] } = within(scenario.lesson);
    const result = { response: choice, duration: duration(latencyMs) };
    return [{ verb: "responded", object: made.decision(node), parent: [made.scenario(scenario)], grouping: [...parent, ...grouping], result, extensions: { run } }];
  },
  "scenario-finished": ({ course, made, within }, { scenario: id, end, run }) => {
    const scenario = course.scenarios[id];
    if (!scenario) return [];
    const result = { completion: true, response: end };
    return [{ verb: "completed", object: made.scenario(scenario), ...within(scenario.lesson), result, extensions: { run } }];
  },
  acknowledged: ({ course, made, test, within }, { acknowledgement: id, test: of, attempt }) => {
    const data = of === null ? course.acknowledgements[id] : lent().testOf(course, of)?.attestation;
    if (!data) return [];
    const place =
      attempt === null
        ? within(data.lesson)
        : { parent: test(of), extensions: { attempt } };
    return [{ verb: ACKNOWLEDGED, object: made.acknowledgement(data), ...place }];
  },
  "test-started": ({ root, test }, { test: id, attempt }) =>
    test(id).map((object) => ({ verb: "attempted", object, parent: [root], extensions: { attempt } })),
  "objective-scored": ({ course, made, test }, { test: of, objective: id, points, items, success, attempt }) => {
    const objective = course.objectives.find((one) => one.id === id);
    const result = { score: score(lent().percent(points, items)), success };
    return objective ? [{ verb: "scored", object: made.objective(objective), parent: test(of), result, extensions: { attempt } }] : [];
  },
  "test-finished": ({ root, test }, { test: id, attempt, score: points, success, durationMs }) => {
    const result = { score: score(points), success, completion: true, duration: duration(durationMs) };
    const verb = success ? "passed" : "failed";
    return test(id).map((object) => ({ verb, object, parent: [root], result, extensions: { attempt } }));
  },
  completed: ({ root }, { durationMs }) => [
    { verb: "completed", object: root, result: { completion: true, duration: duration(durationMs) } },
  ],
  passed: verdict,
  failed: verdict,
};

export function facts(course: CourseData, root: Activity): (event: CourseEvent) => readonly Fact[] {
  const { lessons, pages } = lent().outline(course);
  const made = activities(course);
  const scene: Scene = {
    course,
    root,
    made,
    test(id) {
      const data = lent().testOf(course, id ?? "");
      return data ? [made.test(data)] : [];
    },
    place: (page) => pages.get(page),
    lesson(id) {
      const place = lessons.get(id ?? "");
      return place && made.lesson(place.lesson);
    },
    within(id) {
      const place = lessons.get(id ?? "");
      return place ? { parent: [made.lesson(place.lesson)], grouping: [made.module(place.module)] } : {};
    },
  };
  // The table has for each type what takes events of that type: more than the compiler can follow.
  return (event) => (TELL[event.type] as (scene: Scene, event: CourseEvent) => readonly Fact[])(scene, event);
}
