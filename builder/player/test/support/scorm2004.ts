/** A SCORM 2004 LMS that takes nothing but what the standard allows, and writes every call down (RTE 3.1, 4.1, 4.2). */

import type { Quirks } from "./scorm.js";

type Method = "Initialize" | "Terminate" | "GetValue" | "SetValue" | "Commit" | "GetLastError";
export type Api2004 = Readonly<Record<Method, (...args: string[]) => unknown>>;
type Check = (value: string) => boolean;

const oneOf = (...words: string[]): Check => (value) => words.includes(value);
const like = (pattern: RegExp): Check => (value) => pattern.test(value);
const real = like(/^-?\d{1,10}(\.\d{1,7})?$/);
const identifier = like(/^(?!urn:(?![\w-]+:))[^\s[\]{}]{1,4000}$/);
const interval = like(/^P(?=[\dT])(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/);
/** A zone stands behind a fraction only. */
const time = like(/^(19[7-9]\d|20[0-2]\d|203[0-8])-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?$/);
const LANGUAGE = /^\{lang=[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\}/;
const bare: Check = (value) => !value.startsWith("{") && /^[^\p{Cc}\p{Cs}]*$/u.test(value);
const localized: Check = (value) => bare(value.replace(LANGUAGE, "")) && value.replace(LANGUAGE, "").length <= 250;
const SHORT = /^[\w.:@%+-]{1,250}$/;
const list = (value: string, most = 36): boolean => value.split("[,]").length <= most && value.split("[,]").every((one) => SHORT.test(one));
const aSet = (value: string): boolean => list(value) && new Set(value.split("[,]")).size === value.split("[,]").length;
const pairs: Check = (value) => value.split("[,]").every((pair) => pair.split("[.]").length === 2 && pair.split("[.]").every(like(SHORT)));
const texts: Check = (value) => value.split("[,]").length <= 10 && value.split("[,]").every((one) => one.length <= 250) && bare(value);

/** Responses by the type of the interaction (RTE 4.2.9.1). */
const RESPONSES: Readonly<Record<string, Check>> = {
  "true-false": oneOf("true", "false"),
  choice: (value) => value === "" || aSet(value),
  likert: like(SHORT),
  matching: pairs,
  sequencing: (value) => list(value),
  numeric: real,
  "fill-in": texts,
  "long-fill-in": (value) => bare(value) && value.length <= 4000,
  other: (value) => value.length <= 4000,
};
const PATTERNS: typeof RESPONSES = {
  ...RESPONSES,
  numeric: (value) => {
    const ends = value.split("[:]");
    return ends.length === 2 && ends.every((end) => end === "" || real(end));
  },
  "fill-in": (value) => texts(value.replace(/^\{case_matters=(true|false)\}/, "").replace(/^\{order_matters=(true|false)\}/, "")),
};

/** What is right by its form, and within its range; null: no such element. */
interface Element {
  readonly form: Check;
  readonly range?: readonly [number, number];
  readonly readOnly?: boolean;
  readonly writeOnly?: boolean;
}
const SCALED: Element = { form: real, range: [-1, 1] };
const COMPLETION: Element = { form: oneOf("completed", "incomplete", "not attempted", "unknown") };
const SUCCESS: Element = { form: oneOf("passed", "failed", "unknown") };
const GIVEN: Element = { form: () => false, readOnly: true };
const ELEMENTS: readonly [RegExp, Element][] = [
  [/^cmi\.(objectives\.\d+\.)?completion_status$/, COMPLETION],
  [/^cmi\.(objectives\.\d+\.)?success_status$/, SUCCESS],
  [/^cmi\.(objectives\.\d+\.)?progress_measure$/, { form: real, range: [0, 1] }],
  [/^cmi\.(objectives\.\d+\.)?score\.scaled$/, SCALED],
  [/^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, { form: real }],
  [/^cmi\.location$/, { form: (value) => value.length <= 1000 }],
  [/^cmi\.suspend_data$/, { form: (value) => value.length <= 64_000 }],
  [/^cmi\.exit$/, { form: oneOf("time-out", "suspend", "logout", "normal", ""), writeOnly: true }],
  [/^cmi\.session_time$/, { form: interval, writeOnly: true }],
  [/^cmi\.(mode|credit|entry|learner_id|learner_name|launch_data|total_time|completion_threshold|scaled_passing_score|max_time_allowed|time_limit_action)$/, GIVEN],
  [/^cmi\.(interactions|objectives)\.(\d+\.(objectives|correct_responses)\.)?_(count|children)$/, GIVEN],
  [/^cmi\.(objectives|interactions)\.\d+\.id$/, { form: identifier }],
  [/^cmi\.(objectives|interactions)\.\d+\.description$/, { form: localized }],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, { form: identifier }],
  [/^cmi\.interactions\.\d+\.timestamp$/, { form: time }],
  [/^cmi\.interactions\.\d+\.type$/, { form: (value) => value in RESPONSES || value === "performance" }],
  [/^cmi\.interactions\.\d+\.(correct_responses\.\d+\.pattern|learner_response)$/, { form: () => true }],
  [/^cmi\.interactions\.\d+\.weighting$/, { form: real }],
  [/^cmi\.interactions\.\d+\.result$/, { form: (value) => real(value) || oneOf("correct", "incorrect", "unanticipated", "neutral")(value) }],
  [/^cmi\.interactions\.\d+\.latency$/, { form: interval }],
  [/^adl\.nav\.request$/, { form: like(/^(continue|previous|exit|exitAll|abandon|abandonAll|suspendAll|_none_)$/) }],
];

/** What an LMS keeps of a learner between launches. */
export class Lms2004 {
  /** What is stored: only commits and the end get here. */
  stored: Record<string, string> = {};
  launches = 0;
  /** All calls of all launches that erred; that a value was never set is no error. */
  readonly errors: string[] = [];
  /** All calls of the last launch. */
  calls: string[] = [];
  /** What the content asked for at the end, by launch. */
  readonly requests: (string | null)[] = [];

  constructor(readonly start: Record<string, string> = {}) {}

  launch(quirks: Quirks = {}): Api2004 {
    this.calls = [];
    const kept = this.stored["cmi.exit"] === "suspend" || !this.launches ? this.stored : {};
    const entry = this.launches++ ? (Object.keys(kept).length ? "resume" : "") : "ab-initio";
    return new Launch(this, { ...kept }, entry, quirks).api;
  }

  core(name: string): string | undefined {
    return this.stored[`cmi.${name}`];
  }

  interactions(): Record<string, string>[] {
    return this.list("interactions");
  }

  objectives(): Record<string, string>[] {
    return this.list("objectives");
  }

  private list(name: string): Record<string, string>[] {
    const out: Record<string, string>[] = [];
    for (const [element, value] of Object.entries(this.stored)) {
      const [, of, index, rest] = /^cmi\.(\w+)\.(\d+)\.(.*)$/.exec(element) ?? [];
      if (of === name && index && rest) (out[+index] ??= {})[rest] = value;
    }
    return out;
  }
}

class Launch {
  private values: Record<string, string>;
  private state: "new" | "open" | "closed" = "new";
  private code = "0";
  private commits = 0;
  private sent = 0;
  private request: string | null = null;

  constructor(
    private readonly lms: Lms2004,
    stored: Record<string, string>,
    entry: string,
    private readonly quirks: Quirks,
  ) {
    this.values = {
      "cmi.learner_id": "officer-7",
      "cmi.mode": "normal",
      "cmi.credit": "credit",
      "cmi.completion_status": "unknown",
      "cmi.success_status": "unknown",
      "cmi.entry": entry,
      ...lms.start,
      ...stored,
    };
    delete this.values["cmi.exit"];
    delete this.values["cmi.session_time"];
  }

  readonly api: Api2004 = {
    Initialize: (argument) => this.yes("Initialize", argument !== "" ? "201" : this.state === "new" ? this.opens() : this.state === "open" ? "103" : "104"),
    Terminate: () => this.yes("Terminate", this.ends()),
    GetValue: (element = "") => {
      const error = this.reads(element);
      const value = error === "0" ? this.value(element) : "";
      return this.answer(`Get ${element}`, error, value);
    },
    SetValue: (element = "", value = "") => {
      const error = this.fault(element, value);
      this.sent += element.length + value.length;
      if (error === "0" && element === "adl.nav.request") this.request = value;
      else if (error === "0") this.values[element] = value;
      if (error === "0") this.quirks.heard?.(element, value);
      return this.yes(`Set ${element}=${value}`, error);
    },
    Commit: () => this.yes("Commit", this.stores()),
    GetLastError: () => {
      this.lms.calls.push("GetLastError");
      return this.code;
    },
  };

  private answer(call: string, error: string, value: string): string {
    this.code = error;
    this.lms.calls.push(call);
    if (error !== "0" && error !== "403") this.lms.errors.push(`${call} -> ${error}`);
    return value;
  }

  private yes(call: string, error: string): string {
    return this.answer(call, error, String(error === "0"));
  }

  private opens(): string {
    this.state = "open";
    return "0";
  }

  /** Of the state that a call needs: its own code before the session and after it. */
  private closed(before: string): string | null {
    if (this.state === "open") return null;
    return this.state === "new" ? before : String(+before + 1);
  }

  private count(name: string): number {
    let n = 0;
    while (`${name}.${n}.id` in this.values || `${name}.${n}.pattern` in this.values) n++;
    return n;
  }

  private reads(element: string): string {
    const closed = this.closed("122");
    if (closed) return closed;
    if (this.quirks.mute || element.endsWith("._count")) return "0";
    const found = ELEMENTS.find(([pattern]) => pattern.test(element))?.[1];
    if (!found) return "401";
    if (found.writeOnly) return "405";
    const [, list, index] = /^(cmi\.(?:interactions|objectives))\.(\d+)\./.exec(element) ?? [];
    if (list && +(index ?? 0) >= this.count(list)) return "301";
    return element in this.values ? "0" : "403";
  }

  private value(element: string): string {
    if (this.quirks.mute) return "";
    return element.endsWith("._count") ? String(this.count(element.slice(0, -7))) : (this.values[element] ?? "");
  }

  private fault(element: string, value: string): string {
    const closed = this.closed("132");
    const refused = this.quirks.refuse?.(element, value);
    if (closed || refused) return closed ?? refused ?? "";
    const found = ELEMENTS.find(([pattern]) => pattern.test(element))?.[1];
    if (!found) return "401";
    if (found.readOnly) return "404";
    if (!found.form(value)) return "406";
    if (found.range && (+value < found.range[0] || +value > found.range[1])) return "407";
    return this.listed(element, value);
  }

  /** Indexes without gaps; `id` before all else, `type` before answers; objectives named once. */
  private listed(element: string, value: string): string {
    const [, base = "", list = "", index = "", rest = ""] = /^(cmi\.(interactions|objectives))\.(\d+)\.(.*)$/.exec(element) ?? [];
    if (!base) return "0";
    const here = this.count(base);
    if (+index > here) return "351";
    if (+index === here && rest !== "id") return "408";
    const others = Array.from({ length: here }, (_, n) => (n === +index ? null : this.values[`${base}.${n}.id`]));
    const own = this.values[`${base}.${index}.id`];
    if (list === "objectives" && rest === "id" && (others.includes(value) || (own !== undefined && own !== value))) return "351";
    const part = /^(objectives|correct_responses)\.(\d+)\./.exec(rest);
    if (part && +(part[2] ?? 0) > this.count(`${base}.${index}.${part[1]}`)) return "351";
    return part?.[1] === "correct_responses" || rest === "learner_response" ? this.said(`${base}.${index}`, rest, value) : "0";
  }

  private said(interaction: string, rest: string, value: string): string {
    const type = this.values[`${interaction}.type`];
    if (type === undefined) return "408";
    const check = (rest === "learner_response" ? RESPONSES : PATTERNS)[type];
    return check?.(value) ? "0" : "406";
  }

  /** By the measure of the manifest the LMS decides, whatever the content has said (RTE 4.2.4, 4.2.22). */
  private decided(): Record<string, string> {
    const { values, quirks } = this;
    const passing = quirks.mastery === undefined ? this.lms.start["cmi.scaled_passing_score"] : String(quirks.mastery / 100);
    const scaled = values["cmi.score.scaled"];
    const success = passing === undefined || scaled === undefined ? {} : { "cmi.success_status": +scaled >= +passing ? "passed" : "failed" };
    const measure = values["cmi.progress_measure"];
    const threshold = this.lms.start["cmi.completion_threshold"];
    const completion = threshold === undefined || measure === undefined ? {} : { "cmi.completion_status": +measure >= +threshold ? "completed" : "incomplete" };
    return { ...values, ...success, ...completion };
  }

  private store(final: boolean): void {
    const { lms, quirks } = this;
    if (quirks.keeps === false) return;
    this.sent = 0;
    lms.stored = final ? this.decided() : { ...this.values };
    if (!quirks.onlyPassed) return;
    lms.stored = Object.fromEntries(Object.entries(lms.stored).filter(([name]) => !/score|interactions|objectives/.test(name)));
    if (lms.stored["cmi.completion_status"] === "completed") lms.stored["cmi.suspend_data"] = lms.stored["cmi.location"] = "";
  }

  private stores(): string {
    this.commits++;
    const closed = this.closed("142");
    if (closed) return closed;
    if (this.sent <= (this.quirks.room ?? Infinity) && this.quirks.commits?.(this.commits) !== false) {
      this.store(false);
      return "0";
    }
    if (this.quirks.forgets) this.values = { ...begun(this.values), ...this.lms.start, ...this.lms.stored };
    return "391";
  }

  private ends(): string {
    const closed = this.closed("112");
    if (closed) return closed;
    if (this.quirks.finishes === false || this.sent > (this.quirks.room ?? Infinity)) return "111";
    this.state = "closed";
    this.lms.requests.push(this.request);
    this.store(true);
    return "0";
  }
}

/** What is left where all that content has set is forgotten. */
const begun = (values: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(values).filter(([name]) => /^cmi\.(mode|credit|entry|learner_id)$/.test(name))),
  "cmi.completion_status": "unknown",
  "cmi.success_status": "unknown",
});
