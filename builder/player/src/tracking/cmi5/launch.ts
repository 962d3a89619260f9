/** What a cmi5 launch puts behind the address of the course (cmi5 8.1), and what the LMS says of it (10). */

import type { Mode } from "../port.js";
import type { Agent, Launch } from "../xapi/launch.js";

export interface Cmi5Launch extends Launch {
  /** Known as soon as the LMS has given the token. */
  auth: string | null;
  readonly activityId: string;
  readonly registration: string;
  /** Gives the token, once. */
  readonly fetch: string;
}

/** An object, whatever came. */
export function objectIn<T extends object>(text: string): Partial<T> {
  try {
    const found = JSON.parse(text) as unknown;
    return typeof found === "object" && found !== null ? (found as T) : {};
  } catch {
    return {};
  }
}

/** null where one of the five is missing: then nobody launched the course. The actor stays as it came. */
export function cmi5LaunchOf(query: string): Cmi5Launch | null {
  const given = new URLSearchParams(query);
  const [endpoint = "", fetch = "", registration = "", activityId = "", agent = ""] = [
    "endpoint", "fetch", "registration", "activityId", "actor",
  ].map((name) => given.get(name) ?? "");
  const actor = objectIn<Agent>(agent);
  if (!endpoint || !fetch || !registration || !activityId || !Object.keys(actor).length) return null;
  return { endpoint: endpoint.replace(/\/?$/, "/"), fetch, registration, activityId, actor, auth: null, grouping: null, echo: [] };
}

type Lists = Readonly<Record<string, readonly { readonly id: string }[]>>;

export interface Context {
  readonly contextActivities?: Lists;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly [property: string]: unknown;
}

/** The State document LMS.LaunchData; what the course has no use for is not named. */
export interface LaunchData {
  readonly contextTemplate?: Context;
  readonly launchMode?: string;
  readonly masteryScore?: number;
  readonly returnURL?: string;
}

const MODES: Readonly<Record<string, Mode>> = { Browse: "browse", Review: "review" };

export const modeOf = ({ launchMode = "" }: LaunchData): Mode => MODES[launchMode] ?? "normal";
