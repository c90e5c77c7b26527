import { describe, expect, test } from "vitest";
import { extensionOf, lineOf, normalisePhone } from "./phone.ts";

describe("phones in E.164", () => {
  test.each([
    ["13912345678", "+8613912345678"],
    ["139 1234 5678", "+8613912345678"],
    ["+86-139-1234-5678", "+8613912345678"],
    ["008613912345678", "+8613912345678"],
    ["１３９１２３４５６７８", "+8613912345678"],
    ["0315-2345678", "+863152345678"],
    ["(010) 8888 9999", "+861088889999"],
    ["400-810-8888", "+864008108888"],
    ["95598", "+8695598"],
    ["12345", "+8612345"],
    ["110", "+86110"],
    ["+1 202 555 0143", "+12025550143"],
  ])("%s is %s", (text, e164) => expect(normalisePhone(text)).toEqual({ ok: true, value: e164 }));

  test.each([
    ["0352-2345678-801", "+863522345678;ext=801"],
    ["(0352)2345678-801", "+863522345678;ext=801"],
    ["0352-2345678转801", "+863522345678;ext=801"],
    ["0352 2345678 分机 801", "+863522345678;ext=801"],
    ["03522345678 ext 801", "+863522345678;ext=801"],
    ["03522345678 Ext. 801", "+863522345678;ext=801"],
    ["03522345678x801", "+863522345678;ext=801"],
    ["０３５２－２３４５６７８＃８０１", "+863522345678;ext=801"],
    ["+863522345678;ext=801", "+863522345678;ext=801"],
    ["400-810-8888-9", "+864008108888;ext=9"],
    ["+1 202 555 0143 ext 7", "+12025550143;ext=7"],
  ])("%s keeps its extension", (text, phone) => {
    expect(normalisePhone(text)).toEqual({ ok: true, value: phone });
    expect(normalisePhone(phone)).toEqual({ ok: true, value: phone });
  });

  test.each([
    ["2345678", "+863522345678"],
    ["234-5678", "+863522345678"],
    ["2345678转801", "+863522345678;ext=801"],
    ["2345678-801", "+863522345678;ext=801"],
    ["0315-2345678", "+863152345678"],
    ["13912345678", "+8613912345678"],
    ["12345", "+8612345"],
  ])("%s in the city of 0352 is %s", (text, phone) =>
    expect(normalisePhone(text, "0352")).toEqual({ ok: true, value: phone }),
  );

  test("an extension is not what rings", () => {
    expect([lineOf("+863522345678;ext=801"), extensionOf("+863522345678;ext=801")]).toEqual([
      "+863522345678",
      "801",
    ]);
    expect([lineOf("+863522345678"), extensionOf("+863522345678")]).toEqual([
      "+863522345678",
      null,
    ]);
  });

  test.each(["1345678", "234567", "23456789012", "转801", "2345678转"])(
    "%j is refused in the city of 0352 too",
    (text) => expect(normalisePhone(text, "0352")).toMatchObject({ code: "phone-unknown" }),
  );

  test.each(["2345678", "1391234567", "139123456789", "abc", "", "1", "98765432101234567"])(
    "%j is refused",
    (text) => expect(normalisePhone(text)).toMatchObject({ ok: false, code: "phone-unknown" }),
  );
});
