import { expect, test } from "vitest";
import { addressLine } from "./address-line.ts";

test.each([
  [{ building: "3号楼", unit: "2单元" }, "幸福里小区3号楼2单元501"],
  [{ building: "3", unit: "2" }, "幸福里小区3号楼2单元501"],
  [{ building: "A座", unit: "" }, "幸福里小区A座501"],
])("the address in one line: %j", (parts, line) => {
  const address = { district: "西城区", community: "幸福里小区", room: "501", ...parts };
  expect(addressLine(address)).toBe(line);
});
