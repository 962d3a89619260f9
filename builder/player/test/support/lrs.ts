/** An LRS that takes nothing but what xAPI 1.0.3 allows, and writes every request down. */

import assert from "node:assert/strict";
import type { Statement } from "../../src/tracking/xapi/statements.js";

/** Of version 4, at random, or 5, by a name. */
const UUID = /^[\da-f]{8}-[\da-f]{4}-[45][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;
const IRI = /^https?:\/\/[^\s]+$/;
const TIMESTAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;
const DURATION = /^PT\d+(\.\d{1,2})?S$/;

type Json = Record<string, unknown>;

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly keepalive: boolean;
}

export interface Quirks {
  /** A status instead of the true answer; 0: nobody answers; "lost": done, but the answer is lost; null: all is well. */
  readonly fault?: (request: Request, n: number) => number | "lost" | null;
  /** Whether the ETag can be read across origins; "get": it comes with a GET only. */
  readonly etag?: boolean | "get";
  /** Whether a document is replaced only under a condition, as in xAPI 2.0. */
  readonly strict?: boolean;
  /** Whether a GET still gives what was there before the last PUT. */
  readonly slow?: boolean;
  /** Called before each answer; what it returns is waited for. */
  readonly before?: (request: Request) => Promise<void> | void;
}

function only(value: Json, allowed: readonly string[], where: string): void {
  for (const name of Object.keys(value)) assert(allowed.includes(name), `${where} has ${name}`);
}

function noHoles(value: unknown, where: string): void {
  assert(value !== null && value !== undefined && value !== "", `${where} is empty`);
  if (typeof value !== "object") return;
  const parts = Object.entries(value as object);
  assert(parts.length > 0, `${where} is empty`);
  for (const [name, part] of parts) noHoles(part, `${where}.${name}`);
}

function checkActivity(value: unknown, where: string): void {
  const activity = value as Json;
  only(activity, ["objectType", "id", "definition"], where);
  assert.match(String(activity["id"]), IRI, where);
  const definition = activity["definition"] as Json | undefined;
  if (!definition) return;
  only(definition, ["name", "description", "type", "interactionType", "correctResponsesPattern", "choices", "scale", "source", "target"], `${where}.definition`);
  assert.match(String(definition["type"]), IRI, where);
  const choices = (definition["choices"] ?? []) as { id: string }[];
  assert.equal(new Set(choices.map((choice) => choice.id)).size, choices.length);
  if (definition["interactionType"]) assert.equal(definition["type"], "http://adlnet.gov/expapi/activities/cmi.interaction");
}

function checkResult(result: Json): void {
  only(result, ["score", "success", "completion", "response", "duration", "extensions"], "result");
  if (result["duration"] !== undefined) assert.match(String(result["duration"]), DURATION);
  const score = result["score"] as Record<string, number> | undefined;
  if (!score) return;
  only(score, ["scaled", "raw", "min", "max"], "score");
  const { scaled = 0, raw, min = -Infinity, max = Infinity } = score;
  assert(scaled >= -1 && scaled <= 1);
  if (raw !== undefined) assert(raw >= min && raw <= max);
}

function checkContext(context: Json): void {
  only(context, ["registration", "contextActivities", "revision", "platform", "language", "extensions"], "context");
  if (context["registration"] !== undefined) assert.match(String(context["registration"]), /^[\da-f-]{36}$/);
  for (const key of Object.keys((context["extensions"] ?? {}) as Json)) assert.match(key, IRI);
  const activities = context["contextActivities"] as Record<string, unknown[]>;
  only(activities, ["parent", "grouping", "category", "other"], "contextActivities");
  for (const [kind, list] of Object.entries(activities)) for (const one of list) checkActivity(one, kind);
}

/** Throws at what an LRS must refuse, and at what our own rules forbid. */
export function checkStatement(statement: Json): void {
  only(statement, ["id", "actor", "verb", "object", "result", "context", "timestamp"], "statement");
  noHoles(statement, "statement");
  assert.match(String(statement["id"]), UUID);
  assert.match(String(statement["timestamp"]), TIMESTAMP);
  const actor = statement["actor"] as Json;
  assert.equal(["mbox", "mbox_sha1sum", "openid", "account"].filter((name) => name in actor).length, 1);
  const verb = statement["verb"] as Json;
  assert.match(String(verb["id"]), IRI);
  assert(verb["display"]);
  const object = statement["object"] as Json;
  checkActivity(object, "object");
  assert((object["definition"] as Json)["name"], "the object has a name");
  if (statement["result"]) checkResult(statement["result"] as Json);
  checkContext(statement["context"] as Json);
}

