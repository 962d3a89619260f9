/** What this browser keeps, when it keeps anything: blocked or full storage never throws. */

export interface Journal {
  /** Whether something written here can be read again. */
  readonly works: boolean;
  read(key: string): string | null;
  /** Writes, or with null removes; returns whether that worked. */
  write(key: string, value: string | null): boolean;
  keys(prefix: string): string[];
}

const texts = new WeakMap<object, string>();

/** The JSON of something that never changes: lists that grow are written again and again. */
export function jsonOf(thing: object): string {
  const known = texts.get(thing) ?? JSON.stringify(thing);
  texts.set(thing, known);
  return known;
}

export const listJson = (list: readonly object[]): string => `[${list.map(jsonOf).join()}]`;

const PREFIX = "peacebuilder:";

/** Asking for localStorage itself throws where storage is blocked. */
function attempt<T>(work: (storage: Storage) => T, otherwise: T, find: () => Storage): T {
  try {
    return work(find());
  } catch {
    return otherwise;
  }
}

export function browserJournal(find: () => Storage = () => globalThis.localStorage): Journal {
  const put = (key: string, value: string | null): boolean =>
    attempt(
      (storage) => {
        if (value === null) storage.removeItem(PREFIX + key);
        else storage.setItem(PREFIX + key, value);
        return true;
      },
      false,
      find,
    );
  return {
    works: put("works", "1") && put("works", null),
    read: (key) => attempt((storage) => storage.getItem(PREFIX + key), null, find),
    write: put,
    keys: (prefix) =>
      attempt(
        (storage) =>
          Array.from({ length: storage.length }, (_, i) => storage.key(i) ?? "")
            .filter((key) => key.startsWith(PREFIX + prefix))
            .map((key) => key.slice(PREFIX.length)),
        [],
        find,
      ),
  };
}
