import { expect, test } from "vitest";
import { faredIn } from "./fared.ts";

test.each([
  [{}, [0, 0, 0, 0]],
  [{ offered: 9, answered: 6, inTime: 4, abandoned: 2, unserved: 1 }, [9, 4, 2, 3]],
  [{ offered: 3, abandoned: 3 }, [3, 0, 0, 3]],
])("%o", (sums, parts) => {
  const { offered, inTime, later, lost } = faredIn(sums);
  expect([offered, inTime, later, lost]).toEqual(parts);
  expect(inTime + later + lost).toBe(offered);
});