/** A response that is there at once: a real one needs turns of the machine that a simulated clock does not know. */
export function reply(text: string | null, { status, headers = {} }: { status: number; headers?: Record<string, string> }): Response {
  const known = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  const answer = { status, text: async () => text ?? "", headers: { get: (name: string) => known.get(name.toLowerCase()) ?? null } };
  return answer as unknown as Response;
}

export class Lrs {
  readonly statements: Statement[] = [];
  readonly documents = new Map<string, { text: string; etag: string }>();
  readonly requests: Request[] = [];
  /** Requests under way, at the most. */
  most = 0;
  private busy = 0;
  private versions = 0;
  private before: { text: string; etag: string } | undefined;

  constructor(public quirks: Quirks = {}) {}

  readonly fetch = async (address: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(String(address));
    const request: Request = {
      method: init.method ?? "GET",
      path: url.pathname.replace("/xapi/", ""),
      query: url.searchParams,
      headers: init.headers as Record<string, string>,
      body: String(init.body ?? ""),
      keepalive: init.keepalive ?? false,
    };
    this.requests.push(request);
    const fault = this.quirks.fault?.(request, this.requests.length) ?? null;
    this.busy++;
    this.most = Math.max(this.most, this.busy);
    try {
      await this.quirks.before?.(request);
      if (fault === 0) throw new TypeError("Failed to fetch");
      if (typeof fault === "number") return reply("a fault", { status: fault });
      const response = this.answer(request);
      if (fault === "lost") throw new TypeError("Failed to fetch");
      return response;
    } finally {
      this.busy--;
    }
  };

  private answer(request: Request): Response {
    assert.equal(request.headers["X-Experience-API-Version"], "1.0.3");
    assert.equal(request.headers["Authorization"], "Basic abc");
    if (request.path === "statements" && request.method === "POST") return this.store(JSON.parse(request.body) as Statement[]);
    assert.equal(request.path, "activities/state");
    return this.document(request);
  }

  private store(batch: readonly Statement[]): Response {
    for (const statement of batch) {
      const known = this.statements.find((other) => other.id === statement.id);
      if (known && JSON.stringify(known) !== JSON.stringify(statement)) return reply("conflict", { status: 409 });
      checkStatement(statement);
    }
    for (const statement of batch) if (!this.statements.some((other) => other.id === statement.id)) this.statements.push(statement);
    return reply(JSON.stringify(batch.map((statement) => statement.id)), { status: 200 });
  }

  private document({ method, query, headers, body }: Request): Response {
    const key = ["activityId", "agent", "registration", "stateId"].map((name) => query.get(name)).join(" ");
    const known = this.documents.get(key);
    const seen = (etag: string): Record<string, string> => (this.quirks.etag === false ? {} : { ETag: etag });
    const shown = this.quirks.slow ? this.before : known;
    if (method === "GET") return shown ? reply(shown.text, { status: 200, headers: seen(shown.etag) }) : reply("", { status: 404 });
    assert.equal(method, "PUT");
    assert.equal(headers["Content-Type"], "application/json");
    const condition = headers["If-Match"];
    if (condition && condition !== "*" && condition !== known?.etag) return reply("", { status: 412 });
    if (this.quirks.strict && known && !condition) return reply("", { status: 409 });
    if (known) this.before = known;
    const etag = `"v${++this.versions}"`;
    this.documents.set(key, { text: body, etag });
    return reply(null, { status: 204, headers: this.quirks.etag === "get" ? {} : seen(etag) });
  }

  verbs(): string[] {
    return this.statements.map((statement) => (statement["verb"] as { id: string }).id.replace(/.*\//, ""));
  }

  /** The statements of this verb, on an object whose id ends so. */
  about(verb: string, ending = ""): Statement[] {
    return this.statements.filter(
      (statement, i) => this.verbs()[i] === verb && (statement["object"] as { id: string }).id.endsWith(ending),
    );
  }
}
