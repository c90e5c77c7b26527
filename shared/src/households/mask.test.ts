import { expect, test } from "vitest";
import { maskAddress, maskName } from "./mask.ts";

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
