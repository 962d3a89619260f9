import assert from "node:assert/strict";
import { test } from "node:test";
import { findApi as find, placeOfApi, type Frame, type ScormApi } from "../src/tracking/scorm/api.js";
import { SCORM12 } from "../src/tracking/scorm12.js";
import { SCORM2004 } from "../src/tracking/scorm2004.js";

const findApi = (window: Frame): ScormApi | null => find(SCORM12.names, window);
const api = { LMSInitialize: () => "true" };

interface Window {
  API?: unknown;
  API_1484_11?: unknown;
  parent?: Frame;
  opener?: Frame | null;
  top?: Frame;
}

/** A window inside `depth` others; a window at the top is its own parent. */
function nested(depth: number, top: Window): Frame {
  let frame: Window = top;
  frame.parent ??= frame;
  for (let i = 0; i < depth; i++) frame = { parent: frame, top, opener: null };
  return frame;
}

/** Another origin: whatever is asked of it throws, but for its place in the tree. */
const foreign = (parent?: Frame): Frame =>
  new Proxy({} as Frame, {
    get(_, name) {
      if (name === "parent" && parent) return parent;
      throw new Error("SecurityError");
    },
  });

test("the API is found in the window itself, in a parent and far up", () => {
  for (const depth of [0, 1, 7, 400]) assert.equal(findApi(nested(depth, { API: api })), api as never);
});

test("what has no LMSInitialize is no API", () => {
  assert.equal(findApi(nested(2, { API: {} })), null);
  assert.equal(findApi(nested(2, { API: "hello" })), null);
});

test("the API is found in the window that opened this one, and in its parents", () => {
  assert.equal(findApi({ opener: nested(3, { API: api }) }), api as never);
});

test("the API is found by the window that opened the top one", () => {
  assert.equal(findApi(nested(2, { opener: { API: api } })), api as never);
});

test("a frame of another origin is passed by", () => {
  assert.equal(findApi({ parent: foreign(nested(1, { API: api })) }), api as never);
  assert.equal(findApi({ parent: foreign() }), null);
  assert.equal(findApi({ parent: foreign(), opener: { API: api } }), api as never);
  assert.equal(findApi({ opener: foreign(), top: foreign() }), null);
});

test("frames without an end are given up", () => {
  const endless = (): Frame => ({
    get parent() {
      return endless();
    },
  });
  assert.equal(findApi(endless()), null);
});

test("no window has an API: there is none", () => {
  assert.equal(findApi(nested(3, {})), null);
});

test("of an LMS that offers both, each package takes its own", () => {
  const newer = { Initialize: () => "true" };
  const window = nested(3, { API: api, API_1484_11: newer });
  assert.equal(find(SCORM12.names, window), api as never);
  assert.equal(find(SCORM2004.names, window), newer as never);
  assert.equal(find(SCORM2004.names, nested(3, { API: api })), null);
  assert.equal(find(SCORM12.names, nested(3, { API_1484_11: newer })), null);
});

test("where it was found is told for the API of the package", () => {
  const newer = { Initialize: () => "true" };
  assert.equal(placeOfApi(SCORM2004.names, nested(0, { API_1484_11: newer })), "here");
  assert.equal(placeOfApi(SCORM2004.names, nested(2, { API_1484_11: newer })), "frame");
  assert.equal(placeOfApi(SCORM2004.names, { API: api, opener: nested(1, { API_1484_11: newer }) } as Frame), "opener");
  assert.equal(placeOfApi(SCORM2004.names, nested(2, { API: api, opener: { API_1484_11: newer } })), "top");
  assert.equal(placeOfApi(SCORM2004.names, nested(2, { API: api })), null);
});
