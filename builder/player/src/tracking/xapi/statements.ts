/** Events as xAPI statements: facts, with all that the statements of a session share. */

import type { CourseData } from "../../data.js";
import type { CourseEvent } from "../../events.js";
import { activities, type Activity } from "./activities.js";
import { facts, type Fact } from "./facts.js";
import type { Launch } from "./launch.js";

export interface Statement {
  readonly id: string;
  readonly [property: string]: unknown;
}

export interface Subject {
  readonly course: CourseData;
  readonly launch: Launch;
  /** The id of the course activity. */
  readonly activityId: string;
  /** What was launched, where that is only a part of the course. */
  readonly part?: Activity | undefined;
  readonly agency: string | null;
  readonly newId: () => string;
}

const VERBS = "http://adlnet.gov/expapi/verbs/";

/** Without those that are absent, the object itself, and repetitions. */
function others(object: Activity, list: readonly (Activity | undefined)[]): Activity[] {
  const known = list.filter((one) => one !== undefined);
  return known.filter(({ id }, i) => id !== object.id && known.findIndex((other) => other.id === id) === i);
}

/** A list, unless it would be empty: empty values are not allowed (Part Two 2.2). */
const listed = (name: string, list: readonly Activity[]) => (list.length ? { [name]: list } : {});

export function projection({ course, launch, activityId, part, agency, newId }: Subject): (event: CourseEvent) => Statement[] {
  const { course: own, profile } = activities(course);
  const root: Activity = { ...(part ?? own), id: activityId };
  const launched: Activity[] = launch.grouping ? [{ id: launch.grouping }] : [];
  const iris = (extensions: Readonly<Record<string, number | string>>) =>
    Object.fromEntries(Object.entries(extensions).map(([name, value]) => [`${course.iri}/extensions/${name}`, value]));
  const always = { version: course.version, ...(agency ? { agency } : {}) };

  const named = (verb: string) => ({ id: verb, display: { "en-US": verb.slice(verb.lastIndexOf("/") + 1) } });
  const statement = (at: number, { verb, object, result, parent = [], grouping = [], other = [], extensions }: Fact): Statement => ({
    id: newId(),
    actor: launch.actor,
    verb: named(verb.includes("/") ? verb : VERBS + verb),
    object: { objectType: "Activity", ...object },
    ...(result ? { result } : {}),
    context: {
      ...(launch.registration ? { registration: launch.registration } : {}),
      contextActivities: {
        ...listed("parent", others(object, parent)),
        ...listed("grouping", others(object, [root, own, ...grouping, ...launched])),
        category: [profile],
        ...listed("other", others(object, other)),
      },
      revision: course.version,
      platform: "Peacebuilder",
      language: course.language,
      extensions: iris({ ...always, ...extensions }),
    },
    timestamp: new Date(at).toISOString(),
  });
  const told = facts(course, root);
  return (event) => told(event).map((fact) => statement(event.at, fact));
}
