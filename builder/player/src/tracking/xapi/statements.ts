/** Events as xAPI statements. */

import type { CourseData } from "../../data.js";
import { outline } from "../../engine/outline.js";
import { percent } from "../../engine/score.js";
import type { CourseEvent } from "../../events.js";
import { activities, DELIMITER, type Activity } from "./activities.js";
import type { Launch } from "./launch.js";

export interface Statement {
  readonly id: string;
  readonly [property: string]: unknown;
}

type Result = Readonly<Record<string, unknown>>;

/** What differs between statements; lists and maps that stay empty are left out. */
interface Fact {
  readonly verb: string;
  readonly object: Activity;
  readonly result?: Result;
  readonly parent?: readonly (Activity | undefined)[];
  readonly grouping?: readonly (Activity | undefined)[];
  /** By the last part of their IRI. */
  readonly extensions?: Readonly<Record<string, number>>;
}

const VERBS = "http://adlnet.gov/expapi/verbs/";
const PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress";

/** ISO 8601, to 0.01 s (Part Two 4.6). */
export const duration = (ms: number): string => `PT${Math.max(0, Math.round(ms / 10) / 100)}S`;

const score = (points: number) => ({ scaled: Math.round(points * 100) / 10000, raw: points, min: 0, max: 100 });

export type Projection = (event: CourseEvent) => Statement[];

/** Makes the facts of an event; which object, which place in the course, which result. */
function factsOf(course: CourseData, root: Activity): (event: CourseEvent) => readonly Fact[] {
  const { lessons, pages } = outline(course);
  const made = activities(course);
  const objectives = new Map(course.objectives.map((objective) => [objective.id, objective]));
  const lesson = (id: string | null | undefined) => {
    const place = lessons.get(id ?? "");
    return place && made.lesson(place.lesson);
  };
  const module = (id: string | null | undefined) => {
    const place = lessons.get(id ?? "");
    return place && made.module(place.module);
  };
  const test = course.test ? [made.test(course.test)] : [];

  return (event) => {
    switch (event.type) {
      case "session-started":
        return ["initialized", ...(event.resumed ? ["resumed"] : [])].map((verb) => ({ verb, object: root }));
      case "session-ended": {
        const result = { duration: duration(event.durationMs) };
        return [...(event.suspended ? ["suspended"] : []), "terminated"].map((verb) => ({ verb, object: root, result }));
      }
      case "page-viewed": {
        const place = pages.get(event.page);
        if (!place) return [];
        const { id } = place.lesson;
        return [{ verb: "experienced", object: made.page(place.page), parent: [lesson(id)], grouping: [module(id)] }];
      }
      case "lesson-completed": {
        const object = lesson(event.lesson);
        if (!object) return [];
        const parent = [module(event.lesson)];
        const progressed = { verb: "progressed", object: root, result: { extensions: { [PROGRESS]: event.progress } } };
        return [{ verb: "completed", object, parent, result: { completion: true } }, progressed];
      }
      case "answered": {
        const question = course.questions[event.question];
        if (!question) return [];
        const inTest = event.attempt !== null;
        const result = {
          success: event.success,
          score: { scaled: +event.success },
          duration: duration(event.latencyMs),
          ...(event.response.length ? { response: event.response.join(DELIMITER) } : {}),
        };
        return [
          {
            verb: "answered",
            object: made.question(question),
            result,
            parent: inTest ? test : [lesson(question.lesson)],
            grouping: inTest ? [] : [module(question.lesson)],
            extensions: event.attempt === null ? { tries: event.tries } : { tries: event.tries, attempt: event.attempt },
          },
        ];
      }
      case "decision-taken":
      case "scenario-finished": {
        const scenario = course.scenarios[event.scenario];
        if (!scenario) return [];
        const node = event.type === "decision-taken" ? scenario.nodes[event.node] : undefined;
        const extensions = { run: event.run };
        const grouping = [module(scenario.lesson)];
        const object = made.scenario(scenario);
        if (event.type === "scenario-finished") {
          const result = { completion: true, response: event.end };
          return [{ verb: "completed", object, parent: [lesson(scenario.lesson)], grouping, result, extensions }];
        }
        if (!node) return [];
        const result = { response: event.choice, duration: duration(event.latencyMs) };
        const place = { parent: [object], grouping: [lesson(scenario.lesson), ...grouping] };
        return [{ verb: "responded", object: made.decision(node), ...place, result, extensions }];
      }
      case "test-started":
        return test.map((object) => ({ verb: "attempted", object, parent: [root], extensions: { attempt: event.attempt } }));
      case "objective-scored": {
        const objective = objectives.get(event.objective);
        if (!objective) return [];
        const result = { score: score(percent(event.right, event.items)), success: event.success };
        const extensions = { attempt: event.attempt };
        return [{ verb: "scored", object: made.objective(objective), parent: test, result, extensions }];
      }
      case "test-finished": {
        const { success } = event;
        const result = { score: score(event.score), success, completion: true, duration: duration(event.durationMs) };
        const extensions = { attempt: event.attempt };
        return test.map((object) => ({ verb: success ? "passed" : "failed", object, parent: [root], result, extensions }));
      }
      case "completed":
        return [{ verb: "completed", object: root, result: { completion: true, duration: duration(event.durationMs) } }];
      case "passed":
      case "failed": {
        const result = { score: score(event.score), success: event.type === "passed", duration: duration(event.durationMs) };
        return [{ verb: event.type, object: root, result }];
      }
    }
  };
}

const known = (list: readonly (Activity | undefined)[]): Activity[] => list.filter((one) => one !== undefined);

export interface Subject {
  readonly course: CourseData;
  readonly launch: Launch;
  /** The id of the course activity. */
  readonly activityId: string;
  readonly agency: string | null;
  readonly newId: () => string;
}

export function projection({ course, launch, activityId, agency, newId }: Subject): Projection {
  const { course: own, profile } = activities(course);
  const root: Activity = { ...own, id: activityId };
  const facts = factsOf(course, root);
  const launched: Activity[] = launch.grouping ? [{ id: launch.grouping }] : [];
  const extension = (name: string) => `${course.iri}/extensions/${name}`;
  const always = { [extension("version")]: course.version, ...(agency ? { [extension("agency")]: agency } : {}) };

  const statement = (at: number, { verb, object, result, parent = [], grouping = [], extensions = {} }: Fact): Statement => {
    const groups = known([root, own, ...grouping, ...launched]).filter(
      ({ id }, i, all) => id !== object.id && all.findIndex((other) => other.id === id) === i,
    );
    const parents = known(parent);
    return {
      id: newId(),
      actor: launch.actor,
      verb: { id: VERBS + verb, display: { "en-US": verb } },
      object: { objectType: "Activity", ...object },
      ...(result ? { result } : {}),
      context: {
        ...(launch.registration ? { registration: launch.registration } : {}),
        contextActivities: {
          ...(parents.length ? { parent: parents } : {}),
          ...(groups.length ? { grouping: groups } : {}),
          category: [profile],
        },
        revision: course.version,
        platform: "Peacebuilder",
        language: course.language,
        extensions: {
          ...always,
          ...Object.fromEntries(Object.entries(extensions).map(([name, value]) => [extension(name), value])),
        },
      },
      timestamp: new Date(at).toISOString(),
    };
  };
  return (event) => facts(event).map((fact) => statement(event.at, fact));
}
