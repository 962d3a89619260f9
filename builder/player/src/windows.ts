/** Windows of one learner at one course, which tell each other who goes on. */

import type { Clock } from "./clock.js";
import type { CourseEvent } from "./events.js";

export type Message =
  /** "I am the one now, since." */
  | { readonly kind: "mine"; readonly from: string; readonly since: number }
  /** What the window that steps back has, for the one that goes on. */
  | { readonly kind: "yours"; readonly to: string; readonly state: string; readonly events: readonly CourseEvent[] };

export interface Channel {
  post(message: Message): void;
  close(): void;
}

/** `name` tells nobody who learns. */
export type Connect = (name: string, hear: (message: Message) => void) => Channel;

/** By storage events, which other windows hear when something is written: for browsers without BroadcastChannel. */
function byStorage(name: string, hear: (message: Message) => void): Channel {
  const listen = ({ key, newValue }: StorageEvent): void => {
    if (key === name && newValue) hear(JSON.parse(newValue) as Message);
  };
  addEventListener("storage", listen);
  return {
    post(message) {
      try {
        localStorage.setItem(name, JSON.stringify(message));
        localStorage.removeItem(name);
      } catch {
        // Neither way: the last window to save wins, and what this browser keeps is brought together at the next launch.
      }
    },
    close: () => removeEventListener("storage", listen),
  };
}

export const browserWindows: Connect = (name, hear) => {
  const full = `peacebuilder:window:${name}`;
  try {
    const channel = new BroadcastChannel(full);
    channel.onmessage = ({ data }) => hear(data as Message);
    return { post: (message) => channel.postMessage(message), close: () => channel.close() };
  } catch {
    return byStorage(full, hear);
  }
};

/** For as long as two windows may have opened at the same moment; after it a clock set back no longer matters. */
const YOUNG_MS = 1000;

interface Owned {
  /** What this window has, for the one that goes on. */
  give(): Pick<Extract<Message, { kind: "yours" }>, "state" | "events">;
  /** Another window goes on. */
  lost(): void;
  /** What another window had. */
  take(state: string, events: readonly CourseEvent[]): void;
}

/** The newest window has the work; of two that open in the same millisecond, the one with the greater name. */
export class Ownership {
  private readonly channel: Channel;
  private readonly since: number;
  private open = true;

  constructor(
    connect: Connect,
    name: string,
    private readonly clock: Clock,
    private readonly id: string,
    private readonly owned: Owned,
  ) {
    this.channel = connect(name, (message) => this.hear(message));
    this.since = clock.now();
    this.claim();
  }

  private claim(): void {
    this.channel.post({ kind: "mine", from: this.id, since: this.since });
  }

  /** Both may hear of each other; only one of them may give way. */
  private defends({ from, since }: Extract<Message, { kind: "mine" }>): boolean {
    if (this.clock.now() - this.since >= YOUNG_MS) return false;
    return this.since > since || (this.since === since && this.id > from);
  }

  private hear(message: Message): void {
    if (!this.open) return;
    if (message.kind === "yours") return message.to === this.id ? this.owned.take(message.state, message.events) : undefined;
    if (this.defends(message)) return this.claim();
    this.open = false;
    this.channel.post({ kind: "yours", to: message.from, ...this.owned.give() });
    this.owned.lost();
    this.channel.close();
  }

  /** The work is done: whoever comes next need not ask. */
  close(): void {
    if (this.open) this.channel.close();
    this.open = false;
  }
}
