import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { pane, repeatedNames } from "./console-hands.ts";
import { HALL, openStage, shoot, zh, type Stage } from "./stage.ts";

const CASHIER = "cashier-xicheng1";
const COUNTER = `${HALL.id}-c1`;

let stage: Stage;
let manager: Page;

beforeAll(async () => {
  stage = await openStage();
  await stage.city.ask(CASHIER, `/api/counters/${COUNTER}/open`, {});
  manager = await stage.enter("manager-xicheng", `/console/hall/${HALL.id}`);
});
afterAll(() => stage?.close());

const counterActs = () =>
  pane(manager, zh("console.hall.counters")).getByRole("group", {
    name: zh("console.hall.counter", { number: 1 }),
  });
const button = (name: string) => counterActs().getByRole("button", { name, exact: true });
const dialog = () => manager.getByRole("dialog");

/** Somebody takes a number and is called to counter 1. Answers the label. */
async function call(): Promise<string> {
  const taken = { serviceId: `${HALL.id}-a`, priority: "normal" };
  const { label } = await stage.city.ask(CASHIER, `/api/halls/${HALL.id}/tickets`, taken);
  await stage.city.ask(CASHIER, `/api/counters/${COUNTER}/next`, {});
  return label;
}

test("staff went home with a number in hand: the manager ends it, with a reason", async () => {
  const label = await call();
  await button(zh("console.hall.finish")).click();
  await dialog().getByText(label).waitFor();
  const confirm = dialog().getByRole("button", { name: zh("console.hall.finish"), exact: true });
  expect(await confirm.isDisabled()).toBe(true);
  await dialog().getByLabel(zh("console.reason")).fill("已下班");
  await shoot(manager, "console-hall-manager");
  expect(await repeatedNames(dialog(), "button")).toEqual([]);
  await confirm.click();
  await dialog().waitFor({ state: "detached" });
  await button(zh("console.hall.finish")).waitFor({ state: "detached" });

  await call();
  await button(zh("console.hall.transfer")).click();
  await dialog().getByLabel(zh("console.hall.transfer.to")).selectOption({ index: 2 });
  await dialog().getByLabel(zh("console.reason")).fill("已下班");
  await dialog()
    .getByRole("button", { name: zh("console.hall.transfer"), exact: true })
    .click();
  await dialog().waitFor({ state: "detached" });

  await button(zh("console.hall.close-for")).click();
  await counterActs().waitFor({ state: "detached" });
  const said = await stage.city.ask("auditor", "/api/audit?command=hall.finish");
  expect(JSON.stringify(said)).toContain("已下班");
});

test("a refusal in a dialog is said there, and only there", async () => {
  await manager.getByRole("tab", { name: zh("console.hall.arrange") }).click();
  await manager.getByRole("button", { name: zh("console.hall.service.new") }).click();
  await dialog().getByLabel(zh("console.hall.series")).fill("A");
  await dialog().getByLabel(zh("console.hall.name-zh")).fill("发票");
  await dialog().getByLabel(zh("console.hall.name-en")).fill("Invoices");
  await dialog()
    .getByRole("button", { name: zh("console.save") })
    .click();
  const refusal = manager.getByText(zh("refusal.series-taken", { series: "A" }));
  await refusal.waitFor();
  expect(await refusal.count()).toBe(1);
  expect(await dialog().getByRole("alert").count()).toBe(1);
});

test("opening hours and address are entered with the hall, and taken back", async () => {
  await manager.reload();
  await manager.getByRole("tab", { name: zh("console.hall.arrange") }).click();
  const edit = manager.getByRole("button", { name: zh("console.hall.profile.edit"), exact: true });
  const save = dialog().getByRole("button", { name: zh("console.save"), exact: true });
  await manager.getByText("08:00–18:00").waitFor();
  await edit.click();
  await dialog().getByLabel(zh("console.hall.hours.opens")).fill("09:00");
  await dialog().getByLabel(zh("console.hall.weekday.6")).uncheck();
  await dialog().getByLabel(zh("console.hall.address")).fill("西城区解放路90号");
  await shoot(manager, "console-hall-hours");
  await save.click();
  await dialog().waitFor({ state: "detached" });
  await manager.getByText("09:00–18:00").waitFor();
  await manager.getByText("西城区解放路90号").waitFor();
  expect(await manager.getByText(zh("console.hall.hours.city")).count()).toBe(0);

  await edit.click();
  await dialog().getByLabel(zh("console.hall.hours.own")).uncheck();
  await save.click();
  await dialog().waitFor({ state: "detached" });
  await manager.getByText(zh("console.hall.hours.city")).waitFor();
});
