import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrackingSettings } from "../src/data.js";
import { adapter as scorm12 } from "../src/adapters/scorm12.js";
import { adapter as scorm2004 } from "../src/adapters/scorm2004.js";
import { adapter as xapi } from "../src/adapters/xapi.js";
import { chooseTracking } from "../src/tracking/choose.js";
import { AGENCY, sample } from "./support/course.js";
import { storage } from "./support/journal.js";
import { Lms } from "./support/scorm.js";

const QUERY = `?${new URLSearchParams({ endpoint: "https://lrs.example.org", actor: '{"mbox":"mailto:a@b.c"}' }).toString()}`;

/** What the browser would be. */
function browser(search: string, API?: unknown, fetch?: unknown): void {
  const window: Record<string, unknown> = { API, location: { search }, fetch };
  window["parent"] = window;
  Object.assign(globalThis, { window, localStorage: storage() });
}

const ADAPTERS = { scorm12, scorm2004, xapi, memory: undefined };
function chosen(settings: TrackingSettings | null, name = (settings?.adapter ?? "memory") as keyof typeof ADAPTERS) {
  globalThis.peacebuilderTracking = ADAPTERS[name];
  return chooseTracking(settings, sample(), AGENCY);
}

test("the adapter is the one that the package has brought", () => {
  browser(QUERY, new Lms().launch());
  for (const name of ["scorm12", "scorm2004", "xapi", "memory"] as const) assert.equal(chosen({ adapter: name }).name, name);
});

test("a package that lost its tracking.json goes on with what is usual", () => {
  browser(QUERY, new Lms().launch());
  assert.equal(chosen(null, "scorm12").stateLimit, 4000);
  assert.equal(chosen(null, "scorm2004").stateLimit, 63_904);
  assert.equal(chosen(null, "xapi").name, "xapi");
});

test("a package for SCORM waits for its API even beside an endpoint", async () => {
  browser(QUERY);
  const tracking = chosen({ adapter: "scorm12", stateLimit: 4096 });
  assert.equal(await tracking.open(), null);
  assert.equal(tracking.stateLimit, 4000);
  Object.assign(globalThis.window, { API: new Lms().launch() });
  assert.notEqual(await tracking.open(), null);
});

test("a package for xAPI that nobody launched keeps what is done in this browser", () => {
  for (const search of ["", "?endpoint=https://x.org", "?endpoint=https://x.org&actor={"]) {
    browser(search);
    assert.equal(chosen({ adapter: "xapi" }).destination, "device");
  }
});

test("the activity is the launch's, else the one of tracking.json, else the course", async () => {
  for (const [search, settings, wanted] of [
    [`${QUERY}&activity_id=https://x.org/1`, { adapter: "xapi", activityId: "https://x.org/2" }, "https://x.org/1"],
    [QUERY, { adapter: "xapi", activityId: "https://x.org/2" }, "https://x.org/2"],
    [QUERY, { adapter: "xapi" }, sample().iri],
  ] as const) {
    let asked = "";
    browser(search, undefined, async (address: string) => {
      asked = address;
      return new Response("", { status: 404 });
    });
    await chosen(settings).open();
    assert.equal(new URL(asked).searchParams.get("activityId"), wanted);
  }
});
