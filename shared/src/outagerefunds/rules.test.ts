import { expect, test } from "vitest";
import { OUTAGE_REFUND_STATES } from "./model.ts";
import { mayRefund } from "./rules.ts";

test.each(OUTAGE_REFUND_STATES)(
  "one that is %s refunds only once it was looked at whole",
  (state) => {
    const may = mayRefund({ state, preview: { households: 1 } });
    const expected = state === "previewed" ? "ok" : "outage-refund-not-previewed";
    expect(may.ok ? "ok" : may.code).toBe(expected);
  },
);

test("nobody is refunded by a preview that would refund nobody", () => {
  const may = mayRefund({ state: "previewed", preview: { households: 0 } });
  expect(may).toMatchObject({ code: "outage-refund-of-nobody" });
});
