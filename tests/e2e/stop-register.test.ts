import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { changeStops } from "@warmline/server/domains/ledger/stop-commands.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import { contractId, contracts } from "@warmline/shared/households/contract-versions.ts";
import { seasons } from "@warmline/shared/households/model.ts";
import { addDays } from "@warmline/shared/kernel/time.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { pane } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

// 停供复供明细 in the browser: one household is stopped from the season's first day on, and restored.

let stage: Stage;
let finance: Page;
let number: string;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const [resident] = (await debtors(deps, 1)) as [Resident];
      const { id } = resident.household;
      number = resident.household.number;
      const { season } = (await deps.store.get(accounts, id))!.items[0]!;
      const { from } = (await deps.store.get(seasons, season))!;
      const clerk = { kind: "system", id: "clerk", name: "王芳" } as const;
      const acts = [
        { kind: "stop", from },
        { kind: "restore", stop: 1, from: addDays(from, 60) },
      ] as const;
      for (const act of acts) {
        const { rev } = (await deps.store.get(contracts, contractId(id, season)))!;
        const by = { actor: clerk, origin: "test", language: "zh", key: act.kind } as const;
        const why = { evidence: "申请 0712", reason: "不在家住" };
        const changed = await runCommand(deps, by, changeStops, { id, season, rev, act, ...why });
        if (!changed.ok) throw new Error(changed.code);
      }
    },
  });
  finance = await stage.enter("finance", "/console/reports");
});
afterAll(() => stage?.close());

test("a stop and its restore, each with its reason, lead to their household", async () => {
  await finance.getByRole("link", { name: zh("reports.stop-register"), exact: true }).click();
  await finance.getByRole("heading", { name: zh("reports.stop-register") }).waitFor();
  const { to } = await stage.city.ask("finance", "/api/reports/stop-register");
  await finance.getByLabel(zh("console.days.from")).fill(addDays(to, -400));
  const cases = pane(finance, zh("reports.stop-register"));
  const ofHousehold = cases.locator("tbody").getByRole("row").filter({ hasText: number });
  await expect.poll(() => ofHousehold.count()).toBe(2);
  expect(await ofHousehold.filter({ hasText: "申请 0712" }).count()).toBe(2);
  await shoot(finance, "reports-stop-register");
  await finance.setViewportSize({ width: 390, height: 844 });
  await shoot(finance, "reports-stop-register-phone");
  await ofHousehold.first().getByRole("link").click();
  await expect.poll(() => finance.url()).toContain("/console/households/");
});
