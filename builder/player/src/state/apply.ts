/** The reducer: what an event or a draft makes of the progress. */

import { finalTest } from "../engine/tests.js";
import type { CourseData } from "../data.js";
import type { Answered, CourseEvent, DecisionTaken, TestFinished } from "../events.js";
import type { OpenAttempt, Progress, ScenarioProgress, TestProgress } from "../progress.js";

/** What is kept for the learner but is no fact to record. */
export type Draft =
  | { readonly type: "went"; readonly to: string }
  | { readonly type: "replayed"; readonly scenario: string }
  | { readonly type: "ticked"; readonly checklist: string; readonly items: readonly string[] }
  | { readonly type: "preferred"; readonly settings: string }
  | { readonly type: "spent"; readonly lesson: string; readonly ms: number }
  | { readonly type: "item-answered"; readonly test: string; readonly item: string; readonly response: readonly string[] }
  | { readonly type: "moved"; readonly test: string; readonly position: number };

const DRAFTS: readonly string[] = ["went", "replayed", "ticked", "preferred", "spent", "item-answered", "moved"] satisfies Draft["type"][];

export type Change = CourseEvent | Draft;

export const isEvent = (change: Change): change is CourseEvent => !DRAFTS.includes(change.type);

export function scenarioOf(course: CourseData, progress: Progress, id: string): ScenarioProgress {
  return progress.scenarios[id] ?? { path: [], node: course.scenarios[id]?.start ?? "", run: 1, finished: false };
}

function withScenario(course: CourseData, progress: Progress, id: string, change: Partial<ScenarioProgress>): Progress {
  return {
    ...progress,
    scenarios: { ...progress.scenarios, [id]: { ...scenarioOf(course, progress, id), ...change } },
  };
}

const withTest = (progress: Progress, id: string, change: Partial<TestProgress>): Progress => ({
  ...progress,
  tests: { ...progress.tests, [id]: { ...(progress.tests[id] ?? { open: null, finished: [], last: null }), ...change } },
});

function withOpen(progress: Progress, id: string, change: (open: OpenAttempt) => Partial<OpenAttempt>): Progress {
  const open = progress.tests[id]?.open;
  return open ? withTest(progress, id, { open: { ...open, ...change(open) } }) : progress;
}

function answered(progress: Progress, event: Answered): Progress {
  const interactions = event.interaction + 1;
  if (event.attempt !== null) return { ...progress, interactions };
  const { response, success, tries } = event;
  const questions = { ...progress.questions, [event.question]: { response, success, tries } };
  return { ...progress, interactions, questions };
}

function decided(course: CourseData, progress: Progress, event: DecisionTaken): Progress {
  const { path, node } = scenarioOf(course, progress, event.scenario);
  const choice = course.scenarios[event.scenario]?.nodes[event.node]?.choices.find(({ id }) => id === event.choice);
  return withScenario(course, { ...progress, interactions: event.interaction + 1 }, event.scenario, {
    path: [...path, { node: event.node, choice: event.choice }],
    node: choice?.next ?? node,
    run: event.run,
  });
}

function tested(course: CourseData, progress: Progress, event: TestFinished): Progress {
  const { open = null, finished = [] } = progress.tests[event.test] ?? {};
  const { attempt: number, score, success } = event;
  const counts = event.test === finalTest(course)?.id;
  return withTest(
    { ...progress, score: counts ? Math.max(progress.score ?? 0, score) : progress.score },
    event.test,
    { open: null, finished: [...finished, { number, score, success }], last: open && { items: open.items, answers: open.answers } },
  );
}

export function apply(course: CourseData, progress: Progress, change: Change): Progress {
  switch (change.type) {
    case "went":
      return { ...progress, at: change.to };
    case "page-viewed":
      return { ...progress, at: change.page, seen: change.first ? new Set(progress.seen).add(change.page) : progress.seen };
    case "answered":
      return answered(progress, change);
    case "decision-taken":
      return decided(course, progress, change);
    case "scenario-finished":
      return withScenario(course, progress, change.scenario, { finished: true });
    case "replayed": {
      const { run } = scenarioOf(course, progress, change.scenario);
      return withScenario(course, progress, change.scenario, {
        path: [],
        node: course.scenarios[change.scenario]?.start ?? "",
        run: run + 1,
      });
    }
    case "acknowledged": {
      const { acknowledged } = progress;
      const known = change.test === null ? new Set(acknowledged).add(change.acknowledgement) : acknowledged;
      return { ...progress, acknowledged: known, interactions: change.interaction + 1 };
    }
    case "ticked":
      return { ...progress, ticked: { ...progress.ticked, [change.checklist]: change.items } };
    case "preferred":
      return { ...progress, settings: change.settings };
    case "spent": {
      const { activeMs } = progress;
      return { ...progress, activeMs: { ...activeMs, [change.lesson]: (activeMs[change.lesson] ?? 0) + change.ms } };
    }
    case "lesson-completed":
    case "lesson-left":
      return { ...progress, toldMs: { ...progress.toldMs, [change.lesson]: change.durationMs } };
    case "test-started": {
      const { attempt: number, items, at: startedAt } = change;
      return withTest(progress, change.test, { open: { number, items, answers: {}, position: 0, startedAt } });
    }
    case "item-answered":
      return withOpen(progress, change.test, ({ answers }) => {
        const { [change.item]: _, ...others } = answers;
        return { answers: change.response.length ? { ...others, [change.item]: change.response } : others };
      });
    case "moved":
      return withOpen(progress, change.test, () => ({ position: change.position }));
    case "test-finished":
      return tested(course, progress, change);
    case "completed":
      return { ...progress, completed: true };
    case "passed":
    case "failed":
      return { ...progress, verdict: change.type };
    default:
      return progress;
  }
}
