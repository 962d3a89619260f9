/** A SCORM 1.2 LMS that takes nothing but what the standard allows, and writes every call down (RTE 1.2 3.3, 3.4). */

type Method = "LMSInitialize" | "LMSFinish" | "LMSGetValue" | "LMSSetValue" | "LMSCommit" | "LMSGetLastError";
export type Api = Readonly<Record<Method, (...args: string[]) => unknown>>;

const IDENTIFIER = /^[\x21-\x7e]{1,255}$/;
const SPAN = /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/;
const DECIMAL = /^-?\d{1,3}(\.\d+)?$/;
const within = (value: string): boolean => DECIMAL.test(value) && +value >= 0 && +value <= 100;
const feedback = (value: string): boolean => value.length <= 255 && /^[^\r\n]+$/.test(value);
/** Responses and patterns by the type of the interaction; what is written is free (RTE 1.2 3.4.4, CMIFeedback). */
const FORMS: Readonly<Record<string, RegExp>> = {
  "true-false": /^[01tf]$/,
  choice: /^[a-z0-9](,[a-z0-9])*$/,
  matching: /^[a-z0-9]\.[a-z0-9](,[a-z0-9]\.[a-z0-9])*$/,
  sequencing: /^[a-z0-9](,[a-z0-9])*$/,
  likert: /^[a-z0-9]$/,
  numeric: /^-?\d+(\.\d+)?$/,
  "fill-in": /./,
};
const oneOf = (...words: string[]) => (value: string) => words.includes(value);
const STATUS = oneOf("passed", "completed", "failed", "incomplete", "browsed");

type Check = (value: string) => boolean;

const WRITABLE: readonly [RegExp, Check][] = [
  [/^cmi\.core\.lesson_status$/, STATUS],
  [/^cmi\.core\.lesson_location$/, (value) => value.length <= 255],
  [/^cmi\.core\.score\.(raw|min|max)$/, within],
  [/^cmi\.core\.exit$/, oneOf("time-out", "suspend", "logout", "")],
  [/^cmi\.core\.session_time$/, (value) => SPAN.test(value)],
  [/^cmi\.suspend_data$/, (value) => value.length <= 4096 && /^[\x20-\x7e]*$/.test(value)],
  [/^cmi\.objectives\.\d+\.id$/, (value) => IDENTIFIER.test(value)],
  [/^cmi\.objectives\.\d+\.score\.(raw|min|max)$/, within],
  [/^cmi\.objectives\.\d+\.status$/, STATUS],
  [/^cmi\.interactions\.\d+\.id$/, (value) => IDENTIFIER.test(value)],
  [/^cmi\.interactions\.\d+\.objectives\.\d+\.id$/, (value) => IDENTIFIER.test(value)],
  [/^cmi\.interactions\.\d+\.time$/, (value) => TIME.test(value)],
  [/^cmi\.interactions\.\d+\.type$/, oneOf("true-false", "choice", "fill-in", "matching", "performance", "sequencing", "likert", "numeric")],
  [/^cmi\.interactions\.\d+\.correct_responses\.\d+\.pattern$/, feedback],
  [/^cmi\.interactions\.\d+\.student_response$/, feedback],
  [/^cmi\.interactions\.\d+\.result$/, (value) => DECIMAL.test(value) || oneOf("correct", "wrong", "unanticipated", "neutral")(value)],
  [/^cmi\.interactions\.\d+\.latency$/, (value) => SPAN.test(value)],
];

export interface Quirks {
  /** Every read is "". */
  readonly mute?: boolean;
  /** Elements whose setting is refused with this code. */
  readonly refuse?: (element: string, value: string) => string | null;
  /** Whether this commit, counted from 1, works. */
  readonly commits?: (n: number) => boolean;
  /** Whether a commit that does not work throws away what was set. */
  readonly forgets?: boolean;
  /** Whether LMSFinish works. */
  readonly finishes?: boolean;
  /** Whether what is taken is kept; if not, the answer is yes all the same. */
  readonly keeps?: boolean;
  /** Most characters that may be sent at once; what is more is refused and not kept. */
  readonly room?: number;
  /** As Moodle: LMSFinish makes the status of the score. */
  readonly mastery?: number;
  /** As Frappe: only `passed` completes, and then the state is erased; score and interactions are never kept. */
  readonly onlyPassed?: boolean;
  /** Hears of all that is set and taken. */
  readonly heard?: (element: string, value: string) => void;
}

/** What an LMS keeps of a learner between launches. */
export class Lms {
  /** What is stored: only commits and finishes get here. */
  stored: Record<string, string> = {};
  launches = 0;
  /** All calls of all launches that erred. */
  readonly errors: string[] = [];
  /** All calls of the last launch. */
  calls: string[] = [];

  constructor(readonly start: Record<string, string> = {}) {}

