import * as fc from "fast-check";
import { expect, test } from "vitest";
import { aesKeyOf } from "./account.ts";
import { seal, unseal } from "./envelope.ts";

/** As WeChat's own sample has it. */
const SAMPLE = {
  receiver: "wxb11529c136998cb6",
  aesKey: aesKeyOf("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG"),
};
const SEALED =
  "jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==";

test("WeChat's published sample is read, and sealed alike", () => {
  expect(unseal(SAMPLE, SEALED)).toBe("我是中文abcd123");
  expect(seal(SAMPLE, "我是中文abcd123", Buffer.from("aaaabbbbccccdddd"))).toBe(SEALED);
});

test("what is of another account, another key or no envelope at all is none", () => {
  expect(unseal({ ...SAMPLE, receiver: "wx0000000000000000" }, SEALED)).toBeNull();
  expect(unseal({ ...SAMPLE, aesKey: Buffer.alloc(32, 1) }, SEALED)).toBeNull();
  for (const text of ["", "x", "AAAA", SEALED.slice(4), SEALED.slice(0, -4)]) {
    expect(unseal(SAMPLE, text)).toBeNull();
  }
});

test("whatever is sealed is read again, and whatever comes never throws", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      const message = text.toWellFormed();
      expect(unseal(SAMPLE, seal(SAMPLE, message))).toBe(message);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (junk) => {
      expect(unseal(SAMPLE, Buffer.from(junk).toString("base64"))).toBeNull();
    }),
  );
});
