import assert from "node:assert/strict";
import { test } from "node:test";
import { agentOf, launchOf } from "../src/tracking/xapi/launch.js";

const REGISTRATION = "760e3480-ba55-4991-94b0-01820dbd23a2";
const ACTOR = JSON.stringify({ name: "Ann", mbox: "mailto:ann@example.org" });
const query = (fields: Record<string, string>) => `?${new URLSearchParams({ endpoint: "https://lrs.example.org/xapi", actor: ACTOR, ...fields }).toString()}`;

test("a launch gives endpoint, authorization, learner, registration and activity", () => {
  assert.deepEqual(launchOf(query({ auth: "Basic abc", registration: REGISTRATION, activity_id: "https://x.org/a", grouping: "https://x.org/g" })), {
    endpoint: "https://lrs.example.org/xapi/",
    auth: "Basic abc",
    actor: { objectType: "Agent", name: "Ann", mbox: "mailto:ann@example.org" },
    registration: REGISTRATION,
    activityId: "https://x.org/a",
    grouping: "https://x.org/g",
    echo: [],
  });
});

test("an authorization without its scheme is Basic, and none is none", () => {
  assert.equal(launchOf(query({ auth: "abc=" }))?.auth, "Basic abc=");
  assert.equal(launchOf(query({ auth: "Bearer x.y" }))?.auth, "Bearer x.y");
  assert.equal(launchOf(query({}))?.auth, null);
});

test("a slash at the end of the endpoint is not doubled", () => {
  assert.equal(launchOf(query({ endpoint: "https://x.org/xapi/" }))?.endpoint, "https://x.org/xapi/");
});

test("a registration that is no UUID is left out", () => {
  assert.equal(launchOf(query({ registration: "42" }))?.registration, null);
});

test("unknown parameters go back only with a content token", () => {
  assert.deepEqual(launchOf(query({ foo: "1" }))?.echo, []);
  assert.deepEqual(launchOf(query({ foo: "1", content_token: "t" }))?.echo, [["foo", "1"], ["content_token", "t"]]);
});

test("without an endpoint or a learner there is no launch", () => {
  assert.equal(launchOf(""), null);
  assert.equal(launchOf(`?actor=${encodeURIComponent(ACTOR)}`), null);
  for (const actor of ["", "{", "null", "7", "[]", '{"name":"Ann"}', '{"account":{"name":"ann"}}', '{"mbox":[]}']) assert.equal(launchOf(query({ actor })), null);
});

test("agents of old launchers become agents of xAPI 1.0 with one identifier", () => {
  const cases: [unknown, unknown][] = [
    [{ name: ["Ann"], mbox: ["mailto:ann@example.org"] }, { objectType: "Agent", name: "Ann", mbox: "mailto:ann@example.org" }],
    [{ mbox: "ann@example.org" }, { objectType: "Agent", mbox: "mailto:ann@example.org" }],
    [
      { name: "Ann", account: [{ accountServiceHomePage: "https://x.org", accountName: "ann" }], mbox: ["mailto:ann@example.org"] },
      { objectType: "Agent", name: "Ann", account: { homePage: "https://x.org", name: "ann" } },
    ],
    [{ objectType: "Agent", account: { homePage: "https://x.org", name: "ann" } }, { objectType: "Agent", account: { homePage: "https://x.org", name: "ann" } }],
    [{ openid: ["https://ann.example.org"], name: [""] }, { objectType: "Agent", openid: "https://ann.example.org" }],
    [{ mbox_sha1sum: "ebd31e95054c018b10727ccffd2ef2ec3a016ee9" }, { objectType: "Agent", mbox_sha1sum: "ebd31e95054c018b10727ccffd2ef2ec3a016ee9" }],
  ];
  for (const [given, wanted] of cases) assert.deepEqual(agentOf(JSON.stringify(given)), wanted);
});
