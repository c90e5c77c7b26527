import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { addDays, cityDate, instantOf } from "@warmline/shared/kernel/time.ts";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { rowsXml, writeWorkbook } from "@warmline/shared/ledger/sheet/workbook/testing.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { breaches } from "./breaches.ts";
import { pane } from "./console-hands.ts";
import { button, enterOn, go, noBreaches, submit, type } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, zh, type Stage } from "./stage.ts";

const COMING = addDays(cityDate(instantOf(Date.now())), 60);

let stage: Stage;
let finance: Page;
let residents: Resident[];
let tampered: Resident;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      residents = await debtors(deps, 4);
      tampered = residents[3]!;
      const account = (await deps.store.get(accounts, tampered.household.id))!;
      // What somebody does who wipes out a debt behind the journal's back.
      await deps.store.commit([replace(accounts, account, { ...account, items: [] })]);
    },
  });
  finance = await stage.enter("finance", "/console/households");
});
afterAll(() => stage?.close());

test("prices: set, corrected with what it said before, withdrawn", async () => {
  await go(finance, "p", zh("console.prices"));
  await enterOn(finance, button(finance, zh("console.prices.set")).first());
  const dialog = finance.getByRole("dialog");
  await type(finance, dialog, zh("console.prices.price", { unit: "元/m²" }), "258.5");
  await dialog.getByLabel(zh("console.prices.from")).fill(COMING);
  await type(finance, dialog, zh("console.prices.approved-by"), "发改价〔2027〕1号");
  expect(await breaches(finance)).toEqual([]);
  await submit(finance, dialog);

  const row = finance.getByRole("row").filter({ hasText: "发改价〔2027〕1号" });
  await row.getByText(zh("console.prices.state.coming")).waitFor();
  const names = { price: "258.50", from: COMING };
  await enterOn(finance, button(row, zh("console.prices.correct.title", names)));
  await type(finance, dialog, zh("console.prices.price", { unit: "元/m²" }), "25.85");
  await type(finance, dialog, zh("console.reason"), "小数点错位");
  await submit(finance, dialog);
  await row.getByText("小数点错位").waitFor();
  await row.getByText("25.85", { exact: true }).waitFor();
  await noBreaches(finance);

  const now = { price: "25.85", from: COMING };
  await enterOn(finance, button(row, zh("console.prices.withdraw.title", now)));
  await type(finance, dialog, zh("console.reason"), "未获批准");
  await submit(finance, dialog);
  await row.getByText(zh("console.prices.state.withdrawn")).waitFor();
});

test("who may only read prices is offered nothing to press", async () => {
  const agent = await stage.enter("agent1", "/console/prices");
  await agent.getByRole("row").nth(4).waitFor();
  const main = agent.getByRole("main");
  expect(await main.getByRole("button").count()).toBe(0);
  const links = agent.getByRole("navigation").getByRole("link");
  const shown = await links.allInnerTexts();
  expect(shown).toContain(zh("console.prices"));
  expect(shown).not.toContain(zh("console.opening"));
  expect(shown).not.toContain(zh("console.verify"));
  await agent.context().close();
});

test("a sheet with faults is refused whole, each named by line and column", async () => {
  const [, one, two] = residents as [Resident, Resident, Resident];
  await go(finance, "o", zh("console.opening"));
  const head = ["户号", "采暖季", "欠费", "预存", "已缴"].join("\t");
  const number = one.household.number;
  const faulty = [
    head,
    `${number}\t2018-2019\t12,5.001\t\t`,
    `100000000\t2018-2019\t100\t\t`,
    `${two.household.number}\t2018/2020\t1\t\t`,
  ].join("\n");
  const paste = finance.getByLabel(zh("console.opening.paste"));
  await paste.fill(faulty);
  await enterOn(finance, button(finance, zh("console.opening.check")));
  await finance.getByText(zh("console.opening.faults", { count: 3 })).waitFor();
  const lines = finance.getByRole("row");
  await lines
    .nth(1)
    .getByText(zh("refusal.number-groups", { at: 3, found: "," }))
    .waitFor();
  expect(await lines.nth(1).getByRole("cell").first().innerText()).toBe("2");
  await lines.nth(2).getByText(zh("refusal.not-found")).waitFor();
  const season = zh("console.opening.column.season");
  await lines.nth(3).getByRole("cell", { name: season, exact: true }).waitFor();
  await noBreaches(finance);

  await paste.fill(
    `${head}\n${number}\t2018-2019\t1,200.50\t\t300\n${two.household.number}\t\t\t88\t`,
  );
  await enterOn(finance, button(finance, zh("console.opening.check")));
  const result = finance.getByRole("region", { name: zh("console.opening.result") });
  await result.getByText(formatYuan(fen(120_050))).waitFor();
  await result.getByText(formatYuan(fen(8_800))).waitFor();
  await type(finance, result, zh("console.reason"), "旧系统结转");
  await noBreaches(finance);
  await enterOn(finance, button(result, zh("console.opening.take", { count: 2 })));
  await result.getByText(zh("console.opening.done")).waitFor();
  const { debt } = await stage.city.ask("finance", `/api/households/by-number/${number}/account`);
  expect(debt.owedFen).toBe(one.owedFen + 120_050);
  expect(debt.opened).toBe(true);
  expect(debt.sums[0]).toMatchObject({
    season: "2018-2019",
    chargedFen: 150_050,
    paidFen: 30_000,
    openFen: 120_050,
    takenOver: true,
  });
});

