/**
 * A SCORM 1.2 API that is as strict as the book: it checks every call, hands it on to scorm-again,
 * keeps a log of all and stores the data with the server.
 */
"use strict";

const WORDS = {
  status: ["passed", "completed", "failed", "incomplete", "browsed"],
  exit: ["time-out", "suspend", "logout", ""],
  type: ["true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric"],
  result: ["correct", "wrong", "unanticipated", "neutral"],
};
const DECIMAL = /^-?\d{1,3}(\.\d+)?$/;
const TIMESPAN = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/;

const text = (limit) => (value) => value.length <= limit;
const word = (name) => (value) => WORDS[name].includes(value);
const like = (pattern) => (value) => pattern.test(value);
const identifier = like(/^[\x21-\x7e]{1,255}$/);
const percent = (value) => value === "" || (DECIMAL.test(value) && Number(value) >= 0 && Number(value) <= 100);
const result = (value) => word("result")(value) || DECIMAL.test(value);

/** Text that any LMS can keep: no control characters, no half of a character. */
const written = (value) => text(255)(value) && value.isWellFormed() && like(/^[^\p{Cc}]+$/u)(value);

/** Responses and patterns by the type of the interaction (RTE 1.2 3.4.4, CMIFeedback). */
const RESPONSES = {
  "true-false": like(/^[01tf]$/),
  choice: like(/^[a-z0-9](,[a-z0-9])*$/),
  matching: like(/^[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*$/),
  sequencing: like(/^[a-z0-9](,[a-z0-9])*$/),
  likert: like(/^[a-z0-9]?$/),
  numeric: like(/^-?\d+(\.\d+)?$/),
  "fill-in": written,
  performance: written,
};

/** The parts of a response by which it must not name one thing twice; null where it is no list. */
const NAMED = {
  choice: (value) => value.split(","),
  sequencing: (value) => value.split(","),
  matching: (value) => value.split(",").map((pair) => pair.split(".")[0]),
};

/** Each part once; and what is put in order or matched is what the right answer puts in order or matches. */
function consistent(type, value, pattern) {
  const named = NAMED[type]?.(value);
  if (!named) return true;
  if (new Set(named).size < named.length) return false;
  const known = pattern === undefined ? named : NAMED[type](pattern);
  if (type === "sequencing") return [...named].sort().join() === [...known].sort().join();
  return type !== "matching" || named.every((one) => known.includes(one));
}

/** What content may set, and how it must look; lists are checked apart. */
const WRITABLE = new Map([
  ["cmi.core.lesson_location", text(255)],
  ["cmi.core.lesson_status", word("status")],
  ["cmi.core.score.raw", percent],
  ["cmi.core.score.min", percent],
  ["cmi.core.score.max", percent],
  ["cmi.core.exit", word("exit")],
  ["cmi.core.session_time", like(TIMESPAN)],
  ["cmi.suspend_data", text(4096)],
  ["cmi.comments", text(4096)],
]);
const READABLE = new Set([
  "cmi.core._children", "cmi.core.student_id", "cmi.core.student_name", "cmi.core.lesson_location", "cmi.core.credit",
  "cmi.core.lesson_status", "cmi.core.entry", "cmi.core.score._children", "cmi.core.score.raw", "cmi.core.score.min",
  "cmi.core.score.max", "cmi.core.total_time", "cmi.core.lesson_mode", "cmi.suspend_data", "cmi.launch_data",
  "cmi.comments", "cmi.comments_from_lms", "cmi.objectives._children", "cmi.objectives._count",
  "cmi.interactions._children", "cmi.interactions._count", "cmi.student_data._children",
  "cmi.student_data.mastery_score", "cmi.student_data.max_time_allowed", "cmi.student_data.time_limit_action",
]);
const INTERACTION = {
  id: identifier, time: like(TIME), type: word("type"), weighting: like(DECIMAL), result, latency: like(TIMESPAN),
};
const OBJECTIVE = { id: identifier, status: word("status"), "score.raw": percent, "score.min": percent, "score.max": percent };

class StrictApi {
  #inner;
  #host;
  #state = "new";
  #error = "0";
  #interactions;
  #objectives;

  constructor(inner, host, start) {
    this.#inner = inner;
    this.#host = host;
    this.#interactions = { old: start.interactions.length, own: [] };
    this.#objectives = start.objectives.map((o) => ({ id: o.id }));
    const calls = { LMSInitialize: "initialize", LMSFinish: "finish", LMSCommit: "commit", LMSGetValue: "get", LMSSetValue: "set" };
    for (const [name, method] of Object.entries(calls))
      this[name] = (...given) => this.#call(name, given, () => this[`_${method}`](...given));
    this.LMSGetLastError = (...given) => this.#query("LMSGetLastError", given, () => this.#error);
    this.LMSGetErrorString = (...given) => this.#query("LMSGetErrorString", given, () => inner.LMSGetErrorString(given[0]));
    this.LMSGetDiagnostic = (...given) => this.#query("LMSGetDiagnostic", given, () => inner.LMSGetDiagnostic(given[0]));
  }

  #call(name, given, work) {
    this.#error = "0";
    const answer = given.every((g) => typeof g === "string") ? work() : this.#fail("201");
    this.#host.log(name, given, answer, this.#error);
    return answer;
  }

  #query(name, given, work) {
    const answer = String(work());
    this.#host.log(name, given, answer, "0");
    return answer;
  }

  #fail(code, answer = "false") {
    this.#error = code;
    return answer;
  }

  /** Lets scorm-again judge too: its refusal is ours. */
  #second(method, ...given) {
    const answer = this.#inner[method](...given);
    const code = String(this.#inner.LMSGetLastError());
    if (code !== "0") this.#error = code;
    return String(answer);
  }

  _initialize(...given) {
    if (given.length !== 1 || given[0] !== "") return this.#fail("201");
    if (this.#state !== "new") return this.#fail("101");
    this.#state = "running";
    return this.#second("LMSInitialize", "");
  }

  #end(given) {
    if (given.length !== 1 || given[0] !== "") return "201";
    return this.#state === "running" ? null : "301";
  }

  _commit(...given) {
    const wrong = this.#end(given);
    if (wrong) return this.#fail(wrong);
    if (this.#second("LMSCommit", "") !== "true") return "false";
    return this.#host.store(this.#inner.cmi, false) ? "true" : this.#fail("101");
  }

  _finish(...given) {
    const wrong = this.#end(given);
    if (wrong) return this.#fail(wrong);
    this.#state = "finished";
    const cmi = JSON.parse(JSON.stringify(this.#inner.cmi));
    if (this.#second("LMSFinish", "") !== "true") return "false";
    return this.#host.store(cmi, true) ? "true" : this.#fail("101");
  }

  _get(...given) {
    const [element] = given;
    if (this.#state !== "running") return this.#fail("301", "");
    if (given.length !== 1) return this.#fail("201", "");
    if (/^cmi\.core\.(exit|session_time)$|^cmi\.interactions\.\d+\./.test(element)) return this.#fail("404", "");
    const known = READABLE.has(element) || /^cmi\.objectives\.\d+\.(id|status|score\.(raw|min|max|_children))$/.test(element);
    return known ? this.#second("LMSGetValue", element) : this.#fail("401", "");
  }

  _set(...given) {
    const [element, value] = given;
    if (this.#state !== "running") return this.#fail("301");
    if (given.length !== 2) return this.#fail("201");
    const wrong = this.#judge(element, value);
    return wrong ? this.#fail(wrong) : this.#second("LMSSetValue", element, value);
  }

  #judge(element, value) {
    if (/\._(children|count)$/.test(element)) return "402";
    const list = /^cmi\.(interactions|objectives)\.(\d+)\.(.+)$/.exec(element);
    if (list) return list[1] === "interactions" ? this.#interaction(+list[2], list[3], value) : this.#objective(+list[2], list[3], value);
    const check = WRITABLE.get(element);
    if (check) return check(value) ? null : "405";
    return READABLE.has(element) ? "403" : "401";
  }

  /** The index without a gap and never one of an earlier session; `id` before the rest, `type` before responses. */
  #interaction(index, field, value) {
    const { old, own } = this.#interactions;
    const at = index - old;
    if (at < 0 || at > own.length || (at === own.length && field !== "id")) return "201";
    // The same one may be written again, as after a commit that failed; another one never takes its place.
    if (field === "id" && own[at] && own[at].id !== value) return "201";
    const entry = (field !== "id" && own[at]) || { id: value, objectives: 0, patterns: 0 };
    const wrong = this.#field(entry, field, value);
    if (!wrong && field === "id") own[at] = entry;
    if (!wrong && field === "type") entry.type = value;
    return wrong;
  }

  #field(entry, field, value) {
    const part = /^(objectives|correct_responses)\.(\d+)\.(id|pattern)$/.exec(field);
    if (part?.[1] === "objectives" && part[3] === "id") {
      if (+part[2] !== entry.objectives) return "201";
      entry.objectives += 1;
      return identifier(value) ? null : "405";
    }
    if (part || field === "student_response") {
      if (!entry.type || (part && (part[3] !== "pattern" || +part[2] !== entry.patterns))) return "201";
      if (value.length > 255 || !RESPONSES[entry.type](value) || !consistent(entry.type, value, entry.pattern)) return "405";
      if (part) entry.pattern ??= value;
      if (part) entry.patterns += 1;
      return null;
    }
    const check = Object.hasOwn(INTERACTION, field) ? INTERACTION[field] : null;
    return check ? (check(value) ? null : "405") : "401";
  }

  #objective(index, field, value) {
    const list = this.#objectives;
    if (index > list.length || (index === list.length && field !== "id")) return "201";
    const check = Object.hasOwn(OBJECTIVE, field) ? OBJECTIVE[field] : null;
    if (!check) return "401";
    if (!check(value)) return "405";
    if (field !== "id") return null;
    if (list.some((o, at) => o.id === value && at !== index) || (list[index] && list[index].id !== value)) return "405";
    list[index] = { id: value };
    return null;
  }
}

globalThis.StrictApi = StrictApi;
