import assert from "node:assert/strict";
import { test } from "node:test";
import { plays } from "./plays.js";

const RUNS = Number(process.env["RUNS"] ?? 1000);
const SEED = process.env["SEED"];
const seeds = SEED ? [Number(SEED)] : Array.from({ length: RUNS }, (_, i) => i + 1);

// Before any test begins: the test runner watches every promise that is made in a test, which takes most of the time.
const found = await plays(seeds);

test(`whatever goes wrong, no work is lost and the learner is told the truth: ${SEED ? `seed ${SEED}` : `${RUNS} runs`}`, () => {
  const all = found.map(({ seed, message }) => `${seed}: ${message}`);
  assert(!found.length, [`${found.length} of ${seeds.length} runs failed`, ...found.slice(0, 3).map(({ text }) => text), ...all.slice(0, 50)].join("\n"));
});
