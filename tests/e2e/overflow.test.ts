import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { BRANCHES } from "@warmline/demo/places.ts";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { asksForPerson, course } from "./phone-hands.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const WIDE = { viewport: { width: 1440, height: 900 } };
/** It waits for the hotline for a minute, and nobody moves the clock of a real server. */
const PATIENCE = { timeout: 90_000 };

const panelOf = (desk: Page) =>
  desk.getByRole("complementary", { name: zh("console.acd.call"), exact: true });
const rowsOf = (desk: Page, text: string) =>
  desk.getByRole("row").filter({ has: desk.getByText(text, { exact: true }) });

async function signsOn(login: string): Promise<Page> {
  const desk = await stage.enter(login, "/console/acd", WIDE);
  await press(desk, zh("console.acd.ready"));
  await desk.getByRole("button", { name: zh("console.acd.sign-off"), exact: true }).waitFor();
  return desk;
}

/** The dispatcher of a branch in which whoever calls now is not known. */
async function dispatcherOfAnotherBranch(): Promise<string> {
  const { calls } = await stage.city.ask("supervisor", "/api/calls?standing=open&limit=10");
  const known = calls.flatMap(({ households }: { households: { id: string }[] }) => households);
  const { place } = await stage.city.ask("supervisor", `/api/households/${known[0].id}`);
  const other = BRANCHES.findIndex(({ id }) => id !== place.branchId);
  return `dispatcher${other + 1}`;
}

async function wrapUp(desk: Page): Promise<void> {
  const panel = panelOf(desk);
  await panel.getByLabel(zh("console.acd.disposition"), { exact: true }).selectOption("other");
  await press(panel, zh("console.acd.wrap-up-done"));
  await panel.waitFor({ state: "detached" });
}

test("a call that waited a minute in vain rings at a hall's cashier", async () => {
  const agent = await stage.enter("agent1", "/console/acd", WIDE);
  await press(agent, zh("console.acd.ready"));
  const first = await asksForPerson(stage, true);
  await press(panelOf(agent), zh("console.acd.answer"));
  const phone = await asksForPerson(stage, false);

  const other = await signsOn(await dispatcherOfAnotherBranch());
  const cashier = await signsOn("cashier-xicheng1");
  await cashier.getByText(zh("console.acd.as-overflow")).waitFor();
  await rowsOf(cashier, zh("acd.call.waiting")).waitFor();
  // A stranger's call is theirs to see, one that is known elsewhere is not.
  await rowsOf(other, zh("acd.call.connected")).waitFor();
  expect(await rowsOf(other, zh("acd.call.waiting")).count()).toBe(0);
  const boss = await stage.enter("supervisor", "/console/acd", WIDE);
  await expect.poll(() => rowsOf(boss, zh("acd.overflow")).count()).toBe(2);
  expect(await breaches(boss)).toEqual([]);

  const panel = panelOf(cashier);
  const answer = panel.getByRole("button", { name: zh("console.acd.answer"), exact: true });
  await answer.waitFor(PATIENCE);
  expect(await panelOf(other).count()).toBe(0);
  await answer.click();
  await panel.getByText(zh("console.acd.open-cases")).waitFor();
  await shoot(cashier, "overflow-cashier");
  expect(await breaches(cashier)).toEqual([]);
  await panel.getByLabel(zh("console.voice.say")).fill("您好，西城大厅");
  await press(panel, zh("console.voice.send"));
  await course(phone).getByText("您好，西城大厅").waitFor();
  await press(cashier, zh("console.acd.hang-up"));
  await wrapUp(cashier);
  const own = cashier.getByRole("region", { name: zh("console.callstats.own") });
  const taken = own.getByRole("group").filter({ hasText: zh("console.callstats.figure.taken") });
  await taken.first().getByText("1", { exact: true }).waitFor();
  await press(cashier, zh("console.acd.sign-off"));
  await press(other, zh("console.acd.sign-off"));
  await press(first, zh("phone.hang-up"));
  await wrapUp(agent);
  await press(agent, zh("console.acd.sign-off"));
}, 180_000);

test("who takes no calls has their bar on the desks' page alone", async () => {
  const cashier = await stage.enter("cashier-xicheng2", "/console/acd", WIDE);
  const bar = cashier.getByRole("group", { name: zh("console.acd.my-phone") });
  await bar.waitFor();
  await cashier.goto(`${stage.city.url}/console/hall`);
  await cashier.getByRole("navigation").waitFor();
  await bar.waitFor({ state: "detached" });
  expect(await cashier.getByRole("button", { name: zh("console.acd.ready") }).count()).toBe(0);
  await cashier.context().close();
});
