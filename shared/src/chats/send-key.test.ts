import * as fc from "fast-check";
import { expect, test } from "vitest";
import { sendKeyOf, sentUnder } from "./send-key.ts";

test("each message has a key of its own each time that a person sends it", () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(9_999), (id, again) => {
      const key = sendKeyOf({ id, again });
      expect(key).toMatch(/^[0-9a-z-]{1,32}$/);
      expect(sentUnder(key)).toEqual({ id, again });
    }),
  );
  expect(sentUnder(sendKeyOf({ id: "0198c0de-0000-7000-8000-000000000001" }))?.again).toBe(0);
});

test("ids of another kind have keys of their own, too", () => {
  const keys = ["m", "n", "通知/1", "通知/2"].map((id) => sendKeyOf({ id }));
  expect(new Set(keys).size).toBe(4);
  for (const key of keys) expect(key).toMatch(/^[0-9a-z-]{1,32}$/);
});

test.each(["", "x", "-1", "ünder-0", "zzzzzzzzzzzzzzzzzzzzzzzzz-0", "0198c0de-"])(
  "%j is none of ours",
  (key) => {
    expect(sentUnder(key)).toBeNull();
  },
);
