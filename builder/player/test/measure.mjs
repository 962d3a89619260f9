/** Measures the saved states of courses, into `sizes.json`. */

import { run } from "./bundled.mjs";

await run("measure.ts", "measured", process.argv[2], "sizes.json");
