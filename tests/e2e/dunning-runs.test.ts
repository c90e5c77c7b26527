import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { BY_ITSELF } from "@warmline/server/domains/dunning/by-itself.ts";
import { lookAt } from "@warmline/server/domains/dunning/look-command.ts";
import { runCommand } from "@warmline/server/platform/commands/run-command.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import { askAndApprove } from "./approval-hands.ts";
import { button, enterOn, noBreaches, submit } from "./keyboard-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 短信催缴: what each will read is looked at, asked for and approved by another; then it is sent.

let stage: Stage;
let finance: Page;
let second: Page;
let resident: Resident;
let branch: string;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
      const accountIds = [resident.household.id];
      await runCommand(deps, BY_ITSELF, lookAt, { accountIds });
      branch = (await deps.store.get(orgNodes, resident.household.place.branchId))?.name ?? "";
    },
  });
  finance = await stage.enter("finance", "/console/dunning");
  second = await stage.enter("finance2", "/console/requests");
});
afterAll(() => stage?.close());

const dialog = () => finance.getByRole("dialog");
const status = (page: Page, text: string | RegExp) =>
  page.getByRole("status").filter({ hasText: text });

test("a work list is looked through, with each message as it will be read", async () => {
  await finance.getByRole("link", { name: zh("console.dunning.runs"), exact: true }).click();
  await finance.getByRole("heading", { name: zh("console.dunning-runs"), level: 1 }).waitFor();
  await enterOn(finance, button(finance, zh("console.dunning-runs.begin")));
  await dialog().getByLabel(zh("console.dunning-runs.branch")).selectOption({ label: branch });
  await noBreaches(finance);
  await submit(finance, dialog());
  await status(finance, zh("dunningruns.state.previewed")).waitFor();
  const { number } = resident.household;
  const row = finance.getByRole("listitem").filter({ hasText: number });
  await row.getByText(formatYuan(resident.owedFen)).first().waitFor();
  const text = await row.getByText(new RegExp(`^【供热客服】.*${number}`)).innerText();
  expect(text).toContain(resident.household.name);
  await noBreaches(finance);
  await shoot(finance, "dunning-run");
});

test("approved by another it goes out, by day at once", async () => {
  await askAndApprove(stage, finance, second, {
    action: zh("console.dunning-run.send"),
    reason: "十一月催缴",
    shows: zh("console.request.field.dunning-words"),
    leadsTo: zh("console.request.dunning-run"),
  });
  // By night nobody is written to: it says until when it waits.
  const gone = [zh("dunningruns.state.sent"), zh("dunningruns.state.sending")].join("|");
  await status(finance, new RegExp(gone)).waitFor();
  const morning = finance.getByText(zh("console.dunning-run.morning", { time: "" }).slice(0, 5));
  const over = status(finance, zh("dunningruns.state.sent"));
  await expect.poll(async () => (await morning.count()) + (await over.count())).toBeGreaterThan(0);
  await noBreaches(finance);
});

test("in English, and for who may only read, on a phone", async () => {
  const auditor = await stage.enter("auditor", "/console/dunning/runs", {
    viewport: { width: 390, height: 844 },
  });
  await auditor.getByRole("link", { name: branch }).click();
  await auditor.getByRole("heading", { name: zh("console.dunning-run.list") }).waitFor();
  expect(await button(auditor, zh("console.dunning-run.stop")).count()).toBe(0);
  await auditor.evaluate(`localStorage.setItem("warmline.language", "en")`);
  await auditor.reload();
  await auditor.getByRole("heading", { name: en("console.dunning-run.list") }).waitFor();
  const beyond = "document.documentElement.scrollWidth - innerWidth";
  expect(await auditor.evaluate(beyond)).toBe(0);
  await noBreaches(auditor);
});
