import { expect, test } from "vitest";
import { callerOf } from "./caller.ts";

test.each([
  ["+8613800000011", "+8613800000011"],
  ["13800000011", "+8613800000011"],
  ["+863522345678", "+863522345678"],
  ["2345678", "+863522345678"],
  ["12345", "+8612345"],
  ["+14155550100", "+14155550100"],
  ["anonymous", null],
  ["Anonymous", null],
  ["+266696687", null],
  ["+7378742833", null],
  ["+86282452253", null],
  ["+8656696", null],
  ["", null],
])("%s is %s", (reported, caller) => {
  expect(callerOf(reported, "0352")).toEqual({ ok: true, value: caller });
});

test.each(["sip:me@example.com", "client:joe", "+86", "00", "😀"])("%s is none", (reported) => {
  expect(callerOf(reported)).toMatchObject({ ok: false, code: "phone-unknown" });
});
