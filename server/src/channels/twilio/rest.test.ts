import { expect, test } from "vitest";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { isSince } from "./rest.ts";

const CLAIMED = instantOf(1_000_000);

test.each([
  ["at that moment", 1_000_000, true],
  ["by a clock that is five seconds behind", 995_000, true],
  ["earlier than any clock may be behind", 994_999, false],
])("what the carrier made %s", (_, madeAt, since) => {
  expect(isSince({ dateCreated: new Date(madeAt) }, CLAIMED)).toBe(since);
});
