import { afterAll, beforeAll, expect, test } from "vitest";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import type { Page } from "playwright-core";
import { prove, tellOfCold, touch, type as press } from "./kiosk-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, HALL, openStage, zh, type Stage } from "./stage.ts";

const GUESSES = 5;

let stage: Stage;
let mine: Resident;
let other: Resident;
let third: Resident;
let kiosk: Page;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [mine, other, third] = (await debtors(deps, 3)) as [Resident, Resident, Resident];
    },
  });
  kiosk = await stage.open("kiosk", "/favicon.svg");
  await kiosk.clock.install();
  await kiosk.goto(`${stage.city.url}/demo/kiosk/${HALL.id}`);
});
afterAll(() => stage?.close());

test("the fee is shown to whoever knows the last four digits, with the name masked", async () => {
  await touch(kiosk, new RegExp(zh("kiosk.lookup")));
  await prove(kiosk, mine.household.number, mine.lastFour);
  await kiosk.getByRole("heading", { name: formatYuan(fen(mine.owedFen)) }).waitFor();
  const page = await kiosk.locator("main").innerText();
  expect(page).toContain(mine.household.number);
  expect(page).not.toContain(mine.household.name);
  for (const phone of mine.household.phones) expect(page).not.toContain(phone.slice(-8));
});

test("who leaves is warned, may stay, and is then wiped", async () => {
  const warning = kiosk.getByRole("dialog", { name: zh("kiosk.idle-title") });
  await kiosk.clock.runFor(16_000);
  await warning.waitFor();
  await touch(kiosk, zh("kiosk.idle-stay"));
  await warning.waitFor({ state: "detached" });
  await kiosk.getByText(mine.household.number).waitFor();

  await kiosk.clock.runFor(16_000);
  await warning.waitFor();
  await kiosk.clock.runFor(21_000);
  await kiosk.getByRole("heading", { name: zh("kiosk.ask") }).waitFor();
  expect(await kiosk.content()).not.toContain(mine.household.number);
});

test("wrong digits are refused alike; after five, even the right ones", async () => {
  await touch(kiosk, new RegExp(zh("kiosk.lookup")));
  const wrong = other.lastFour === "0000" ? "1111" : "0000";
  await prove(kiosk, other.household.number, wrong);
  for (let guess = 1; guess < GUESSES; guess += 1) {
    await kiosk.getByRole("alert").getByText(zh("refusal.lookup-no-match")).waitFor();
    await press(kiosk, wrong);
    await touch(kiosk, zh("kiosk.next"));
  }
  await kiosk.getByRole("alert").getByText(zh("refusal.lookup-no-match")).waitFor();
  await press(kiosk, other.lastFour);
  await touch(kiosk, zh("kiosk.next"));
  await kiosk
    .getByRole("alert")
    .getByText(/输入次数过多/)
    .waitFor();
  expect(await kiosk.content()).not.toContain(formatYuan(fen(other.owedFen)));
  await touch(kiosk, zh("kiosk.home"));
});

test("large type and English are for this visit alone", async () => {
  const size = () =>
    kiosk.evaluate<number>("parseFloat(getComputedStyle(document.documentElement).fontSize)");
  const normal = await size();
  await touch(kiosk, zh("kiosk.large"));
  await expect.poll(size).toBeGreaterThan(normal);
  await touch(kiosk, zh("kiosk.other-language"));
  await touch(kiosk, new RegExp(en("kiosk.number")));
  await kiosk.getByRole("heading", { name: en("kiosk.choose-service") }).waitFor();
  await kiosk.getByRole("button", { name: /Payments/ }).waitFor();
  expect(await overflowing(), "nothing is cut off in large English").toEqual([]);

  await touch(kiosk, en("kiosk.home"));
  await kiosk.getByRole("heading", { name: zh("kiosk.ask") }).waitFor();
  expect(await size()).toBe(normal);
  expect(await overflowing()).toEqual([]);
});

test("every target on every home tile is large enough for a thumb", async () => {
  const buttons = await kiosk.getByRole("button").all();
  const boxes = await Promise.all(buttons.map((button) => button.boundingBox()));
  const sides = boxes.flatMap((box) => [box!.width, box!.height]);
  expect(Math.min(...sides)).toBeGreaterThanOrEqual(60);
});

test("a report made without a network is kept, and filed once when that is back", async () => {
  const description = "断网时报的：次卧不热";
  const who = { number: third.household.number, lastFour: third.lastFour };
  await tellOfCold(kiosk, who, description);
  await kiosk.context().setOffline(true);
  await touch(kiosk, zh("kiosk.send"));
  await kiosk.getByText(zh("kiosk.queued"), { exact: true }).waitFor();
  await touch(kiosk, zh("kiosk.done"));
  await kiosk.getByText(zh("kiosk.outbox", { count: 1 })).waitFor();

  await kiosk.context().setOffline(false);
  await kiosk.clock.runFor(30_000);
  await kiosk.getByText(zh("kiosk.outbox", { count: 1 })).waitFor({ state: "detached" });
  const path = `/api/households/${third.household.id}/cases`;
  const { cases } = await stage.city.ask("agent1", path);
  const filed = cases.filter((one: { description: string }) =>
    one.description.includes(description),
  );
  expect(filed).toHaveLength(1);
});

test("who has proven a flat inside an outage is told of it, and joins it", async () => {
  const { buildingId } = mine.household.place;
  const declared = await stage.city.ask("supervisor", "/api/incidents", {
    kind: "outage",
    nodeIds: [buildingId],
    description: "楼前管道漏水",
    startedAt: Date.now() - 3_600_000,
    returnAt: Date.parse("2040-01-01T04:00:00Z"),
  });
  await touch(kiosk, zh("kiosk.report"));
  await touch(kiosk, zh("kiosk.case-not-warm"));
  await touch(kiosk, new RegExp(`^${zh("kiosk.yes")}$`));
  await touch(kiosk, zh("kiosk.where-mine"));
  await prove(kiosk, mine.household.number, mine.lastFour);
  await kiosk.getByRole("heading", { name: zh("kiosk.outage") }).waitFor();
  await kiosk.getByText(zh("kiosk.outage-return", { at: "2040-01-01 12:00" })).waitFor();
  expect(await overflowing()).toEqual([]);
  await touch(kiosk, zh("kiosk.outage-join"));
  await touch(kiosk, zh("kiosk.contact-known"));
  await touch(kiosk, zh("kiosk.phrase-cold-all"));
  await touch(kiosk, zh("kiosk.next"));
  await touch(kiosk, zh("kiosk.send"));
  const path = `/api/incidents/${declared.id}/cases`;
  const joined = async () => (await stage.city.ask("supervisor", path)).cases;
  const own = { householdId: mine.household.id, state: "new", source: "kiosk" };
  await expect.poll(joined).toContainEqual(expect.objectContaining(own));
});

/** Texts that do not fit into what holds them. */
function overflowing(): Promise<string[]> {
  return kiosk.evaluate<string[]>(`
    [...document.querySelectorAll("button, h1, p")]
      .filter((one) => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
      .map((one) => one.textContent)
  `);
}
