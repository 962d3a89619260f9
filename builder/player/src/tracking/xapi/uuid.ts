import { lent } from "../adapter.js";

/** `digits`: 32 of them, hexadecimal; some give way to the version and the variant (RFC 9562 4). */
const written = (digits: string, version: number): string =>
  digits.replace(/^(.{8})(.{4}).(.{3})(.)(.{3})/, (_, a: string, b: string, c: string, d: string, e: string) =>
    `${a}-${b}-${version}${c}-${((parseInt(d, 16) & 3) | 8).toString(16)}${e}-`,
  );

const hex = (numbers: readonly number[], length: number): string => numbers.map((n) => n.toString(16).padStart(length, "0")).join("");

/** UUIDs of version 4; crypto.randomUUID is missing where the page came by http. */
export const uuid = (): string => written(hex([...globalThis.crypto.getRandomValues(new Uint8Array(16))], 2), 4);

/** The same for the same name, in every browser: what is told twice is one statement. */
export const uuidOf = (name: string): string => written(hex([0, 1, 2, 3].map((seed) => lent().hash(name, seed)), 8), 5);
