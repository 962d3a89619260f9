/** Lets the player do again what made-up learners did, into `replayed.json`. */

import { run } from "./bundled.mjs";

await run("replayed.ts", "replayed", process.argv[2], "replayed.json");
