import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { pay } from "@warmline/server/domains/ledger/payment-commands.ts";
import { payRefund } from "@warmline/server/domains/ledger/refund-commands.ts";
import { orderRefund } from "@warmline/server/domains/ledger/refund-request.ts";
import { relieve } from "@warmline/server/domains/ledger/relief-command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import { addFen, fen, formatYuan, type Fen } from "@warmline/shared/kernel/money.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { addDays } from "@warmline/shared/kernel/time.ts";
import { pane } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

// 减免, 退费 and 作废冲正 as reports, in the browser.

let stage: Stage;
let finance: Page;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const [resident] = (await debtors(deps, 1)) as [Resident];
      const { id } = resident.household;
      const { season } = (await deps.store.get(accounts, id))!.items[0]!;
      const clerk = { kind: "system", id: "clerk", name: "王芳" } as const;
      const by = (key: string) => ({ actor: clerk, origin: "test", language: "zh", key }) as const;
      const relief = { id, season, relief: "low-income", amountFen: fen(3_000) };
      const why = { evidence: "低保证 DB-20418", reason: "民政低保户" };
      const relieved = await runCommand(deps, by("relief"), relieve, { ...relief, ...why });
      if (!relieved.ok) throw new Error(relieved.code);
      const amountFen = addFen(resident.owedFen, fen(10_000));
      const parts = [{ accountId: id, amountFen }];
      const tenders = [{ method: "card", amountFen }] as const;
      const taken = await runCommand(deps, by("paid"), pay, { parts, tenders });
      if (!taken.ok) throw new Error(taken.code);
      const lot = { id, lotId: taken.value.paymentId, method: "card" } as const;
      const refund = { ...lot, amountFen: fen(6_000), reason: "搬走" };
      const due = await runCommand(deps, by("refund"), orderRefund, refund);
      if (!due.ok) throw new Error(due.code);
      const gone = await runCommand(deps, by("gone"), payRefund, due.value);
      if (!gone.ok) throw new Error(gone.code);
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

test("refunds: why and by which way, down to the household that got it", async () => {
  await finance.getByRole("link", { name: zh("reports.refunds"), exact: true }).click();
  await finance.getByRole("heading", { name: zh("reports.refunds") }).waitFor();
  const span = await fromLongAgo("/api/reports/refunds");
  const { total, grounds, disagreements } = await stage.city.ask(
    "finance",
    `/api/reports/refunds?${span}`,
  );
  expect([total.count > 0, disagreements]).toEqual([true, []]);
  const table = pane(finance, zh("reports.revenue.by-place"));
  await table.getByText(yuan(total.paidFen), { exact: true }).first().waitFor();
  const why = pane(finance, zh("reports.refund.reason"));
  await why.getByText("搬走", { exact: true }).waitFor();
  expect(await why.locator("tbody").getByRole("row").count()).toBe(grounds.length);
  await shoot(finance, "reports-refunds");
  for (const level of ["station", "building", "household"] as const) {
    await table.locator("tbody").getByRole("link").first().click();
    await table.getByRole("columnheader", { name: zh(`reports.level.${level}`) }).waitFor();
  }
  await table.locator("tbody").getByRole("link").first().click();
  await finance.waitForURL(/[/]console[/]households[/]/);
  await finance.goto(`${stage.city.url}/console/reports`);
});

test("voids and reversals: by month and cashier, with the rule of outliers", async () => {
  await finance.getByRole("link", { name: zh("reports.voids"), exact: true }).click();
  await finance.getByRole("heading", { name: zh("reports.voids") }).waitFor();
  const span = await fromLongAgo("/api/reports/voids");
  const { rows, outlier } = await stage.city.ask("finance", `/api/reports/voids?${span}`);
  const table = pane(finance, zh("reports.voids.by-cashier"));
  const tableRows = table.locator("tbody").getByRole("row");
  await expect.poll(() => tableRows.count()).toBe(rows.length + 1);
  await finance.getByText(zh("reports.voids.rule", outlier), { exact: false }).waitFor();
  await shoot(finance, "reports-voids");
  const { cashierId } = rows[0];
  await table.locator("tbody").getByRole("link").first().click();
  await expect.poll(() => finance.url()).toContain("cashier=");
  const own = rows.filter((row: { cashierId: string }) => row.cashierId === cashierId);
  await expect.poll(() => tableRows.count()).toBe(own.length + 1);
  await finance.getByRole("link", { name: zh("reports.voids.all") }).click();
  await expect.poll(() => tableRows.count()).toBe(rows.length + 1);
});
