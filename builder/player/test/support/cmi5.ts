/** An LMS that speaks cmi5 and nothing else: a token once, the order of statements, and no word after the end of a session. */

import assert from "node:assert/strict";
import type { Statement } from "../../src/tracking/xapi/statements.js";
import { checkStatement, reply, type Request } from "./lrs.js";

type Json = Record<string, unknown>;

export const REGISTRATION = "760e3480-ba55-4991-94b0-01820dbd23a2";
export const ACTIVITY = "https://lms.example.org/activities/42";
export const PUBLISHER = { id: "https://example.org/courses/sample/au/course" };
/** With what only an exact copy keeps: the order, a member of ours to be. */
export const ACTOR = { account: { name: "u-17", homePage: "https://lms.example.org" }, objectType: "Agent", name: "Ann Example" };

const CMI5 = "https://w3id.org/xapi/cmi5/context/categories/cmi5";
const MOVE_ON = "https://w3id.org/xapi/cmi5/context/categories/moveon";
const SESSION = "https://w3id.org/xapi/cmi5/context/extensions/sessionid";
const MASTERY = "https://w3id.org/xapi/cmi5/context/extensions/masteryscore";
const DEFINED = ["initialized", "completed", "passed", "failed", "terminated"];

export interface Offer {
  readonly mode?: "Normal" | "Browse" | "Review";
  readonly mastery?: number;
  readonly returnURL?: string;
  readonly preferences?: Json | number;
  readonly registration?: string;
  readonly activity?: string;
}

export interface Sitting {
  readonly id: string;
  readonly offer: Offer;
  readonly query: string;
  fetched: number;
  token: string | null;
  asked: Set<string>;
  told: Statement[];
  over: "" | "terminated" | "abandoned";
}

interface Told {
  readonly id: string;
  readonly actor: Json;
  readonly verb: { readonly id: string };
  readonly object: { readonly id: string };
  readonly result?: { success?: boolean; completion?: boolean; duration?: string; score?: { scaled: number; raw?: number; min?: number; max?: number }; extensions?: Json };
  readonly context: { readonly registration: string; readonly contextActivities: Record<string, { id: string }[]>; readonly extensions: Json };
  readonly timestamp: string;
}

