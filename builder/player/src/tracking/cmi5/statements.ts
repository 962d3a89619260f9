/** Events as the statements of a cmi5 session, before they are dressed for it: what is left of them can go into the next. */

import type { CourseData } from "../../data.js";
import type { CourseEvent } from "../../events.js";
import { activities, type Activity } from "../xapi/activities.js";
import { projection, type Statement } from "../xapi/statements.js";
import { uuid, uuidOf } from "../xapi/uuid.js";
import { definedOf, verbOf, type Verb } from "./dress.js";
import type { Cmi5Launch, Context } from "./launch.js";

/** They belong to the session that they were told in. */
const OF_A_SESSION: readonly (string | undefined)[] = ["initialized", "resumed", "suspended", "terminated"];

export interface Statements {
  of(event: CourseEvent): Statement[];
  /** The id of what is told once: in a registration, or in a session. */
  id(verb: Verb): string;
  /** With a time behind that of the last one: their order is judged by it. */
  stamped(statement: Statement): Statement;
  /** Without what another session has said of itself, and verdicts that the LMS would judge otherwise by now. */
  adopted(left: readonly Statement[], mastery: number | undefined): Statement[];
}

/** The activity of the part that is launched by itself. */
function partOf(course: CourseData): Activity | undefined {
  const { unit, modules: [module], tests: [test] } = course;
  const made = activities(course);
  return unit && (module ? made.module(module) : test && made.test(test));
}

export function createStatements(course: CourseData, launch: Cmi5Launch, agency: string | null): Statements {
  const { activityId, registration } = launch;
  // Nobody's name lies about in a browser that many use.
  const told = projection({ course, launch: { ...launch, actor: {}, registration: null }, activityId, part: partOf(course), agency, newId: uuid });
  const occurred = `${course.iri}/extensions/occurred`;
  let last = 0;

  const id = (verb: Verb): string =>
    uuidOf(`${verb === "completed" || verb === "passed" ? `${registration} ${activityId}` : launch.fetch} ${verb}`);

  return {
    id,
    of: (event) =>
      told(event).map((statement) => {
        const verb = definedOf(launch, statement);
        return verb ? { ...statement, id: id(verb) } : statement;
      }),
    stamped(statement) {
      const time = String(statement["timestamp"]);
      last = Math.max(Date.parse(time), last + 1);
      const timestamp = new Date(last).toISOString();
      // More than the milliseconds that keep the order: it was left by another session.
      if (last - Date.parse(time) < 1000) return { ...statement, timestamp };
      const context = statement["context"] as Context;
      return { ...statement, timestamp, context: { ...context, extensions: { [occurred]: time, ...context.extensions } } };
    },
    adopted: (left, mastery) =>
      left.filter((one, i) => {
        const { success, score } = (one["result"] ?? {}) as { success?: boolean; score?: { scaled: number } };
        const still = !definedOf(launch, one) || !score || mastery === undefined || score.scaled >= mastery === success;
        return still && left.findIndex(({ id: other }) => other === one.id) === i && !OF_A_SESSION.includes(verbOf(launch, one));
      }),
  };
}
