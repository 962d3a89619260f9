import assert from "node:assert/strict";
import { test } from "node:test";
import type { CourseData } from "../src/data.js";
import { hash, numbers } from "../src/engine/random.js";
import { Session } from "../src/session.js";
import type { Tracking } from "../src/tracking/port.js";
import { scorm12Tracking } from "../src/tracking/scorm12.js";
import { launchOf } from "../src/tracking/xapi/launch.js";
import { xapiTracking } from "../src/tracking/xapi.js";
import { fakeClock } from "./support/clock.js";
import { AGENCY, IRI, sample } from "./support/course.js";
import { fakeJournal } from "./support/journal.js";
import { takeTest } from "./support/learner.js";
import { Lrs } from "./support/lrs.js";
import { Lms } from "./support/scorm.js";

/** One session told to an LMS and to an LRS alike. */
function both(scorm: Tracking, xapi: Tracking): Tracking {
  return {
    name: "scorm12",
    destination: "lms",
    stateLimit: scorm.stateLimit,
    report: () => scorm.report(),
    keep: () => scorm.keep() && xapi.keep(),
    probe: () => scorm.probe(),
    async open() {
      await xapi.open();
      return scorm.open();
    },
    record(events) {
      scorm.record(events);
      xapi.record(events);
    },
    async commit(snapshot) {
      await xapi.commit(snapshot);
      return scorm.commit(snapshot);
    },
    async finish(snapshot, leaving) {
      await xapi.finish(snapshot, leaving);
      return scorm.finish(snapshot, leaving);
    },
  };
}

/** What both sides say happened, in words that belong to neither. */
interface Facts {
  readonly answers: readonly string[];
  readonly decisions: readonly string[];
  readonly objectives: Readonly<Record<string, string>>;
  readonly score: number | null;
  readonly status: string;
  readonly seconds: number;
}

function scormFacts(course: CourseData, lms: Lms): Facts {
  const answers: string[] = [];
  const decisions: string[] = [];
  for (const one of lms.interactions()) {
    const id = one["id"] ?? "";
    const letters = (one["student_response"] ?? "").split(",");
    const [scenario = "", node = ""] = id.split("_");
    const choices = course.scenarios[scenario]?.nodes[node]?.choices;
    if (choices) decisions.push(`${scenario}/${node}: ${choices.find((choice) => choice.letter === letters[0])?.id}`);
    else {
      const options = course.questions[id]?.options ?? [];
      const chosen = options.filter((option) => letters.includes(option.letter)).map((option) => option.id);
      const right = options.filter((option) => (one["correct_responses.0.pattern"] ?? "").split(",").includes(option.letter)).map((option) => option.id);
      answers.push(`${id}: ${chosen.join("+")} of ${right.join("+")} is ${one["result"] === "correct"} after ${+(one["latency"] ?? "").slice(8)} s`);
    }
  }
  const objectives: Record<string, string> = {};
  for (let n = 0; lms.stored[`cmi.objectives.${n}.id`]; n++) {
    const of = (name: string) => lms.stored[`cmi.objectives.${n}.${name}`];
    objectives[(of("id") ?? "").replace("_", ".")] = `${of("score.raw")} ${of("status")}`;
  }
  const raw = lms.core("score.raw");
  const [hours = 0, minutes = 0, seconds = 0] = (lms.core("session_time") ?? "").split(":").map(Number);
  return { answers, decisions, objectives, score: raw === undefined ? null : +raw, status: lms.core("lesson_status") ?? "", seconds: hours * 3600 + minutes * 60 + seconds };
}

interface Told {
  readonly object: { readonly id: string; readonly definition: { readonly correctResponsesPattern?: string[] } };
  readonly result: { readonly response?: string; readonly success?: boolean; readonly duration: string; readonly score: { readonly raw: number } };
}

