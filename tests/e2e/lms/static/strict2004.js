/**
 * A SCORM 2004 API that is as strict as the book: it checks every call, hands it on to scorm-again,
 * keeps a log of all and stores the data, element by element, with the server.
 */
"use strict";

(() => {
  const oneOf = (...words) => (value) => words.includes(value);
  const like = (pattern) => (value) => pattern.test(value);
  const within = (limit) => (value) => value.length <= limit;
  const real = like(/^-?\d{1,10}(\.\d{1,7})?$/);
  const between = (from, to) => (value) => !real(value) ? "406" : Number(value) < from || Number(value) > to ? "407" : null;
  const identifier = like(/^(?!urn:(?![\w-]+:))[^\s[\]{}]{1,4000}$/);
  const interval = like(/^P(?=[\dT])(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/);
  /** A zone stands behind a fraction only. */
  const time = like(/^(19[7-9]\d|20[0-2]\d|203[0-8])-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?$/);
  /** Text that any LMS can keep, and that is not taken for a property: no control characters, no half of a character. */
  const bare = (value) => !value.startsWith("{") && value.isWellFormed() && /^[^\p{Cc}]*$/u.test(value);
  const LANGUAGE = /^\{lang=[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\}/;
  const localized = (value) => bare(value.replace(LANGUAGE, "")) && value.replace(LANGUAGE, "").length <= 250;

  const SHORT = /^[\w.:@%+-]{1,250}$/;
  const parts = (value) => value.split("[,]");
  const list = (value) => parts(value).length <= 36 && parts(value).every(like(SHORT));
  const once = (all) => new Set(all).size === all.length;
  const pairs = (value) => parts(value).every((pair) => pair.split("[.]").length === 2 && pair.split("[.]").every(like(SHORT)));
  const texts = (value) => parts(value).length <= 10 && parts(value).every(within(250)) && bare(value);

  /** Responses by the type of the interaction (RTE 4.2.9.1). */
  const RESPONSES = {
    "true-false": oneOf("true", "false"),
    choice: (value) => value === "" || (list(value) && once(parts(value))),
    likert: like(SHORT),
    matching: (value) => pairs(value) && once(parts(value).map((pair) => pair.split("[.]")[0])),
    sequencing: (value) => list(value) && once(parts(value)),
    numeric: real,
    "fill-in": texts,
    "long-fill-in": (value) => bare(value) && value.length <= 4000,
    other: within(4000),
  };
  const PATTERNS = {
    ...RESPONSES,
    numeric: (value) => value.split("[:]").length === 2 && value.split("[:]").every((end) => end === "" || real(end)),
    "fill-in": (value) => texts(value.replace(/^\{case_matters=(true|false)\}/, "").replace(/^\{order_matters=(true|false)\}/, "")),
  };

  const form = (check) => (value) => (check(value) ? null : "406");
  const COMPLETION = form(oneOf("completed", "incomplete", "not attempted", "unknown"));
  const SUCCESS = form(oneOf("passed", "failed", "unknown"));
  /** What content may set: the code of what is wrong with a value, or null. */
  const WRITABLE = [
    [/^cmi\.(objectives\.\d+\.)?completion_status$/, COMPLETION],
    [/^cmi\.(objectives\.\d+\.)?success_status$/, SUCCESS],
    [/^cmi\.(objectives\.\d+\.)?progress_measure$/, between(0, 1)],
    [/^cmi\.(objectives\.\d+\.)?score\.scaled$/, between(-1, 1)],
    [/^cmi\.(objectives\.\d+\.)?score\.(raw|min|max)$/, form(real)],
    [/^cmi\.location$/, form(within(1000))],
    [/^cmi\.suspend_data$/, form(within(64000))],
    [/^cmi\.exit$/, form(oneOf("time-out", "suspend", "logout", "normal", ""))],
    [/^cmi\.(interactions\.\d+\.latency|session_time)$/, form(interval)],
    [/^cmi\.(objectives|interactions)\.\d+\.(objectives\.\d+\.)?id$/, form(identifier)],
    [/^cmi\.(objectives|interactions)\.\d+\.description$/, form(localized)],
    [/^cmi\.interactions\.\d+\.timestamp$/, form(time)],
    [/^cmi\.interactions\.\d+\.type$/, form((value) => Object.hasOwn(RESPONSES, value))],
    [/^cmi\.interactions\.\d+\.(correct_responses\.\d+\.pattern|learner_response)$/, () => null],
    [/^cmi\.interactions\.\d+\.weighting$/, form(real)],
    [/^cmi\.interactions\.\d+\.result$/, form((value) => real(value) || oneOf("correct", "incorrect", "unanticipated", "neutral")(value))],
    [/^adl\.nav\.request$/, form(oneOf("continue", "previous", "exit", "exitAll", "abandon", "abandonAll", "suspendAll", "_none_"))],
  ];
  const READ_ONLY =
    /^cmi\.(mode|credit|entry|learner_(id|name)|launch_data|total_time|completion_threshold|scaled_passing_score|max_time_allowed|time_limit_action|_version)$|^cmi\.[\w.]*_(count|children)$/;
  const WRITE_ONLY = /^cmi\.(exit|session_time)$/;

  class StrictApi2004 {
    #inner;
    #host;
    #values;
    #old;
    #state = "new";
    #error = "0";

    constructor(inner, host, start) {
      this.#inner = inner;
      this.#host = host;
      this.#values = { ...start };
      this.#old = this.#count("cmi.interactions");
      this.version = "1.0";
      for (const name of ["Initialize", "Terminate", "Commit", "GetValue", "SetValue"])
        this[name] = (...given) => this.#call(name, given, () => this[`_${name}`](...given));
      this.GetLastError = (...given) => this.#query("GetLastError", given, () => this.#error);
      this.GetErrorString = (...given) => this.#query("GetErrorString", given, () => inner.GetErrorString(given[0]));
      this.GetDiagnostic = (...given) => this.#query("GetDiagnostic", given, () => inner.GetDiagnostic(given[0]));
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
      const code = String(this.#inner.GetLastError());
      if (code !== "0") this.#error = code;
      return String(answer);
    }

    /** Of a call outside of the session: its code before it and after it. */
    #closed(before) {
      if (this.#state === "running") return null;
      return String(Number(before) + Number(this.#state === "over"));
    }

    _Initialize(...given) {
      if (given.length !== 1 || given[0] !== "") return this.#fail("201");
      if (this.#state !== "new") return this.#fail(this.#state === "running" ? "103" : "104");
      this.#state = "running";
      return this.#second("Initialize", "");
    }

    #end(given, before) {
      return given.length !== 1 || given[0] !== "" ? "201" : this.#closed(before);
    }

    _Commit(...given) {
      const wrong = this.#end(given, "142");
      if (wrong) return this.#fail(wrong);
      if (this.#second("Commit", "") !== "true") return "false";
      return this.#host.store(this.#values, false) ? "true" : this.#fail("391");
    }

    _Terminate(...given) {
      const wrong = this.#end(given, "112");
      if (wrong) return this.#fail(wrong);
      this.#state = "over";
      if (this.#second("Terminate", "") !== "true") return "false";
      return this.#host.store(this.#values, true) ? "true" : this.#fail("111");
    }

    _GetValue(...given) {
      const [element] = given;
      const closed = this.#closed("122");
      if (closed) return this.#fail(closed, "");
      if (given.length !== 1) return this.#fail("201", "");
      if (WRITE_ONLY.test(element)) return this.#fail("405", "");
      if (!READ_ONLY.test(element) && !WRITABLE.some(([pattern]) => pattern.test(element))) return this.#fail("401", "");
      return this.#second("GetValue", element);
    }

    _SetValue(...given) {
      const [element, value] = given;
      const closed = this.#closed("132");
      if (closed) return this.#fail(closed);
      if (given.length !== 2) return this.#fail("201");
      const wrong = this.#judge(element, value);
      if (wrong) return this.#fail(wrong);
      const answer = this.#second("SetValue", element, value);
      if (answer === "true") this.#values[element] = value;
      return answer;
    }

    #judge(element, value) {
      if (READ_ONLY.test(element)) return "404";
      const check = WRITABLE.find(([pattern]) => pattern.test(element))?.[1];
      return check ? check(value) ?? this.#listed(element, value) : "401";
    }

    #count(list) {
      let n = 0;
      while (Object.hasOwn(this.#values, `${list}.${n}.id`) || Object.hasOwn(this.#values, `${list}.${n}.pattern`)) n += 1;
      return n;
    }

    /** Indexes without a gap and never one of an earlier session; `id` before the rest, `type` before answers. */
    #listed(element, value) {
      const match = /^(cmi\.(interactions|objectives))\.(\d+)\.(.+)$/.exec(element);
      if (!match) return null;
      const [, base, list, index, rest] = match;
      const here = this.#count(base);
      if (Number(index) > here || (list === "interactions" && Number(index) < this.#old)) return "351";
      if (Number(index) === here && rest !== "id") return "408";
      const own = this.#values[`${base}.${index}.id`];
      if (rest === "id" && own !== undefined && own !== value) return "351";
      const ids = Array.from({ length: here }, (_, n) => this.#values[`${base}.${n}.id`]);
      if (list === "objectives" && rest === "id" && own === undefined && ids.includes(value)) return "351";
      const part = /^(objectives|correct_responses)\.(\d+)\./.exec(rest);
      if (part && Number(part[2]) > this.#count(`${base}.${index}.${part[1]}`)) return "351";
      return part?.[1] === "correct_responses" || rest === "learner_response" ? this.#said(`${base}.${index}`, rest, value) : null;
    }

    #said(interaction, rest, value) {
      const type = this.#values[`${interaction}.type`];
      if (type === undefined) return "408";
      const check = (rest === "learner_response" ? RESPONSES : PATTERNS)[type];
      return check(value) ? null : "406";
    }
  }

  globalThis.StrictApi2004 = StrictApi2004;
})();
