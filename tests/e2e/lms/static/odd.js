/** APIs as some real LMSs have them: reads that are empty, commits that fail, booleans, errors that throw. */
"use strict";

class OddApi {
  #values = new Map();
  #failing;

  constructor(host, odd) {
    this.#failing = odd.failing_commits;
    const answer = (value) => (odd.booleans ? value : String(value));
    const call = (name, work) => (...given) => {
      const result = work(...given);
      host.log(name, given, String(result), "0");
      return result;
    };
    this.LMSInitialize = call("LMSInitialize", () => answer(true));
    this.LMSGetValue = call("LMSGetValue", (element) => (odd.empty_reads ? "" : this.#read(element)));
    this.LMSSetValue = call("LMSSetValue", (element, value) => {
      this.#values.set(element, value);
      return answer(true);
    });
    this.LMSCommit = call("LMSCommit", () => answer(this.#store(host, false)));
    this.LMSFinish = call("LMSFinish", () => answer(this.#store(host, true)));
    this.LMSGetLastError = call("LMSGetLastError", () => {
      if (odd.errors_throw) throw new ReferenceError("errorCode is not defined");
      return odd.booleans ? 0 : "0";
    });
    this.LMSGetErrorString = call("LMSGetErrorString", () => (odd.errors_throw ? undefined : ""));
    this.LMSGetDiagnostic = call("LMSGetDiagnostic", () => (odd.errors_throw ? undefined : ""));
  }

  #read(element) {
    const start = { "cmi.core.lesson_status": "not attempted", "cmi.core.lesson_mode": "normal", "cmi.core.credit": "credit" };
    return this.#values.get(element) ?? start[element] ?? "";
  }

  #store(host, final) {
    if (this.#failing > 0) {
      this.#failing -= 1;
      return false;
    }
    return host.store({ values: Object.fromEntries(this.#values) }, final);
  }
}

globalThis.OddApi = OddApi;
