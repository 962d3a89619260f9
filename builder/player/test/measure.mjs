/** Bundles measure.ts with esbuild and runs it on each `<name>.json` (CourseData) of a folder, into `sizes.json` beside them. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const out = mkdtempSync(join(tmpdir(), "player-measure-"));
const script = join(out, "measure.mjs");
try {
  await build({
    entryPoints: [fileURLToPath(new URL("measure.ts", import.meta.url))],
    outfile: script,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    logLevel: "warning",
  });
  const { measured } = await import(pathToFileURL(script).href);
  const folder = process.argv[2];
  const names = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "sizes.json");
  const sizes = names.map((name) => [name.replace(".json", ""), measured(JSON.parse(readFileSync(join(folder, name), "utf-8")))]);
  writeFileSync(join(folder, "sizes.json"), JSON.stringify(Object.fromEntries(sizes)));
} finally {
  rmSync(out, { recursive: true });
}