  launch(quirks: Quirks = {}): Api {
    this.launches++;
    this.calls = [];
    const blank: Record<string, string> = {
      "cmi.core.student_id": "officer-7",
      "cmi.core.lesson_mode": "normal",
      "cmi.core.credit": "credit",
      "cmi.core.lesson_status": "not attempted",
      "cmi.core.entry": this.launches === 1 ? "ab-initio" : "resume",
      ...this.start,
    };
    let values = { ...blank, ...this.stored };
    let state: "new" | "open" | "closed" = "new";
    let code = "0";
    let commits = 0;
    let counts: Record<string, number> = {};
    const count = (list: string): number => {
      let n = counts[list] ?? 0;
      while (`cmi.${list}.${n}.id` in values) n++;
      return (counts[list] = n);
    };
    const answer = (call: string, error: string, value: string): string => {
      code = error;
      this.calls.push(call);
      if (error !== "0") this.errors.push(`${call} -> ${error}`);
      return value;
    };
    const yes = (call: string, error: string): string => answer(call, error, String(error === "0"));

    const fault = (element: string, value: string): string => {
      if (state !== "open") return "301";
      const refused = quirks.refuse?.(element, value);
      if (refused) return refused;
      const check = WRITABLE.find(([pattern]) => pattern.test(element))?.[1];
      if (!check) return "201";
      if (!check(value)) return "405";
      const [, list, index, rest] = /^cmi\.(interactions|objectives)\.(\d+)\.(.*)$/.exec(element) ?? [];
      if (list && +(index ?? 0) > count(list)) return "201";
      if (list && +(index ?? 0) === count(list) && rest !== "id") return "408";
      if (/^(student_response|correct_responses\..*)$/.test(rest ?? "") && !FORMS[values[`cmi.interactions.${index}.type`] ?? ""]?.test(value)) return "405";
      return "0";
    };
    let sent = 0;
    const tooMuch = (): boolean => sent > (quirks.room ?? Infinity);
    const store = (): void => {
      if (quirks.keeps === false) return;
      sent = 0;
      this.stored = { ...values };
      if (!quirks.onlyPassed) return;
      const done = values["cmi.core.lesson_status"] === "passed";
      this.stored = Object.fromEntries(Object.entries(values).filter(([name]) => !/score|interactions|objectives/.test(name)));
      if (done) this.stored["cmi.suspend_data"] = this.stored["cmi.core.lesson_location"] = "";
      else if (this.stored["cmi.core.lesson_status"] === "completed") this.stored["cmi.core.lesson_status"] = "incomplete";
    };

    return {
      LMSInitialize: () => {
        if (state !== "new") return yes("Initialize", "101");
        state = "open";
        return yes("Initialize", "0");
      },
      LMSFinish: () => {
        if (state !== "open") return yes("Finish", "301");
        if (quirks.finishes === false || tooMuch()) return yes("Finish", "101");
        state = "closed";
        const raw = values["cmi.core.score.raw"];
        if (quirks.mastery !== undefined && raw) values["cmi.core.lesson_status"] = +raw >= quirks.mastery ? "passed" : "failed";
        // What Moodle does, and others.
        if (values["cmi.core.lesson_status"] === "not attempted") values["cmi.core.lesson_status"] = "completed";
        store();
        return yes("Finish", "0");
      },
      LMSGetValue: (element = "") => {
        if (state !== "open") return answer(`Get ${element}`, "301", "");
        if (quirks.mute) return answer(`Get ${element}`, "0", "");
        const list = /^cmi\.(interactions|objectives)\._count$/.exec(element)?.[1];
        return answer(`Get ${element}`, "0", list ? String(count(list)) : (values[element] ?? ""));
      },
      LMSSetValue: (element = "", value = "") => {
        const error = fault(element, value);
        sent += element.length + value.length;
        if (error === "0") values[element] = value;
        if (error === "0") quirks.heard?.(element, value);
        return yes(`Set ${element}=${value}`, error);
      },
      LMSCommit: () => {
        commits++;
        if (state !== "open") return yes("Commit", "301");
        if (tooMuch() || (quirks.commits && !quirks.commits(commits))) {
          if (quirks.forgets) {
            values = { ...blank, ...this.stored };
            counts = {};
          }
          return yes("Commit", "101");
        }
        store();
        return yes("Commit", "0");
      },
      LMSGetLastError: () => {
        this.calls.push("GetLastError");
        return code;
      },
    };
  }

  core(name: string): string | undefined {
    return this.stored[`cmi.core.${name}`];
  }

  interactions(): Record<string, string>[] {
    const out: Record<string, string>[] = [];
    for (const [element, value] of Object.entries(this.stored)) {
      const [, index, rest] = /^cmi\.interactions\.(\d+)\.(.*)$/.exec(element) ?? [];
      if (index && rest) (out[+index] ??= {})[rest] = value;
    }
    return out;
  }
}
