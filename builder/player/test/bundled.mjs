/** Bundles a module of this folder with esbuild and runs it on each `<name>.json` (CourseData) of another; its results by name go into a file there. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** `of` is what the module exports: a function of CourseData. */
export async function run(module, of, folder, target) {
  const out = mkdtempSync(join(tmpdir(), "player-bundled-"));
  const script = join(out, "module.mjs");
  try {
    await build({
      entryPoints: [fileURLToPath(new URL(module, import.meta.url))],
      outfile: script,
      bundle: true,
      platform: "node",
      format: "esm",
      target: "node20",
      logLevel: "warning",
    });
    const found = (await import(pathToFileURL(script).href))[of];
    const names = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== target);
    const results = names.map((name) => [name.replace(".json", ""), found(JSON.parse(readFileSync(join(folder, name), "utf-8")))]);
    writeFileSync(join(folder, target), JSON.stringify(Object.fromEntries(results)));
  } finally {
    rmSync(out, { recursive: true });
  }
}
