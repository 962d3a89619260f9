import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseData } from "../src/data.js";
import { run, type Command, type Rules } from "../src/engine/commands.js";
import { outline } from "../src/engine/outline.js";
import { hash, numbers } from "../src/engine/random.js";
import type { Progress } from "../src/progress.js";
import { decode, encode } from "../src/state/codec.js";
import { freshProgress } from "../src/state/progress.js";
import { anyResponse, faultCourse, pick, some, updated, updates, type Random } from "./faults/course.js";
import { assertHolds } from "./faults/promises.js";
import { AGENCY } from "./support/course.js";

const NOW = 1_790_000_000_000;

/** The progress of somebody who has done some of everything. */
function worked(course: CourseData, random: Random, from: Progress): Progress {
  const rules: Rules = { course, agency: AGENCY, outline: outline(course), startedAt: NOW, open: false };
  let progress = from;
  const now = (command: Command): void => void ({ progress } = run(rules, progress, command));
  for (const ref of some(random, [...rules.outline.pages.keys()])) now({ do: "view", at: NOW, ref });
  const asked = [...rules.outline.pages.values()].flatMap(({ page }) => page.questions);
  for (const question of some(random, asked)) {
    const data = course.questions[question];
    if (data) now({ do: "answer", at: NOW, question, response: anyResponse(random, data), latencyMs: 1 });
  }
  for (const scenario of Object.keys(course.scenarios)) {
    now({ do: "decide", at: NOW, scenario, node: "window", choice: "listen", latencyMs: 1 });
    if (random() < 0.5) now({ do: "decide", at: NOW, scenario, node: "story", choice: pick(random, ["explain", "cite"]), latencyMs: 1 });
  }
  for (const acknowledgement of Object.keys(course.acknowledgements)) now({ do: "acknowledge", at: NOW, acknowledgement, test: null });
  for (const [checklist, { items }] of Object.entries(course.checklists)) now({ do: "tick", at: NOW, checklist, items: items.map(({ id }) => id) });
  for (const [id] of [...rules.outline.lessons].slice(0, 2)) now({ do: "spend", at: NOW, lesson: id, ms: 5000 });
  for (const { id } of course.tests) {
    for (let attempts = random() < 0.6 ? 2 : 1; attempts > 0; attempts--) {
      now({ do: "start-test", at: NOW, test: id, items: null });
      for (const item of progress.tests[id]?.open?.items ?? []) {
        const data = course.questions[item];
        if (data && random() < 0.8) now({ do: "answer-item", at: NOW, test: id, item, response: anyResponse(random, data) });
      }
      if (attempts > 1) now({ do: "submit", at: NOW, test: id, latencies: new Map() });
    }
  }
  return progress;
}

const nothing = { values: new Map() };

function carried(course: CourseData, progress: Progress, to: CourseData): Progress {
  return decode(to, encode(course, progress, NOW), NOW) ?? assert.fail("refused");
}

for (const name of [...updates, null])
  test(`what was done outlives an update of the course: ${name ?? "several changes at once"}`, () => {
    for (let seed = 0; seed < 40; seed++) {
      const random = numbers(hash(`${name} ${seed}`));
      const old = faultCourse();
      const before = worked(old, random, freshProgress(old, seed));
      const { course } = updated(old, random, name === null ? undefined : [name]);
      const after = carried(old, before, course);
      assertHolds(course, after, before, nothing, 0);
      assert.deepEqual([after.interactions, after.score, after.verdict, after.completed], [before.interactions, before.score, before.verdict, before.completed]);
      // It goes on there, and comes back as it is.
      const further = worked(course, random, after);
      assertHolds(course, carried(course, further, course), further, nothing, 0);
    }
  });

test("what a later version knows outlives a time with the older one, from which it was taken back", () => {
  let kept = 0;
  for (let seed = 0; seed < 200; seed++) {
    const random = numbers(hash(`back ${seed}`));
    const later = { ...faultCourse(), version: "1.10.0" };
    const { course } = updated(later, random, ["page removed", "question removed", "scenario removed", "test-out removed", "lesson removed"]);
    const older = { ...course, acknowledgements: {}, checklists: {}, version: "1.9.0" };
    const before = worked(later, random, freshProgress(later, seed));
    const meanwhile = worked(older, random, carried(later, before, older));
    // Also over a second session with the older version.
    const again = carried(older, meanwhile, older);
    const back = carried(older, again, later);
    for (const ref of before.seen) assert(back.seen.has(ref), `${ref} is lost`);
    for (const [id, { tries, response }] of Object.entries(before.questions)) {
      assert((back.questions[id]?.tries ?? 0) >= tries, `${id} is lost`);
      if (!older.questions[id]) assert.deepEqual(back.questions[id]?.response, response);
      kept += +!older.questions[id];
    }
    assert.deepEqual([back.ticked, [...back.acknowledged]], [before.ticked, [...before.acknowledged]]);
    assert.deepEqual(back.scenarios, before.scenarios);
    assert.deepEqual(back.tests["skip"], before.tests["skip"]);
    assert.deepEqual(back.foreign, undefined);
  }
  assert(kept > 20, String(kept));
});

test("what an older version does not know goes first when there is no room, and is no burden after an update", () => {
  const later = { ...faultCourse(), version: "2.0.0" };
  const random = numbers(7);
  const before = worked(later, random, freshProgress(later, 1));
  const older = { ...later, version: "1.0.0", scenarios: {}, checklists: {} };
  const back = carried(later, before, older);
  const full = encode(older, back, NOW);
  const bare = encode(older, back, NOW, full.length - 1);
  assert.deepEqual(decode(older, bare, NOW)?.questions, back.questions);
  const newest = { ...older, version: "3.0.0" };
  assert.deepEqual(carried(later, before, newest).foreign, undefined);
});
