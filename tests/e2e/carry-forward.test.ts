import { afterAll, beforeAll, expect, test } from "vitest";
import type { Locator, Page } from "playwright-core";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import { addDays, cityDate } from "@warmline/shared/kernel/time.ts";
import { accounts } from "@warmline/shared/ledger/account.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { askAndApprove } from "./approval-hands.ts";
import { button, enterOn, go, noBreaches } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { printed } from "./printed.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 年度结转: reckoned as of yesterday, looked at down to a household, sealed by a second person, and
// withdrawn again; an account that somebody changed by hand is found.

let stage: Stage;
let finance: Page;
let second: Page;
let tampered: Resident;
let day: string;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      day = addDays(cityDate(deps.clock.now()), -1);
      const [first, other] = await debtors(deps, 2);
      tampered = other ?? first!;
      const account = (await deps.store.get(accounts, tampered.household.id))!;
      const [item, ...rest] = account.items;
      const items = [{ ...item!, openFen: fen(item!.openFen - 1) }, ...rest];
      await deps.store.commit([replace(accounts, account, { ...account, items })]);
    },
  });
  finance = await stage.enter("finance", "/console/prices");
  second = await stage.enter("finance2", "/console/requests");
});
afterAll(() => stage?.close());

const dialog = () => finance.getByRole("dialog");
const main = () => finance.getByRole("main");
const title = () => zh("console.carry.title", { day });
const card = () => finance.getByRole("region", { name: title() });
const status = (text: string): Locator => finance.getByRole("status").filter({ hasText: text });
type Level = "branch" | "station" | "building" | "household";
const table = (side: "owed" | "on-account", level: Level) =>
  main().getByRole("region", {
    name: `${zh(`carryforwards.${side}`)} · ${zh(`reports.level.${level}`)}`,
  });

const askedAndApproved = (action: string) =>
  askAndApprove(stage, finance, second, {
    action,
    reason: "年度结转",
    shows: zh("console.request.field.carry-hash"),
    leadsTo: zh("console.request.carry"),
  });

async function begin(on: string): Promise<void> {
  await enterOn(finance, button(finance, zh("console.carries.begin")));
  await dialog().getByLabel(zh("console.carries.day"), { exact: true }).fill(on);
  await noBreaches(finance);
  await enterOn(finance, dialog().locator("[type=submit]"));
}

test("begun by keyboard it reckons every account, and the figures add up but for one", async () => {
  await go(finance, "g", zh("console.carries"));
  await finance.getByText(zh("console.carries.none")).waitFor();
  await noBreaches(finance);
  await begin(day);
  await status(zh("carryforwards.state.reckoned")).waitFor();
  await card().getByText(zh("console.carry.does-not-add-up")).waitFor();
  await card().getByText(zh("console.carry.adds-up")).waitFor();
  expect(await table("owed", "branch").getByRole("row").count()).toBeGreaterThan(2);
  await noBreaches(finance);
});

test("the account that was changed by hand is listed with what shows it", async () => {
  const { household, owedFen } = tampered;
  const row = main().getByRole("listitem").filter({ hasText: household.number }).first();
  await row.getByText(zh("carryforwards.flaw.does-not-add-up")).waitFor();
  expect(owedFen).toBeGreaterThan(1);
  const summary = row.locator("summary");
  await enterOn(finance, summary);
  await row.getByText(zh("ledger.kind.charge")).first().waitFor();
  expect(await row.getByRole("link").getAttribute("href")).toBe(
    `/console/households/${household.id}`,
  );
});

test("the statement leads down to households, each level sums to the one above", async () => {
  const { branchId, stationId, buildingId } = tampered.household.place;
  const whole = () => main().locator("tfoot").first().innerText();
  for (const [level, node] of [
    ["station", branchId],
    ["building", `${branchId}/${stationId}`],
    ["household", `${branchId}/${stationId}/${buildingId}`],
  ] as const) {
    const link = main()
      .locator(`a[href$="node=${encodeURIComponent(node)}"]`)
      .first();
    const above = await link.locator("xpath=ancestor::tr").locator("td").allInnerTexts();
    await enterOn(finance, link);
    await table("owed", level).waitFor();
    expect((await whole()).split("\t").at(-1)?.trim()).toBe(above.at(-1));
  }
  await table("owed", "household").getByRole("link", { name: tampered.household.number }).waitFor();
  await noBreaches(finance);
  const path = main().getByRole("navigation", { name: zh("console.carry.path") });
  await enterOn(finance, path.getByRole("link", { name: zh("reports.city") }));
  await table("owed", "branch").waitFor();
  await shoot(finance, "carry-forward");
});

test("it is saved as a workbook, and printed on one page of A4, signed by two", async () => {
  const saving = finance.waitForEvent("download");
  await finance.getByRole("link", { name: zh("console.reports.export") }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toMatch(/[.]xlsx$/);
  expect(saved.suggestedFilename()).toContain(day);
  expect(await saved.failure()).toBeNull();
  const pages = await printed(finance);
  expect(pages.map(({ mm }) => mm)).toEqual([[210, 297]]);
  for (const words of [zh("carryforwards.title"), zh("console.run.sheet.maker")]) {
    expect(pages[0]?.text).toContain(words.replaceAll(/\s/g, "").normalize("NFKC"));
  }
});

test("while it is not sealed no other one begins, and the dialog says why", async () => {
  await go(finance, "g", zh("console.carries"));
  await begin(addDays(day, -1));
  await dialog().getByRole("alert").waitFor();
  expect(await dialog().getByRole("alert").innerText()).toContain(day);
  await finance.keyboard.press("Escape");
  await finance.getByRole("link", { name: day, exact: true }).first().click();
  await status(zh("carryforwards.state.reckoned")).waitFor();
});

test("sealed by a second person, and withdrawn", async () => {
  await askedAndApproved(zh("console.carry.seal"));
  await status(zh("carryforwards.state.sealed")).waitFor();
  await second.goto(`${stage.city.url}/console/households/${tampered.household.id}`);
  const stood = second.getByText(zh("carryforwards.as-of", { day }));
  await stood.waitFor();
  await enterOn(second, second.locator("summary").filter({ has: stood }));
  await second.getByText(zh("console.carry.does-not-add-up")).waitFor();
  await noBreaches(second);
  await askedAndApproved(zh("console.carry.withdraw"));
  await status(zh("carryforwards.state.withdrawn")).waitFor();
  expect(await button(finance, zh("console.carry.withdraw")).count()).toBe(0);
  await noBreaches(finance);
});

test("in English, and for who may only read, on a small desk and on a phone", async () => {
  const auditor = await stage.enter("auditor", "/console/carry-forwards", {
    viewport: { width: 1024, height: 768 },
  });
  await auditor.getByRole("link", { name: day, exact: true }).first().click();
  await auditor.getByText(zh("console.carry.statement"), { exact: true }).waitFor();
  expect(await button(auditor, zh("console.carry.seal")).count()).toBe(0);
  await auditor.evaluate(`localStorage.setItem("warmline.language", "en")`);
  await auditor.reload();
  await auditor.getByText(en("console.carry.statement"), { exact: true }).waitFor();
  await auditor
    .getByText(formatYuan(fen(0)))
    .first()
    .waitFor();
  await noBreaches(auditor);
  const beyond = "document.documentElement.scrollWidth - innerWidth";
  expect(await auditor.evaluate(beyond)).toBe(0);
  await auditor.setViewportSize({ width: 390, height: 844 });
  expect(await auditor.evaluate(beyond)).toBe(0);
  await noBreaches(auditor);
});
