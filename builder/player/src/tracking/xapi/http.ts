/** Requests to the LRS. */

import type { Call } from "../port.js";
import type { Launch } from "./launch.js";

export interface Answer {
  /** 0: nobody answered. */
  readonly status: number;
  readonly text: string;
  /** As it came; null when there is none or the LRS does not let it be read across origins. */
  readonly etag: string | null;
}

export interface Message {
  readonly method: "GET" | "PUT" | "POST";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether it must outlive the page. */
  readonly keepalive?: boolean;
}

export type Send = (message: Message) => Promise<Answer>;

const TIMEOUT_MS = 20_000;
const SILENCE: Answer = { status: 0, text: "", etag: null };

export const isStored = (status: number): boolean => status >= 200 && status < 300;
export const isForbidden = (status: number): boolean => status === 401 || status === 403;
/** Worth another try: nobody answered, too many requests, or a fault of the LRS. */
export const isPassing = (status: number): boolean => status === 0 || status === 408 || status === 429 || status >= 500;

const LOGGED = 500;

/** `log` takes what was asked and answered, without who learns and what they did. */
export function sender(launch: Launch, fetch: typeof globalThis.fetch, log: Call[] = []): Send {
  const noted = (call: string, answer: string): void => {
    log.push({ call, answer });
    if (log.length > LOGGED) log.shift();
  };
  return async ({ method, path, query = {}, body, headers = {}, keepalive = false }) => {
    const text = new URLSearchParams([...Object.entries(query), ...launch.echo.map(([name, value]) => [name, value])]).toString();
    const abort = new AbortController();
    const call = `${method} ${path}${query["stateId"] ? ` ${query["stateId"]}` : ""}${body === undefined ? "" : ` (${body.length})`}`;
    const timer = keepalive ? undefined : setTimeout(() => abort.abort(), TIMEOUT_MS);
    try {
      const response = await fetch(launch.endpoint + path + (text && `?${text}`), {
        method,
        keepalive,
        cache: "no-store",
        signal: abort.signal,
        headers: {
          "X-Experience-API-Version": "1.0.3",
          ...(launch.auth ? { Authorization: launch.auth } : {}),
          ...(body === undefined ? {} : { "Content-Type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body }),
      });
      noted(call, String(response.status));
      return { status: response.status, text: await response.text(), etag: response.headers.get("ETag") };
    } catch (error) {
      noted(call, String(error));
      return SILENCE;
    } finally {
      clearTimeout(timer);
    }
  };
}
