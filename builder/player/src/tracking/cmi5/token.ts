/** The session that a launch begins: its token comes once (cmi5 8.2), so that a reload must find it here. */

import type { Journal } from "../journal.js";
import { isPassing, isStored } from "../xapi/http.js";
import type { Call } from "../port.js";
import { objectIn, type Cmi5Launch } from "./launch.js";

interface Held {
  readonly token: string;
  /** When `initialized` was told, in milliseconds since 1970; 0: not yet. */
  readonly from: number;
  /** Whether `terminated` was told: then the token is good for nothing. */
  readonly over: boolean;
}

export interface Token {
  /** As in Held. */
  readonly from: number;
  /** Whether this page has found the session begun. */
  readonly again: boolean;
  /** Asks for the token; null: nobody answered; false: there is none to be had. */
  get(): Promise<boolean | null>;
  note(change: Partial<Held>): void;
}

/** `session` keeps what this window may find again, and no other. */
export function createToken(launch: Cmi5Launch, session: Journal, fetch: typeof globalThis.fetch, calls: Call[]): Token {
  const key = `cmi5:${launch.fetch}`;
  let held: Held = { token: "", from: 0, over: false, ...objectIn<Held>(session.read(key) ?? "") };
  const again = held.token !== "";

  const note = (change: Partial<Held>): void => {
    held = { ...held, ...change };
    session.write(key, JSON.stringify(held));
  };

  /** An error comes with status 200. */
  async function ask(): Promise<boolean | null> {
    const answer = await fetch(launch.fetch, { method: "POST", cache: "no-store" }).catch(() => null);
    const found = objectIn<Record<string, unknown>>((await answer?.text().catch(() => "")) ?? "");
    const { "auth-token": token, "error-code": code } = found;
    const status = answer?.status ?? 0;
    calls.push({ call: "POST fetch", answer: String(status), ...(code === undefined ? {} : { error: `error-code ${code}` }) });
    if (isPassing(status)) return null;
    if (!isStored(status) || typeof token !== "string" || !token) return false;
    note({ token });
    return true;
  }

  return {
    get from() {
      return held.from;
    },
    again,
    note,
    async get() {
      if (held.over) return false;
      if (!held.token) {
        const asked = await ask();
        if (!asked) return asked;
      }
      launch.auth = `Basic ${held.token}`;
      return true;
    },
  };
}
