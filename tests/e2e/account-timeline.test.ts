import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { formatYuan } from "@warmline/shared/kernel/money.ts";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import type { TimelineAnswer } from "@warmline/shared/ledger/timeline-api.ts";
import { noBreaches } from "./keyboard-hands.ts";
import { press } from "./console-hands.ts";
import { debtors } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

// 历史回溯: an account wound back on its household's page, by the slider, a day or an entry.

const DEBTORS = 8;

let stage: Stage;
let page: Page;
let points: TimelineAnswer["points"];

beforeAll(async () => {
  let ids: readonly string[] = [];
  stage = await openStage({
    before: async (deps) => {
      ids = (await debtors(deps, DEBTORS)).map(({ household }) => household.id);
    },
  });
  const all = await Promise.all(
    ids.map(async (id) => ({ id, points: (await timeline(id)).points as typeof points })),
  );
  const longest = all.toSorted((a, b) => b.points.length - a.points.length)[0]!;
  points = longest.points;
  page = await stage.enter("cashier-xicheng1", `/console/households/${longest.id}`);
  await page.getByRole("tab", { name: zh("console.timeline") }).click();
});
afterAll(() => stage?.close());

function timeline(id: string) {
  return stage.city.ask("finance", `/api/households/${id}/timeline`);
}

const status = (text: string) => page.getByRole("status").filter({ hasText: text }).waitFor();
const panel = () => page.getByRole("tabpanel");
const debt = () => panel().getByRole("region", { name: zh("console.debt") });

/** What the account owed, once it is told. */
const owed = () => debt().locator(".amount").innerText();

test("the slider goes back entry by entry, by the keyboard alone", async () => {
  expect(points.length).toBeGreaterThan(2);
  await status(zh("console.timeline.stood-now", { count: points.length }));
  const slider = page.getByRole("slider", { name: zh("console.timeline.back") });
  await slider.focus();
  for (const point of points.toReversed().slice(1)) {
    await slider.press("ArrowLeft");
    const at = formatInstant(point.at);
    await status(zh("console.timeline.stood-at", { at, seq: point.seq }));
    await expect.poll(owed).toBe(formatYuan(point.owedFen));
  }
  await slider.press("Home");
  await status(zh("console.timeline.stood-before"));
  await noBreaches(page);
});

test("an entry of the list is gone back to, and now again", async () => {
  const point = points[points.length - 2]!;
  await press(panel(), zh("console.timeline.show", { seq: point.seq }));
  await expect.poll(owed).toBe(formatYuan(point.owedFen));
  await shoot(page, "account-timeline");
  await press(panel(), zh("console.timeline.now"));
  await expect.poll(owed).toBe(formatYuan(points.at(-1)!.owedFen));
});

test("a day is as it was at its end, in English, too", async () => {
  const point = points[0]!;
  const last = points.findLast(({ bookedOn }) => bookedOn === point.bookedOn)!;
  await panel().getByLabel(zh("console.timeline.day")).fill(point.bookedOn);
  await status(zh("console.timeline.stood-day", { day: point.bookedOn, count: last.seq }));
  await expect.poll(owed).toBe(formatYuan(last.owedFen));
  await press(page, "English");
  await status(en("console.timeline.stood-day", { day: point.bookedOn, count: last.seq }));
  await noBreaches(page);
  await press(page, "中文");
});
