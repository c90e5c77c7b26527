import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { HALL, openStage, zh, type Stage } from "./stage.ts";
import { LISTEN, said, spoken } from "./tv-hands.ts";

/** Longer than any honest wait on a busy machine. */
const WITHIN = { timeout: 20_000 };
const HOUR = 3_600_000;

/** The machine's clock with a hand to set it by: `globalThis.stepMs`. */
const SETTABLE = `{
  globalThis.stepMs = 0;
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...given) {
      if (given.length === 0) super(RealDate.now() + globalThis.stepMs);
      else super(...given);
    }
    static now() {
      return RealDate.now() + globalThis.stepMs;
    }
  };
}`;

let stage: Stage;
let tv: Page;
let manager: Page;

beforeAll(async () => {
  stage = await openStage();
  await atCounter("open");
  tv = await stage.open("tv", "/favicon.svg");
  for (const script of [SETTABLE, LISTEN]) await tv.addInitScript(script);
  await tv.goto(`${stage.city.url}/demo/tv/${HALL.id}`);
  manager = await stage.enter("manager-xicheng");
  await manager.addInitScript(SETTABLE);
  await manager.goto(`${stage.city.url}/console/hall/${HALL.id}`);
  await manager.getByRole("tab").first().waitFor();
  await tv.locator(".calls li").first().waitFor();
  // Sound is allowed, as by the start command.
  await tv.mouse.click(900, 600);
});
afterAll(() => stage?.close());

function atCounter(verb: string) {
  return stage.city.ask("cashier-xicheng1", `/api/counters/${HALL.id}-c1/${verb}`, {});
}

async function call(): Promise<string> {
  const wanted = { serviceId: `${HALL.id}-a`, priority: "normal" };
  const path = `/api/halls/${HALL.id}/tickets`;
  const { label } = await stage.city.ask("cashier-xicheng1", path, wanted);
  await atCounter("next");
  return label;
}

const expected: string[] = [];

test.each([
  ["an hour back", -HOUR],
  ["half a minute on", 30_000],
  ["six hours on", 6 * HOUR],
  ["ten seconds back", -10_000],
])("the machine's clock is set %s: a call is shown and spoken, once", async (_, stepMs) => {
  for (const page of [tv, manager]) await page.evaluate(`globalThis.stepMs = ${stepMs}`);
  const label = await call();
  expected.push(`qing ${said(label, "hao-dao counter-1")}`);
  await tv.locator(".hero .label", { hasText: label }).waitFor();
  await manager.getByText(label).first().waitFor();
  await expect.poll(() => spoken(tv), WITHIN).toEqual(expected);
  await atCounter("finish");
  await tv.locator(".calls li").getByText(label).waitFor({ state: "detached" });
  const badge = tv.getByRole("status").filter({ hasText: zh("tv.offline") });
  await badge.waitFor({ state: "detached" });
});
