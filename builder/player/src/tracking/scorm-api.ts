/** The API object of a SCORM 1.2 LMS: finding it (RTE 1.2 3.3.6.1) and calling it without ever being thrown at. */

type Method =
  | "LMSInitialize"
  | "LMSFinish"
  | "LMSGetValue"
  | "LMSSetValue"
  | "LMSCommit"
  | "LMSGetLastError";

export type ScormApi = Readonly<Record<Method, (...args: string[]) => unknown>>;

export interface Frame {
  readonly API?: unknown;
  readonly parent?: Frame | null;
  readonly opener?: Frame | null;
  readonly top?: Frame | null;
}

/** A call, its answer and, where it failed, the error code: for the page that an administrator reads. */
export interface Call {
  readonly method: Method;
  readonly args: readonly string[];
  readonly answer: string;
  error?: string;
}

const STEPS = 500;
const LOGGED = 500;

/** Looking into a window of another origin throws. */
function peek<T>(look: () => T): T | null {
  try {
    return look() ?? null;
  } catch {
    return null;
  }
}

function climb(start: Frame | null): ScormApi | null {
  for (let frame = start, step = 0; frame && step <= STEPS; step++) {
    const here = frame;
    const api = peek(() => here.API as ScormApi);
    if (api && peek(() => api.LMSInitialize)) return api;
    const parent: Frame | null = peek(() => here.parent as Frame);
    frame = parent === here ? null : parent;
  }
  return null;
}

export function findApi(window: Frame): ScormApi | null {
  return (
    climb(window) ??
    climb(peek(() => window.opener as Frame)) ??
    climb(peek(() => window.top?.opener as Frame))
  );
}

/** Where `findApi` found it, or null. */
export function placeOfApi(window: Frame): "here" | "frame" | "opener" | "top" | null {
  if (peek(() => window.API)) return "here";
  if (climb(window)) return "frame";
  if (climb(peek(() => window.opener as Frame))) return "opener";
  return findApi(window) ? "top" : null;
}

export class Connection {
  /** The last calls, oldest first. */
  readonly log: Call[] = [];

  constructor(private readonly api: ScormApi) {}

  /** The answer as text; an LMS that throws has answered nothing. */
  private call(method: Method, ...args: string[]): Call {
    const answer = peek(() => this.api[method](...args));
    const call: Call = { method, args, answer: answer === null ? "" : String(answer) };
    this.log.push(call);
    if (this.log.length > LOGGED) this.log.shift();
    return call;
  }

  /** Whether it was done. The error code is asked for only where something failed: it costs a call each time. */
  private done(call: Call): boolean {
    if (call.answer === "true") return true;
    call.error = this.lastError();
    return false;
  }

  lastError(): string {
    return this.call("LMSGetLastError").answer;
  }

  /** A page that was loaded again finds the API initialized: an error 101 that is none if values can be read. */
  initialize(): boolean {
    const call = this.call("LMSInitialize", "");
    if (this.done(call)) return true;
    if (call.error !== "101") return false;
    this.get("cmi.core.lesson_status");
    return this.lastError() === "0";
  }

  get(element: string): string {
    return this.call("LMSGetValue", element).answer;
  }

  /** The error code, or null when it was taken. */
  set(element: string, value: string): string | null {
    const call = this.call("LMSSetValue", element, value);
    return this.done(call) ? null : (call.error ?? "");
  }

  commit(): string | null {
    const call = this.call("LMSCommit", "");
    return this.done(call) ? null : (call.error ?? "");
  }

  finish(): boolean {
    return this.done(this.call("LMSFinish", ""));
  }
}
