/** The little of Node that the tests use. */

declare module "node:test" {
  export function test(name: string, body: () => void | Promise<void>): void;
}

declare module "node:assert/strict" {
  interface Assert {
    (value: unknown, message?: string): asserts value;
    equal(actual: unknown, expected: unknown, message?: string): void;
    notEqual(actual: unknown, expected: unknown, message?: string): void;
    deepEqual(actual: unknown, expected: unknown, message?: string): void;
    match(text: string, pattern: RegExp, message?: string): void;
    throws(work: () => unknown, expected?: RegExp): void;
    fail(message: string): never;
  }
  const assert: Assert;
  export default assert;
}

declare const process: { readonly env: Readonly<Record<string, string | undefined>> };
