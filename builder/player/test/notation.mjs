/** Writes down the ids and right answers of courses as the adapters tell them, into `notation.json`. */

import { run } from "./bundled.mjs";

await run("notation.ts", "told", process.argv[2], "notation.json");
