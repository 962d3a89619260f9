/** What the player's own engine and statements make of the commands of made-up learners. */

import type { AgencyData, CourseData } from "../src/data.js";
import { left, run, type Command } from "../src/engine/commands.js";
import { outline } from "../src/engine/outline.js";
import type { CourseEvent } from "../src/events.js";
import { isEvent } from "../src/state/apply.js";
import { freshProgress } from "../src/state/progress.js";
import { LENT } from "../src/lend.js";
import type { Launch } from "../src/tracking/xapi/launch.js";
import { projection, type Statement } from "../src/tracking/xapi/statements.js";

/** A command as JSON has it: a Map is a list of its entries. */
type Written = Command & { readonly latencies?: readonly (readonly [string, number])[] };

interface Sitting {
  readonly version: string;
  readonly startedAt: number;
  readonly resumed: boolean;
  readonly commands: readonly Written[];
  /** null: no end was told. */
  readonly end: { readonly at: number; readonly suspended: boolean } | null;
  /** When it was over, told or not. */
  readonly over: number;
}

interface Enrollment {
  readonly launch: Launch;
  readonly agency: string | null;
  readonly sittings: readonly Sitting[];
}

interface Given {
  readonly course: CourseData;
  readonly agency: AgencyData;
  readonly enrollments: readonly Enrollment[];
}

const command = (written: Written): Command =>
  written.do === "submit" ? { ...written, latencies: new Map(written.latencies) } : written;

function enrolled({ course: own, agency }: Given, { launch, agency: id, sittings }: Enrollment): Statement[] {
  let progress = freshProgress(own, 1);
  return sittings.flatMap(({ version, startedAt, resumed, commands, end, over }) => {
    const course = { ...own, version };
    const tell = projection({ course, launch, activityId: course.iri, agency: id, newId: () => "" });
    const rules = { course, agency, outline: outline(course), startedAt, open: true };
    const statements = tell({ type: "session-started", at: startedAt, resumed });
    progress = { ...progress, toldMs: progress.activeMs };
    for (const one of commands) {
      const done = run(rules, progress, command(one));
      progress = done.progress;
      statements.push(...done.changes.filter(isEvent).flatMap(tell));
    }
    progress = { ...progress, totalMs: progress.totalMs + over - startedAt };
    if (end) {
      const ended: CourseEvent = { type: "session-ended", at: end.at, suspended: end.suspended, durationMs: end.at - startedAt };
      statements.push(...[...left(rules, progress, end.at, null), ended].flatMap(tell));
    }
    return statements;
  });
}

export function replayed(given: Given): Statement[][] {
  globalThis.peacebuilderLent = LENT;
  return given.enrollments.map((one) => enrolled(given, one));
}
