/** What makes a statement one of a cmi5 session (cmi5 9.6): the LMS's template, and the category of those that cmi5 defines. */

import type { Statement } from "../xapi/statements.js";
import type { Cmi5Launch, Context, LaunchData } from "./launch.js";

const CATEGORIES = "https://w3id.org/xapi/cmi5/context/categories/";
const EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions/";
const DEFINED = ["initialized", "completed", "passed", "failed", "terminated"] as const;

export type Verb = (typeof DEFINED)[number];

/** The last part of a statement's verb, where the statement is about what was launched. */
export function verbOf({ activityId }: Cmi5Launch, statement: Statement): string | undefined {
  const { verb, object } = statement as unknown as { verb: { id: string }; object: { id: string } };
  return object.id === activityId ? verb.id.split("/").pop() : undefined;
}

/** The verb of a statement that cmi5 defines; any other may say what it likes, but not that it is one of them. */
export const definedOf = (launch: Cmi5Launch, statement: Statement): Verb | undefined =>
  DEFINED.find((verb) => verb === verbOf(launch, statement));

/** The template's come first and stay as they are: LMSs compare them by position. */
export function dress(launch: Cmi5Launch, { contextTemplate = {}, masteryScore }: LaunchData, statement: Statement): Statement {
  const verb = definedOf(launch, statement);
  const own = statement["context"] as Context;
  const { success, completion } = (statement["result"] ?? {}) as Record<string, unknown>;
  const ids = verb ? ["cmi5", ...(success === undefined && completion === undefined ? [] : ["moveon"])] : [];
  const { category = [], ...others } = own.contextActivities ?? {};
  const lists = { ...others, category: [...ids.map((id) => ({ id: CATEGORIES + id })), ...category] };
  const given = contextTemplate.contextActivities ?? {};
  const behind = Object.entries(lists).map(([name, list]) => {
    const first = given[name] ?? [];
    return [name, [...first, ...list.filter(({ id }) => !first.some((one) => one.id === id))]];
  });
  const mastered = success !== undefined && verb && masteryScore !== undefined;
  return {
    ...statement,
    actor: launch.actor,
    context: {
      ...own,
      ...contextTemplate,
      registration: launch.registration,
      contextActivities: { ...given, ...Object.fromEntries(behind) },
      extensions: { ...own.extensions, ...contextTemplate.extensions, ...(mastered ? { [`${EXTENSIONS}masteryscore`]: masteryScore } : {}) },
    },
  };
}
