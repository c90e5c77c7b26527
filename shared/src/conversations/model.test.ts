import { expect, test } from "vitest";
import { reportId } from "../cases/report.ts";
import { conversationId, conversationOfReport, sourceIdOf } from "./model.ts";

test.each([
  ["phone", "CA0123", "3"],
  ["wechat", "0198-uuid", "1795600000 CLICK 报修/漏水"],
] as const)("a report by %s leads to its conversation", (channel, externalId, turnId) => {
  const id = conversationId(channel, externalId);
  expect(conversationOfReport(reportId(channel, sourceIdOf(id, turnId)))).toBe(id);
});

test.each(["phone/agent-1:key", "phone/phone:CA1", "kiosk/kiosk:1/2", "wechat/phone:CA1/2", ""])(
  "%j is of none",
  (id) => {
    expect(conversationOfReport(id)).toBeNull();
  },
);
