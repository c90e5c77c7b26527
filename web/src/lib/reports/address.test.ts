import { expect, test } from "vitest";
import { addressWith, askedBy, debtAskedBy } from "./address.ts";

const asked = (query: string) => askedBy(new URLSearchParams(query));

test.each([
  ["", {}],
  ["season=&day=&node=&skip=", {}],
  ["season=2025-2026&day=2026-01-31", { season: "2025-2026", day: "2026-01-31" }],
  ["node=b1%2Fs1&skip=200", { node: "b1/s1", skip: 200 }],
  // What somebody typed is no page.
  ["skip=-5", {}],
  ["skip=1.5", {}],
  ["skip=x", {}],
])("%s asks for %o", (query, found) => {
  expect(asked(query)).toEqual(found);
});

test("what leads on keeps the season and the day, and begins at the first page", () => {
  const from = asked("season=2025-2026&node=b1/s1/h1&skip=200");
  expect(asked(addressWith(from, { node: "b1" }))).toEqual({ season: "2025-2026", node: "b1" });
  expect(asked(addressWith(from, { skip: 400 }))).toEqual({ ...from, skip: 400 });
  expect(asked(addressWith(from, { node: "" }))).toEqual({ season: "2025-2026" });
});

test("old debt is asked for by its own days, and by nothing of a summary", () => {
  const debt = debtAskedBy(new URLSearchParams("season=2025-2026&from=2026-01-01&day=2026-02-02"));
  expect(debt).toEqual({ season: "2025-2026", from: "2026-01-01" });
  const address = addressWith(debt, { to: "2026-03-01", season: "" });
  expect(address).toBe("?from=2026-01-01&to=2026-03-01");
});
