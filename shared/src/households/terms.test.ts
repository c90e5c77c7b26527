import { describe, expect, test } from "vitest";
import { extensionOf, lineOf, normalisePhone } from "./phone.ts";
import { addressLine, isMeant, searchOf, termsOf } from "./terms.ts";

const address = {
  district: "西城区",
  community: "幸福里小区",
  building: "3号楼",
  unit: "2单元",
  room: "501",
};
const household = {
  number: "100000009",
  name: "单雄信",
  people: [
    { id: "p1", name: "单雄信", relation: "owner" as const, phones: ["+8613912345678"] },
    { id: "p2", name: "吕布", relation: "tenant" as const, phones: ["+863152345678"] },
  ],
  phones: ["+8613912345678", "+863152345678"],
  address,
};
const terms = termsOf(household);
const found = { terms, address };

test("the terms of a household", () => {
  expect(terms.toSorted()).toEqual(
    [
      "100000009",
      "单雄信",
      "shanxiongxin",
      "sxx",
      "吕布",
      "lvbu",
      "lb",
      "13912345678",
      "5678",
      "3152345678",
      "幸福里3-2-501",
      "幸福里501",
      "xfl3-2-501",
    ].toSorted(),
  );
});

describe("what one types finds it", () => {
  test.each([
    "1000",
    "单雄",
    "shanxi",
    "SXX",
    "lvbu",
    "13912345678",
    "+86 13912345678",
    "008613912345678",
    "1391234",
    "139 1234 5678",
    "10000 0009",
    "0315-2345678",
    "03152345678",
    "5678",
    "５６７８",
    "幸福里",
    "幸福里小区",
    "幸福里3号",
    "幸福里3号楼",
    "幸福里3号楼2单元501",
    "幸福里3栋2单元501室",
    "幸福里 3号楼 2单元 501",
    "幸福里 3 2 501",
    "幸福里3-2-501",
    "幸福里 501",
    "xfl3-2",
    "幸福里 单雄信",
    "sxx 501",
    "西城区 吕布",
  ])("%s", (text) => expect(isMeant(found, searchOf(text))).toBe(true));
});

describe("what one types does not find it", () => {
  test.each(["雄信", "幸福里4号楼", "幸福里 502", "sxx 502", "东城区 吕布", "5679", "幸福里3-21"])(
    "%s",
    (text) => expect(isMeant(found, searchOf(text))).toBe(false),
  );
});

test("nothing but blanks is no search", () => {
  expect(searchOf("  ， ")).toEqual({ description: [], joined: "" });
});

test("the address in one line", () => {
  expect(addressLine(address)).toBe("幸福里小区3号楼2单元501");
  const bare = { ...address, building: "3", unit: "2" };
  expect(addressLine(bare)).toBe("幸福里小区3号楼2单元501");
  expect(addressLine({ ...address, building: "A座", unit: "" })).toBe("幸福里小区A座501");
});

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
