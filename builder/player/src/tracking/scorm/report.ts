/** What is known of a SCORM LMS, for the page that an administrator reads: without who learns and what they wrote. */

import type { Call as Told, Report } from "../port.js";
import { placeOfApi, type Call, type Connection, type Frame } from "./api.js";
import type { Dialect } from "./dialect.js";

interface Known {
  readonly mode: string;
  readonly credit: string;
  readonly confirmed: boolean | null;
  readonly limit: number;
  readonly interactions: number | null;
  /** Percent. */
  readonly mastery: number | null;
  readonly threshold?: string | null;
  readonly lacking: ReadonlySet<string>;
}

export function facts({ title, names }: Dialect, lms: Connection | null, { lacking, mode, credit, ...known }: Known): Report["facts"] {
  const place = typeof window === "undefined" ? null : placeOfApi(names, window as unknown as Frame);
  const others = [...lacking].join(" ");
  return { adapter: title, api: place ?? (lms ? "here" : null), ...(lms ? { mode, credit, ...known, lacking: others } : {}) };
}

/** The learner's name and id, and texts in their own words: only how long they are. */
const PRIVATE = /(student|learner)_(id|name|response)/;
const PLAIN = /^[\w.,:/-]{0,40}$/;

const size = (text: string): string => `(${text.length})`;

export function told({ method, args, answer, error }: Call): Told {
  const [element = "", value] = args;
  const hidden = PRIVATE.test(element);
  const shown = (text: string): string => (!text || (!hidden && PLAIN.test(text)) ? text : size(text));
  const given = value === undefined ? element : `${element}, ${shown(value)}`;
  return { call: `${method}(${given})`, answer: shown(answer), ...(error === undefined ? {} : { error }) };
}