const verbOf = (statement: Statement): string => (statement as unknown as Told).verb.id.replace(/.*\//, "");
const objectOf = (statement: Statement): string => (statement as unknown as Told).object.id;

export class Cmi5Lms {
  readonly sittings: Sitting[] = [];
  readonly statements: Statement[] = [];
  readonly documents = new Map<string, string>();
  readonly requests: Request[] = [];
  /** What the course did wrong. */
  readonly violations: string[] = [];
  /** A status instead of the true answer; 0: nobody answers; "lost": done, but the answer is lost; null: all is well. */
  fault: (request: Request) => number | "lost" | null = () => null;
  /** What is waited for before a request is answered. */
  delay: (request: Request) => Promise<void> | null = () => null;
  /** Requests under way, at the most. */
  most = 0;
  private busy = 0;

  launch(offer: Offer = {}): Sitting {
    const { registration = REGISTRATION, activity = ACTIVITY } = offer;
    for (const other of this.sittings) if (!other.over && this.of(other)[0] === registration) other.over = "abandoned";
    const id = `s-${this.sittings.length + 1}`;
    const query = `?unit=x&${new URLSearchParams({ endpoint: "https://lms.example.org/xapi", fetch: `https://lms.example.org/fetch/${id}`, actor: JSON.stringify(ACTOR), registration, activityId: activity }).toString()}`;
    const sitting: Sitting = { id, offer, query, fetched: 0, token: null, asked: new Set(), told: [], over: "" };
    this.sittings.push(sitting);
    return sitting;
  }

  private of({ offer }: Sitting): readonly [registration: string, activity: string] {
    return [offer.registration ?? REGISTRATION, offer.activity ?? ACTIVITY];
  }

  template(sitting: Sitting): Json {
    return { contextActivities: { grouping: [PUBLISHER], category: [{ id: "https://lms.example.org/category" }] }, extensions: { [SESSION]: sitting.id } };
  }

  readonly fetch = async (address: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(address));
    const request: Request = {
      method: init.method ?? "GET",
      path: url.pathname.replace(/^\/(xapi\/)?/, ""),
      query: url.searchParams,
      headers: (init.headers ?? {}) as Record<string, string>,
      body: String(init.body ?? ""),
      keepalive: init.keepalive ?? false,
    };
    this.requests.push(request);
    const fault = this.fault(request);
    this.busy++;
    this.most = Math.max(this.most, this.busy);
    try {
      const wait = this.delay(request);
      if (wait) await wait;
      if (fault === 0) throw new TypeError("Failed to fetch");
      if (typeof fault === "number") return reply("a fault", { status: fault });
      const response = this.answer(request);
      if (fault === "lost") throw new TypeError("Failed to fetch");
      return response;
    } finally {
      await Promise.resolve();
      this.busy--;
    }
  };

  private wrong(text: string): Response {
    this.violations.push(text);
    return reply(text, { status: 403 });
  }

  private answer(request: Request): Response {
    const { method, path, query, headers } = request;
    if (path.startsWith("fetch/")) return this.give(path.slice(6), method);
    assert.equal(headers["X-Experience-API-Version"], "1.0.3");
    const sitting = this.sittings.find(({ token }) => token !== null && headers["Authorization"] === `Basic ${token}`);
    if (!sitting) return this.wrong(`${path} without a token of ours`);
    if (sitting.over === "abandoned") return reply("abandoned", { status: 403 });
    if (sitting.over) return this.wrong(`${method} ${path} after terminated`);
    if (path === "statements") return method === "GET" ? this.find(query.get("statementId")) : this.take(sitting, request);
    assert.equal(query.get("agent"), JSON.stringify(ACTOR));
    if (path === "agents/profile") return this.profile(sitting, query);
    assert.equal(path, "activities/state");
    return this.state(sitting, request);
  }

  private give(id: string, method: string): Response {
    const sitting = this.sittings.find((one) => one.id === id) ?? assert.fail(`no session ${id}`);
    assert.equal(method, "POST");
    if (sitting.fetched++) return reply(JSON.stringify({ "error-code": "1", "error-text": "in use" }), { status: 200 });
    sitting.token = `token-${id}`;
    return reply(JSON.stringify({ "auth-token": sitting.token }), { status: 200 });
  }

  private find(id: string | null): Response {
    const known = this.statements.find((one) => one.id === id);
    return known ? reply(JSON.stringify(known), { status: 200 }) : reply("", { status: 404 });
  }

  private profile({ asked, offer }: Sitting, query: URLSearchParams): Response {
    assert.equal(query.get("profileId"), "cmi5LearnerPreferences");
    asked.add("preferences");
    const { preferences = 404 } = offer;
    return typeof preferences === "number" ? reply("", { status: preferences }) : reply(JSON.stringify(preferences), { status: 200 });
  }

  private state(sitting: Sitting, { method, query, body }: Request): Response {
    const [registration, activity] = this.of(sitting);
    assert.deepEqual([query.get("registration"), query.get("activityId")], [registration, activity]);
    const stateId = query.get("stateId") ?? "";
    if (stateId === "LMS.LaunchData") return method === "GET" ? this.launchData(sitting) : this.wrong("LMS.LaunchData is the LMS's");
    const key = `${activity} ${registration} ${stateId}`;
    if (method === "PUT") {
      this.documents.set(key, body);
      return reply("", { status: 204 });
    }
    const known = this.documents.get(key);
    return known === undefined ? reply("", { status: 404 }) : reply(known, { status: 200 });
  }

  private launchData(sitting: Sitting): Response {
    const { mode = "Normal", mastery, returnURL } = sitting.offer;
    sitting.asked.add("launch data");
    const data = {
      contextTemplate: this.template(sitting),
      launchMode: mode,
      moveOn: "CompletedAndPassed",
      entitlementKey: { courseStructure: "key" },
      launchParameters: "<a>&b",
      ...(mastery === undefined ? {} : { masteryScore: mastery }),
      ...(returnURL === undefined ? {} : { returnURL }),
    };
    return reply(JSON.stringify(data), { status: 200 });
  }

  private take(sitting: Sitting, { body, method }: Request): Response {
    assert.equal(method, "POST");
    for (const statement of JSON.parse(body) as Statement[]) {
      const known = this.statements.find((one) => one.id === statement.id);
      if (known && JSON.stringify(known) === JSON.stringify(statement)) continue;
      if (known) return reply("conflict", { status: 409 });
      checkStatement(statement);
      const fault = this.faultOf(sitting, statement as unknown as Told);
      if (fault) return this.wrong(`${verbOf(statement)}: ${fault}`);
      this.statements.push(statement);
      sitting.told.push(statement);
      if (this.isDefined(statement) && verbOf(statement) === "terminated") sitting.over = "terminated";
    }
    return reply("[]", { status: 200 });
  }

  private isDefined(statement: Statement): boolean {
    return (statement as unknown as Told).context.contextActivities["category"]?.some(({ id }) => id === CMI5) ?? false;
  }

  private faultOf(sitting: Sitting, statement: Told): string | null {
    const [registration, activity] = this.of(sitting);
    const { context, actor, timestamp } = statement;
    if (sitting.over) return "after terminated";
    if (sitting.asked.size < 2) return "before LaunchData and preferences";
    if (JSON.stringify(actor) !== JSON.stringify(ACTOR)) return "another actor";
    if (context.registration !== registration) return "another registration";
    const template = this.template(sitting) as unknown as Told["context"];
    for (const [name, value] of Object.entries(template.extensions)) if (context.extensions[name] !== value) return `another ${name}`;
    for (const [kind, list] of Object.entries(template.contextActivities))
      if (JSON.stringify(context.contextActivities[kind]?.slice(0, list.length)) !== JSON.stringify(list)) return `another ${kind}`;
    const last = sitting.told[sitting.told.length - 1] as unknown as Told | undefined;
    if (last && last.timestamp >= timestamp) return "not behind the statement before it";
    return this.isDefined(statement as unknown as Statement) ? this.faultOfDefined(sitting, statement, activity) : this.faultOfAllowed(sitting, statement);
  }

  private faultOfAllowed({ told, offer }: Sitting, { context }: Told): string | null {
    if (!told.length) return "before initialized";
    if ((offer.mode ?? "Normal") !== "Normal") return "in a launch that does not count";
    return context.contextActivities["category"]?.some(({ id }) => id === MOVE_ON) ? "moveon without cmi5" : null;
  }

  private faultOfDefined({ told, offer }: Sitting, statement: Told, activity: string): string | null {
    const verb = verbOf(statement as unknown as Statement);
    const { result = {}, context, object } = statement;
    const has = (list: readonly Statement[], name: string) =>
      list.some((one) => this.isDefined(one) && verbOf(one) === name && objectOf(one) === activity && (one as unknown as Told).context.registration === context.registration);
    if (!DEFINED.includes(verb)) return "is none of those that cmi5 defines";
    if (object.id !== activity) return "another object";
    if ((verb === "initialized") === has(told, "initialized")) return "initialized is first and once";
    if (verb !== "initialized" && !/^PT/.test(result.duration ?? "")) return "no duration";
    if ((offer.mode ?? "Normal") !== "Normal" && !["initialized", "terminated"].includes(verb)) return "in a launch that does not count";
    const counts = context.contextActivities["category"]?.some(({ id }) => id === MOVE_ON) ?? false;
    if (counts !== (result.success !== undefined || result.completion !== undefined)) return "moveon";
    if (["completed", "passed"].includes(verb) && has(this.statements, verb)) return "twice in a registration";
    if (verb === "failed" && (has(this.statements, "passed") || has(told, "failed"))) return "after passed, or twice";
    if (verb === "passed" && has(told, "failed")) return "after failed in one session";
    return this.faultOfResult(verb, statement, offer.mastery);
  }

  private faultOfResult(verb: string, { result = {}, context }: Told, mastery: number | undefined): string | null {
    const { score, success, completion, extensions } = result;
    if (extensions && "https://w3id.org/xapi/cmi5/result/extensions/progress" in extensions) return "progress";
    if (success !== { passed: true, failed: false }[verb] || completion !== { completed: true }[verb]) return "success or completion";
    if (!["passed", "failed"].includes(verb)) return score ? "a score" : MASTERY in context.extensions ? "masteryscore" : null;
    if (context.extensions[MASTERY] !== mastery) return "masteryscore is not that of the LMS";
    if (score && (score.scaled < 0 || score.scaled > 1)) return "scaled";
    return mastery !== undefined && score && score.scaled >= mastery !== success ? "not what masteryScore says" : null;
  }

  verbs(sitting?: Sitting): string[] {
    return (sitting?.told ?? this.statements).map(verbOf);
  }

  /** Verbs that cmi5 defines, in order. */
  defined(sitting?: Sitting): string[] {
    return (sitting?.told ?? this.statements).filter((one) => this.isDefined(one)).map(verbOf);
  }

  about(verb: string, ending = ""): Statement[] {
    return this.statements.filter((one) => verbOf(one) === verb && objectOf(one).endsWith(ending));
  }
}
