import { expect, test } from "vitest";
import { mayReplacePassword } from "./password-choice.ts";

test.each([
  ["correct horse battery", true],
  ["暖气费收得又快又准不出错", true],
  ["M7#kk-92!vQ", true],
  ["ACDE-FGHJ-KMNP", false],
  ["password123", false],
  ["Passw0rd123!", false],
  ["1qaz2wsx3edc", false],
  ["qwerty123456", false],
  ["iloveyou123", false],
  ["woaini1314520", false],
  ["admin@123456", false],
  ["letmein12345", false],
  ["5201314520", false],
  ["a123456789", false],
  ["zxcvbnm123", false],
  ["q1w2e3r4t5y6", false],
  ["football2024", false],
  ["111222333444", false],
  ["abcd123456", false],
  ["warmline2026", false],
  ["warm-city-demo", false],
  ["Huadu2026!", false],
  ["Nuanqi2026", false],
  ["nuanqi123456", false],
  ["gongre123456", false],
  ["liwei19900101", false],
  ["zhangwei@123", false],
  ["锅炉房的猫冬天不怕冷", true],
])("a one-time password may become %s: %s", (password, good) => {
  expect(mayReplacePassword("ACDE-FGHJ-KMNP", password, "li.wei")).toBe(good);
});
