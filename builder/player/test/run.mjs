/** Bundles every test file with esbuild and runs them with Node's own test runner. */

import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const wanted = process.argv[2] ?? "";
const tests = readdirSync(here, { recursive: true })
  .map(String)
  .filter((name) => name.endsWith(".test.ts") && name.includes(wanted))
  .sort();
if (!tests.length) throw new Error(`no tests of the name ${wanted}`);

const out = mkdtempSync(join(tmpdir(), "player-tests-"));
try {
  await build({
    entryPoints: tests.map((name) => ({ in: join(here, name), out: basename(name, ".ts") })),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    logLevel: "warning",
  });
  const files = readdirSync(out).map((name) => join(out, name));
  const { status } = spawnSync(process.execPath, ["--enable-source-maps", "--test", ...files], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  rmSync(out, { recursive: true });
}
