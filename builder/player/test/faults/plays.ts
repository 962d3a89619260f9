/** Plays runs one after the other and tells which failed. */

import { Run } from "./run.js";
import type { Habit, Kind, Plant } from "./world.js";

export interface Found {
  readonly seed: number;
  readonly message: string;
  /** With all steps, and how to see it again. */
  readonly text: string;
}

export async function plays(seeds: readonly number[], plant: Plant = {}, kind?: Kind, habit?: Habit): Promise<Found[]> {
  const found: Found[] = [];
  for (const seed of seeds) {
    const run = new Run(seed, plant, kind, habit);
    try {
      await run.play();
    } catch (error) {
      const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
      const steps = run.steps.join("\n  ");
      found.push({ seed, message, text: `seed ${seed}: ${stack}\n  ${steps}\n  again: SEED=${seed} node test/run.mjs faults` });
    }
  }
  return found;
}
