import { expect, test } from "vitest";
import { RUN_STATES } from "./model.ts";
import { mayCharge } from "./rules.ts";

test.each(RUN_STATES)(
  "a run that is %s is charged by only once it was looked at whole",
  (state) => {
    const may = mayCharge({ state, preview: { households: 1 } });
    expect(may.ok ? "ok" : may.code).toBe(state === "previewed" ? "ok" : "run-not-previewed");
  },
);

test("nobody is charged by a preview that would charge nobody", () => {
  const may = mayCharge({ state: "previewed", preview: { households: 0 } });
  expect(may).toMatchObject({ code: "run-charges-nobody" });
});