test("an .xlsx is refused by its cells, and taken over once they are values", async () => {
  const { number } = residents[0]!.household;
  await enterOn(finance, button(finance, zh("console.opening.another")));
  const choose = async (cell: (text: string, reference: string) => string) => {
    const head = ["户号", "采暖季", "应收", "减免", "已缴", "坏账"];
    const rows = [head, [number, "2016-2017", "2000.00", "100", "1500", "400"]];
    const bytes = await writeWorkbook({ sheets: [{ name: "期初", xml: rowsXml(rows, cell) }] });
    const file = { name: "期初.xlsx", mimeType: "application/zip", buffer: Buffer.from(bytes) };
    await finance.getByLabel(zh("console.opening.file"), { exact: true }).setInputFiles(file);
  };
  await choose((text, reference) =>
    reference === "C2"
      ? `<c r="C2"><f>SUM(D2:F2)</f><v>2000</v></c>`
      : `<c r="${reference}" t="str"><v>${text}</v></c>`,
  );
  await finance.getByText(zh("console.opening.fault.cell-formula")).waitFor();
  await noBreaches(finance);

  await choose((text, reference) => `<c r="${reference}" t="str"><v>${text}</v></c>`);
  const result = finance.getByRole("region", { name: zh("console.opening.result") });
  await type(finance, result, zh("console.reason"), "旧系统结转");
  await enterOn(finance, button(result, zh("console.opening.take", { count: 1 })));
  await result.getByText(zh("console.opening.done")).waitFor();
  const { debt } = await stage.city.ask("finance", `/api/households/by-number/${number}/account`);
  expect(debt.sums[0]).toMatchObject({
    season: "2016-2017",
    chargedFen: 200_000,
    relievedFen: 10_000,
    paidFen: 150_000,
    writtenOffFen: 40_000,
    openFen: 0,
    takenOver: true,
  });
});

test("the journal is verified, and the tampered household named with a way to it", async () => {
  const auditor = await stage.enter("auditor", "/console/verify");
  await auditor.getByText(zh("console.verify.never")).waitFor();
  expect(await breaches(auditor)).toEqual([]);
  await enterOn(auditor, button(auditor, zh("console.verify.start")));
  const card = auditor.getByRole("region", { name: zh("console.verify.newest") });
  await card.waitFor();
  // Whoever comes back finds it as it stands.
  await auditor.reload();
  await card.getByText(zh("ledger.verification.tampered")).waitFor();
  const finding = auditor.getByRole("row").nth(1);
  await finding.getByText(zh("ledger.finding.account")).waitFor();
  await noBreaches(auditor);
  await enterOn(auditor, finding.getByRole("link"));
  const { household } = tampered;
  await pane(auditor, zh("console.household")).getByText(household.number).waitFor();
  await auditor.context().close();
});

test("the audit trail says whom and what each record was about", async () => {
  const auditor = await stage.enter("auditor", "/console/audit?command=ledger.open-many");
  const { household } = residents[1]!;
  const row = auditor.getByRole("row").filter({ hasText: household.number }).first();
  const link = row.getByRole("link", { name: `${household.number} ${household.name}` }).first();
  await noBreaches(auditor);
  await enterOn(auditor, link);
  await auditor.waitForURL(`**/console/households/${household.id}`);

  const admin = await stage.enter("admin", "/console/audit?command=ledger.open-many");
  const masked = admin.getByRole("row").filter({ hasText: household.number }).first();
  await masked.getByText(household.number).first().waitFor();
  expect(await masked.getByText(household.name).count()).toBe(0);
  await auditor.context().close();
  await admin.context().close();
});

test("in English, too", async () => {
  await finance.evaluate(`localStorage.setItem("warmline.language", "en")`);
  await finance.goto(`${stage.city.url}/console/prices`);
  await finance.getByRole("heading", { name: en("console.prices"), level: 1 }).waitFor();
  for (const [letter, key] of [
    ["o", "console.opening"],
    ["v", "console.verify"],
  ] as const) {
    await go(finance, letter, en(key));
    expect(await breaches(finance)).toEqual([]);
  }
});
