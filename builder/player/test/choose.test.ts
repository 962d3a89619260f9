import assert from "node:assert/strict";
import { test } from "node:test";
import type { TrackingSettings } from "../src/data.js";
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

const chosen = (settings: TrackingSettings | null) => chooseTracking(settings, sample(), AGENCY);

test("tracking.json says which way", () => {
  browser(QUERY, new Lms().launch());
  assert.equal(chosen({ adapter: "scorm12" }).name, "scorm12");
  assert.equal(chosen({ adapter: "xapi" }).name, "xapi");
  assert.equal(chosen({ adapter: "memory" }).name, "memory");
});

test("without it, what can be seen decides", () => {
  browser(QUERY, new Lms().launch());
  assert.equal(chosen(null).name, "scorm12");
  browser(QUERY);
  assert.equal(chosen(null).name, "xapi");
  browser("");
  assert.equal(chosen(null).name, "memory");
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