function xapiFacts(lrs: Lrs): Facts {
  const told = (verb: string, ending = "") => lrs.about(verb, ending) as unknown as Told[];
  const after = (part: string, { object }: Told) => object.id.replace(`${IRI}/${part}/`, "");
  const objectives: Record<string, string> = {};
  for (const one of told("scored")) objectives[after("objective", one)] = `${one.result.score.raw} ${one.result.success ? "passed" : "failed"}`;
  const scores = [...told("passed", "/test/final"), ...told("failed", "/test/final")].map((one) => one.result.score.raw);
  const status = ["passed", "failed"].find((verb) => told(verb, IRI).length) ?? (told("completed", IRI).length ? "completed" : "incomplete");
  return {
    answers: told("answered").map((one) => {
      const { response = "", success, duration } = one.result;
      return `${after("question", one)}: ${response.split("[,]").join("+")} of ${(one.object.definition.correctResponsesPattern?.[0] ?? "").split("[,]").join("+")} is ${success} after ${+duration.slice(2, -1)} s`;
    }),
    decisions: told("responded").map((one) => `${after("decision", one)}: ${one.result.response}`),
    objectives,
    score: scores.length ? Math.max(...scores) : null,
    status,
    seconds: +(told("terminated")[0]?.result.duration ?? "PT0S").slice(2, -1),
  };
}

async function anySession(seed: number): Promise<{ lms: Lms; lrs: Lrs; course: CourseData }> {
  const random = numbers(hash(`session ${seed}`));
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const course = sample({ completion: { test: pick(["passed", "passed", "none"]) }, test: { opens: pick(["always", "after-lessons"]) } });
  const lms = new Lms();
  const lrs = new Lrs();
  const clock = fakeClock();
  const api = lms.launch();
  const launch = launchOf(`?${new URLSearchParams({ endpoint: "https://lrs.example.org/xapi", auth: "abc", actor: '{"mbox":"mailto:a@b.c"}' }).toString()}`) ?? assert.fail("no launch");
  const scorm = scorm12Tracking(course, null, () => api);
  const xapi = xapiTracking({ course, launch, activityId: IRI, agency: null, journal: fakeJournal(), fetch: lrs.fetch });
  const session = new Session(course, AGENCY, both(scorm, xapi), { clock, random, journal: fakeJournal() });
  await session.start();
  const pages = course.modules.flatMap((module) => module.lessons.flatMap((lesson) => lesson.pages));
  for (const page of pages) {
    if (random() < 0.1) continue;
    session.view(page.ref);
    await clock.pass(Math.floor(random() * 9000));
    for (const id of page.questions)
      for (let tries = Math.floor(random() * 3); tries > 0; tries--) {
        session.answer(id, (course.questions[id]?.options ?? []).filter(() => random() < 0.5).map((option) => option.id));
        await clock.pass(Math.floor(random() * 5000));
      }
    for (let steps = page.scenarios.length * 6; steps > 0; steps--) {
      const walk = session.progress.scenarios["stop"];
      const choices = course.scenarios["stop"]?.nodes[walk?.node ?? "window"]?.choices ?? [];
      if (choices.length) session.decide("stop", pick(choices).id);
      else if (random() < 0.5) session.replay("stop");
      else break;
    }
  }
  for (let attempt = 0; attempt < 3; attempt++) {
    const { pages: unseen, scenarios } = session.missingFor("final");
    if (unseen.length + scenarios.length || random() < 0.2) break;
    await takeTest(session, pick([0, 1, 2, 5]));
    await clock.pass(2000);
  }
  await session.save();
  await session.finish(false);
  return { lms, lrs, course };
}

test("an LMS and an LRS are told the same facts, whatever the learner does", async () => {
  const seen = new Set<string>();
  for (let seed = 0; seed < 60; seed++) {
    const { lms, lrs, course } = await anySession(seed);
    const facts = scormFacts(course, lms);
    assert.deepEqual(xapiFacts(lrs), facts);
    assert.deepEqual(lms.errors, []);
    seen.add(facts.status);
  }
  assert.deepEqual([...seen].sort(), ["completed", "failed", "incomplete", "passed"]);
});
