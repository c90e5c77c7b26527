import { expect, test } from "vitest";
import { askedOf, asksClosed, readClosed, writeClosed } from "./closed.ts";

const nothing = readClosed(new URLSearchParams());

test("what is written into the address is read again", () => {
  const filter = {
    text: "138 0013 8000",
    category: "not-warm",
    branch: "branch-xicheng",
    mine: true,
    from: "2026-11-01",
    to: "2026-11-23",
  } as const;
  const query = new URLSearchParams(writeClosed(filter));
  expect(readClosed(query)).toEqual(filter);
  expect(asksClosed(query)).toBe(true);
  expect(asksClosed(new URLSearchParams("?q=1"))).toBe(false);
});

test("what no filter knows narrows nothing", () => {
  const query = new URLSearchParams("?list=closed&category=x&from=2026-13-99&to=yesterday");
  expect(readClosed(query)).toEqual(nothing);
  expect(askedOf(nothing, "me")).toEqual({ state: "closed", limit: 50 });
});

test.each([
  ["20261123-0042", { number: "20261123-0042" }],
  ["13800138000", { phone: "13800138000" }],
  ["010-65551234", { phone: "010-65551234" }],
])("%s asks by number or by phone", (text, asked) => {
  expect(askedOf({ ...nothing, text }, "me")).toMatchObject(asked);
});

test("the last day is included, on the city's clock", () => {
  const asked = askedOf({ ...nothing, from: "2026-11-23", to: "2026-11-23", mine: true }, "me");
  const opened = {
    openedFrom: Date.parse("2026-11-22T16:00:00Z"),
    openedBefore: Date.parse("2026-11-23T16:00:00Z"),
  };
  expect(asked).toEqual({ state: "closed", limit: 50, assigneeId: "me", ...opened });
});
