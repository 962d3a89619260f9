/** The reducer: what an event or a draft makes of the progress. */

import type { CourseData } from "../data.js";
import type { Answered, CourseEvent, DecisionTaken, TestFinished } from "../events.js";
import type { OpenAttempt, Progress, ScenarioProgress, TestProgress } from "../progress.js";

/** What is kept for the learner but is no fact to record. */
export type Draft =
  | { readonly type: "went"; readonly to: string }
  | { readonly type: "replayed"; readonly scenario: string }
  | { readonly type: "item-answered"; readonly item: string; readonly response: readonly string[] }
  | { readonly type: "moved"; readonly position: number };

export type Change = CourseEvent | Draft;

export function scenarioOf(course: CourseData, progress: Progress, id: string): ScenarioProgress {
  return progress.scenarios[id] ?? { path: [], node: course.scenarios[id]?.start ?? "", run: 1, finished: false };
}

function withScenario(course: CourseData, progress: Progress, id: string, change: Partial<ScenarioProgress>): Progress {
  return {
    ...progress,
    scenarios: { ...progress.scenarios, [id]: { ...scenarioOf(course, progress, id), ...change } },
  };
}

const withTest = (progress: Progress, change: Partial<TestProgress>): Progress => ({
  ...progress,
  test: { ...(progress.test ?? { open: null, finished: [], last: null }), ...change },
});

function withOpen(progress: Progress, change: (open: OpenAttempt) => Partial<OpenAttempt>): Progress {
  const open = progress.test?.open;
  return open ? withTest(progress, { open: { ...open, ...change(open) } }) : progress;
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

function tested(progress: Progress, event: TestFinished): Progress {
  const { open = null, finished = [] } = progress.test ?? {};
  const { attempt: number, score, success } = event;
  return withTest(
    { ...progress, score: Math.max(progress.score ?? 0, score) },
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
    case "test-started":
      return withTest(progress, {
        open: { number: change.attempt, items: change.items, answers: {}, position: 0, startedAt: change.at },
      });
    case "item-answered":
      return withOpen(progress, ({ answers }) => {
        const { [change.item]: _, ...others } = answers;
        return { answers: change.response.length ? { ...others, [change.item]: change.response } : others };
      });
    case "moved":
      return withOpen(progress, () => ({ position: change.position }));
    case "test-finished":
      return tested(progress, change);
    case "completed":
      return { ...progress, completed: true };
    case "passed":
    case "failed":
      return { ...progress, verdict: change.type };
    default:
      return progress;
  }
}
