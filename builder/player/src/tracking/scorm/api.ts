/** The API object of a SCORM LMS: finding it (RTE 1.2 3.3.6.1) and calling it without ever being thrown at. */

/** How a standard calls the object and its functions. */
export interface Names {
  readonly object: "API" | "API_1484_11";
  readonly initialize: string;
  readonly terminate: string;
  readonly get: string;
  readonly set: string;
  readonly commit: string;
  readonly lastError: string;
}

export type ScormApi = Readonly<Record<string, (...args: string[]) => unknown>>;

export interface Frame {
  readonly API?: unknown;
  readonly API_1484_11?: unknown;
  readonly parent?: Frame | null;
  readonly opener?: Frame | null;
  readonly top?: Frame | null;
}

/** A call, its answer and, where it failed, the error code: for the page that an administrator reads. */
export interface Call {
  readonly method: string;
  readonly args: readonly string[];
  readonly answer: string;
  error?: string;
}

const STEPS = 500;
const LOGGED = 500;
/** The code of an API that is initialized already, in 1.2 and in 2004. */
const AGAIN = /^10[13]$/;

/** Looking into a window of another origin throws. */
function peek<T>(look: () => T): T | null {
  try {
    return look() ?? null;
  } catch {
    return null;
  }
}

function climb({ object, initialize }: Names, start: Frame | null): ScormApi | null {
  for (let frame = start, step = 0; frame && step <= STEPS; step++) {
    const here = frame;
    const api = peek(() => here[object] as ScormApi);
    if (api && peek(() => api[initialize])) return api;
    const parent: Frame | null = peek(() => here.parent as Frame);
    frame = parent === here ? null : parent;
  }
  return null;
}

export function findApi(names: Names, window: Frame): ScormApi | null {
  return (
    climb(names, window) ??
    climb(names, peek(() => window.opener as Frame)) ??
    climb(names, peek(() => window.top?.opener as Frame))
  );
}

/** Where `findApi` found it, or null. */
export function placeOfApi(names: Names, window: Frame): "here" | "frame" | "opener" | "top" | null {
  if (peek(() => window[names.object])) return "here";
  if (climb(names, window)) return "frame";
  if (climb(names, peek(() => window.opener as Frame))) return "opener";
  return findApi(names, window) ? "top" : null;
}

export class Connection {
  /** The last calls, oldest first. */
  readonly log: Call[] = [];

  constructor(
    private readonly names: Names,
    private readonly api: ScormApi,
  ) {}

  /** The answer as text; an LMS that throws has answered nothing. */
  private call(method: string, ...args: string[]): Call {
    const answer = peek(() => this.api[method]?.(...args));
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
    return this.call(this.names.lastError).answer;
  }

  /** A page that was loaded again finds the API initialized: an error that is none if the status can be read. */
  initialize(status: string): boolean {
    const call = this.call(this.names.initialize, "");
    if (this.done(call)) return true;
    if (!AGAIN.test(call.error ?? "")) return false;
    this.get(status);
    return this.lastError() === "0";
  }

  get(element: string): string {
    return this.call(this.names.get, element).answer;
  }

  /** The error code, or null when it was taken. */
  set(element: string, value: string): string | null {
    const call = this.call(this.names.set, element, value);
    return this.done(call) ? null : (call.error ?? "");
  }

  commit(): string | null {
    const call = this.call(this.names.commit, "");
    return this.done(call) ? null : (call.error ?? "");
  }

  terminate(): boolean {
    return this.done(this.call(this.names.terminate, ""));
  }
}
