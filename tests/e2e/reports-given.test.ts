import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { relieve } from "@warmline/server/domains/ledger/relief-command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import { fen, formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { addDays } from "@warmline/shared/kernel/time.ts";
import { pane } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

// 减免 as a report, in the browser.

let stage: Stage;
let finance: Page;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const [resident] = (await debtors(deps, 1)) as [Resident];
      const { id } = resident.household;
      const { season } = (await deps.store.get(accounts, id))!.items[0]!;
      const clerk = { kind: "system", id: "clerk", name: "王芳" } as const;
      const caller = { actor: clerk, origin: "test", language: "zh", key: "relieved" } as const;
      const of = { id, season, relief: "low-income", amountFen: fen(3_000) };
      const why = { evidence: "低保证 DB-20418", reason: "民政低保户" };
      const relieved = await runCommand(deps, caller, relieve, { ...of, ...why });
      if (!relieved.ok) throw new Error(relieved.code);
    },
  });
  finance = await stage.enter("finance", "/console/reports");
});
afterAll(() => stage?.close());

const yuan = (amount: number) => formatYuan(amount as Fen);

/** From so long ago that all that the demo city did is in it. */
async function fromLongAgo(path: string): Promise<string> {
  const { to } = await stage.city.ask("finance", path);
  const from = addDays(to, -400);
  await finance.getByLabel(zh("console.days.from")).fill(from);
  await expect.poll(() => finance.url()).toContain(`from=${from}`);
  return `from=${from}`;
}

test("reliefs: by ground and bearer, down to a building's households", async () => {
  await finance.getByRole("link", { name: zh("reports.reliefs") }).click();
  await finance.getByRole("heading", { name: zh("reports.reliefs") }).waitFor();
  const span = await fromLongAgo("/api/reports/reliefs");
  const asked = (node: string) =>
    stage.city.ask("finance", `/api/reports/reliefs?${span}${node === "" ? "" : `&node=${node}`}`);
  const { relievedFen, rows, kinds, disagreements } = await asked("");
  expect([rows.length > 0, kinds.length > 0, disagreements]).toEqual([true, true, []]);
  const table = pane(finance, zh("reports.revenue.by-place"));
  await table.getByText(yuan(relievedFen), { exact: true }).first().waitFor();
  expect(await table.locator("tbody").getByRole("row").count()).toBe(rows.length + 1);
  const byGround = pane(finance, zh("reports.relief.ground"));
  expect(await byGround.locator("tbody").getByRole("row").count()).toBe(kinds.length);
  await shoot(finance, "reports-reliefs");
  for (const level of ["station", "building", "household"] as const) {
    await table.locator("tbody").getByRole("link").first().click();
    await table.getByRole("columnheader", { name: zh(`reports.level.${level}`) }).waitFor();
    const node = new URL(finance.url()).searchParams.get("node") ?? "";
    const below = await asked(node);
    await table.getByText(yuan(below.relievedFen), { exact: true }).first().waitFor();
  }
  const saving = finance.waitForEvent("download");
  await finance.getByRole("link", { name: zh("console.reports.export") }).click();
  expect((await saving).suggestedFilename()).toMatch(/[.]xlsx$/);
});
