import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { breaches } from "./breaches.ts";
import { button, enterOn, noBreaches, submit, type } from "./keyboard-hands.ts";
import { en, openStage, zh, type Stage } from "./stage.ts";

// By which rules is approved: read by all who ask, changed by finance and an administrator.

let stage: Stage;
let finance: Page;

beforeAll(async () => {
  stage = await openStage({});
  finance = await stage.enter("finance", "/console/requests");
});
afterAll(() => stage?.close());

test("another rule is asked for, with what differs, and approved by an administrator", async () => {
  await finance.getByRole("link", { name: zh("console.approval-rules"), exact: true }).click();
  const rule = finance.getByRole("region", { name: zh("requests.policy.reversal"), exact: true });
  await rule.getByText(zh("console.approval-rule.seed")).waitFor();
  await noBreaches(finance);
  const name = zh("requests.policy.reversal");
  await enterOn(finance, button(rule, zh("console.approval-rule.change.title", { name })));
  const dialog = finance.getByRole("dialog");
  await type(finance, dialog, zh("console.approval-rule.each"), "5,000.00");
  await type(finance, dialog, zh("console.reason"), "内控检查");
  await enterOn(finance, button(dialog, zh("console.request.preview")));
  const row = dialog.getByRole("row").filter({ hasText: "¥5,000.00" });
  await row.getByText("¥10,000.00").waitFor();
  expect(await breaches(finance)).toEqual([]);
  await submit(finance, dialog);

  const admin = await stage.enter("admin", "/console/requests");
  const count = zh("console.requests.waiting-count", { count: 1 });
  await admin.getByRole("status", { name: count }).waitFor();
  await admin.keyboard.press("j");
  await button(admin, zh("console.request.approve")).waitFor();
  await noBreaches(admin);
  await admin.keyboard.press("a");
  await admin.getByRole("dialog").getByRole("textbox").waitFor();
  await admin.keyboard.press("Enter");
  await admin.getByText(zh("requests.state.executed"), { exact: true }).first().waitFor();

  await finance.reload();
  await rule.getByText("v2").waitFor();
  await rule.getByText("¥5,000.00", { exact: false }).waitFor();
});

test("in English, too, and only to be read by whoever cannot ask", async () => {
  const manager = await stage.enter("manager-xicheng", "/console/requests/rules");
  await manager.evaluate(`localStorage.setItem("warmline.language", "en")`);
  await manager.reload();
  const rule = manager.getByRole("region", { name: en("requests.policy.reversal"), exact: true });
  await rule.getByText("v2").waitFor();
  expect(await rule.getByRole("button").count()).toBe(0);
  expect(await breaches(manager)).toEqual([]);
});
