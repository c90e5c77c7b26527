import { expect, test } from "vitest";
import { SEED_POLICY, withNewCategories } from "./policy-seed.ts";

test("a version that is older than a category goes by the program's own hours for it", () => {
  const rows = SEED_POLICY.rows.filter(({ category }) => category !== "callback");
  const own = { ...rows[0]!, terms: { resolve: { minutes: 7, by: "clock" } } } as const;
  const older = { version: 4, rows: [own, ...rows.slice(1)] };
  const { version, rows: all } = withNewCategories(older);
  expect(version).toBe(4);
  expect(all[0]?.terms.resolve.minutes).toBe(7);
  expect(all).toHaveLength(SEED_POLICY.rows.length);
  expect(all.filter(({ category }) => category === "callback")).toEqual(
    SEED_POLICY.rows.filter(({ category }) => category === "callback"),
  );
  expect(withNewCategories(SEED_POLICY)).toBe(SEED_POLICY);
});
