import { expect, test } from "vitest";
import {
  creditCheck,
  identityNumber,
  residentCheck,
  taxNumber,
  type IdentityKind,
} from "./identity-number.ts";

test.each<[IdentityKind, string, string]>([
  // The example of GB 11643-1999, and one whose check character is X.
  ["resident-id", "11010519491231002X", "11010519491231002X"],
  ["resident-id", "440524 18800101 0014", "440524188001010014"],
  ["resident-id", "１１０１０５１９４９１２３１００２ｘ", "11010519491231002X"],
  // The example of GB 32100-2015.
  ["credit-code", "91350100M000100Y43", "91350100M000100Y43"],
  ["credit-code", "91350100-m000100y4-3", "91350100M000100Y43"],
  ["passport", "e12345678", "E12345678"],
  ["home-return-permit", "H12345678", "H12345678"],
  ["home-return-permit", "M1234567800", "M1234567800"],
  ["officer-card", "军字第1234567号", "军字第1234567号"],
])("%s %s is kept as %s", (kind, typed, kept) => {
  expect(identityNumber(kind, typed)).toEqual({ ok: true, value: kept });
});

test.each<[IdentityKind, string, string]>([
  ["resident-id", "110105194912310021", "another check character"],
  ["resident-id", `11010519490231002${residentCheck("11010519490231002")}`, "no day"],
  ["resident-id", "110105491231002", "15 digits, out of use"],
  ["credit-code", "91350100M000100Y44", "another check character"],
  ["credit-code", `91350100I000100Y4${creditCheck("91350100I000100Y4")}`, "a letter left out"],
  ["passport", "E 1", "too short"],
  ["home-return-permit", "X12345678", "neither H nor M"],
  ["officer-card", "#", "no number"],
])("%s %s is refused: %s", (kind, typed) => {
  expect(identityNumber(kind, typed)).toEqual({ ok: false, code: "identity-wrong" });
});

test("one wrong digit or two that changed places are always found", () => {
  const valid = "11010519491231002X";
  for (let at = 0; at < 17; at += 1) {
    for (let digit = 0; digit <= 9; digit += 1) {
      if (String(digit) === valid[at]) continue;
      const wrong = `${valid.slice(0, at)}${digit}${valid.slice(at + 1)}`;
      expect(identityNumber("resident-id", wrong).ok, wrong).toBe(false);
    }
    if (valid[at] === valid[at + 1]) continue;
    const swapped = `${valid.slice(0, at)}${valid[at + 1]}${valid[at]}${valid.slice(at + 2)}`;
    expect(identityNumber("resident-id", swapped).ok, swapped).toBe(false);
  }
});

test.each([
  ["91350100M000100Y43", true],
  ["11010519491231002X", true],
  ["110105194912310021", false],
  ["123456789012345", true],
  ["12345678901234567890", true],
  ["1234567890", false],
])("tax number %s: %s", (typed, valid) => {
  expect(taxNumber(typed).ok).toBe(valid);
});
