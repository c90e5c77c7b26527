import { afterEach, expect, test, vi } from "vitest";
import { newKey } from "./key.ts";

afterEach(() => vi.unstubAllGlobals());

test("a key is made on a page that is no secure context", () => {
  // What a browser leaves of `crypto` on plain http to a name that is not localhost.
  const { getRandomValues } = crypto;
  vi.stubGlobal("crypto", { getRandomValues: getRandomValues.bind(crypto) });
  expect(newKey()).toMatch(/^[0-9a-f]{32}$/);
});

test("no two keys are the same", () => {
  expect(new Set(Array.from({ length: 10_000 }, newKey)).size).toBe(10_000);
});
