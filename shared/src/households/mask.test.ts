import { expect, test } from "vitest";
import { maskAddress, maskName, maskNumber, maskPhone } from "./mask.ts";

test.each([
  ["张三", "张*"],
  ["张三丰", "张**"],
  ["欧阳修", "欧阳*"],
  ["欧阳震华", "欧阳**"],
  ["欧阳", "欧*"],
  ["张", "*"],
  ["𠮷田𡈽", "𠮷**"],
  ["李\u{20089}\u{E0100}", "李*"],
  ["阿卜杜拉·买买提", "阿*******"],
  ["John Smith", "J*** S****"],
  ["滨河热力有限公司", "滨河****公司"],
])("%s becomes %s", (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test("the building stays, flat and staircase do not", () => {
  const address = {
    district: "西城区",
    community: "滨河花园",
    building: "12号楼",
    unit: "3单元",
    room: "1502",
  };
  expect(maskAddress(address)).toBe("滨河花园12号楼*单元**02");
});

test.each([
  ["37020219900101123X", "3702**********123X"],
  ["E12345678", "E1*****78"],
  ["军字第1", "军**1"],
  ["12", "**"],
])("number %s becomes %s", (number, masked) => {
  expect(maskNumber(number)).toBe(masked);
});

test.each([
  ["+8613912345678", "139****5678"],
  ["+863522345678", "35****5678"],
  ["+863522345678;ext=801", "35****5678"],
  ["+8612345", "***45"],
])("phone %s becomes %s", (phone, masked) => {
  expect(maskPhone(phone)).toBe(masked);
});
