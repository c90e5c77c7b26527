import { chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { settled, takeNumber, tellOfCold, touch } from "./kiosk-hands.ts";
import { screenNamed } from "./kiosk-screens.ts";
import { debtors, type Resident } from "./people.ts";
import { HALL, openStage, zh, type Stage } from "./stage.ts";
import type { Answering, Leaving } from "./visit-walk.ts";
import { walkAll } from "./visit-walks.ts";

// `npm run prove -- visits` walks every pair of screens; here are those that once told something.

const KIOSK = `/demo/kiosk/${HALL.id}`;

let stage: Stage;
let residents: Resident[];

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      residents = await debtors(deps, 8);
    },
  });
});
afterAll(() => stage?.close());

const WALKS: [from: string, answering: Answering, leaving: Leaving, to: string][] = [
  ["debt", "late", "home", "second factor"],
  ["debt", "prompt", "back", "slip"],
  ["slip, signed in", "late", "finish", "services"],
  ["slip", "prompt", "home", "slip"],
  ["review, signed in", "prompt", "idle", "debt"],
  ["filed report", "lost", "home", "phone"],
];

test("nothing of one resident is seen by the next, whatever answers do", async () => {
  const browser = await chromium.connect(inject("browserUrl"));
  const walks = WALKS.map(([from, answering, leaving, to]) => {
    return { from: screenNamed(from), answering, leaving, to: screenNamed(to) };
  });
  expect(await walkAll([browser], stage.city.url, { walks, residents })).toEqual([]);
  await browser.close();
});

test("a second tap does not fall through to the next screen", async () => {
  const kiosk = await stage.open("kiosk", KIOSK);
  const tile = kiosk.getByRole("button", { name: new RegExp(`^${zh("kiosk.number")}`) });
  await tile.waitFor();
  await settled(kiosk);
  await tile.click({ clickCount: 3, delay: 30 });
  await settled(kiosk);
  const question = kiosk.getByRole("heading", { level: 1 });
  expect(await question.innerText()).toBe(zh("kiosk.choose-service"));
});

test("a lost answer, back and again: the same number, and it says so", async () => {
  const kiosk = await stage.open("kiosk", KIOSK);
  const before = (await tickets()).length;
  await kiosk.route(
    "**/api/kiosk/numbers",
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await touch(kiosk, new RegExp(`^${zh("kiosk.number")}`));
  await touch(kiosk, /缴费/);
  await touch(kiosk, new RegExp(zh("kiosk.who-normal")));
  await kiosk.getByRole("heading", { name: zh("kiosk.number-unknown") }).waitFor();
  await touch(kiosk, zh("kiosk.back"));
  await touch(kiosk, zh("kiosk.back"));
  const label = await takeNumber(kiosk, "缴费");
  await kiosk.getByText(zh("kiosk.number-again")).waitFor();
  const now = await tickets();
  expect(now).toHaveLength(before + 1);
  expect(now.map((one) => one.label)).toContain(label);
});

test("a report that a revoked kiosk could not send is filed once it is paired anew", async () => {
  const kiosk = await stage.open("kiosk", KIOSK);
  const who = residents[0]!;
  const description = "停用时报的：次卧不热";
  const mine = { number: who.household.number, lastFour: who.lastFour };
  await tellOfCold(kiosk, mine, description);
  const { deviceId } = await selfOf(kiosk);
  const { ask } = stage.city;
  const device = (await ask("admin", "/api/devices")).find(
    (one: { id: string }) => one.id === deviceId,
  );
  const revoked = { rev: device.rev, reason: "换机" };
  await ask("admin", `/api/devices/${deviceId}/revoke`, revoked);
  await touch(kiosk, zh("kiosk.send"));
  await kiosk.getByText(zh("kiosk.pair-outbox", { count: 1 })).waitFor();

  await touch(kiosk, zh("kiosk.pair-again"));
  const code = (await kiosk.locator(".code").innerText()).replace(/\s/g, "");
  await ask("admin", "/api/devices/approve", { code, name: "换过的机", hallId: HALL.id });
  await kiosk.getByRole("heading", { name: zh("kiosk.ask") }).waitFor();
  await kiosk.getByText(zh("kiosk.outbox", { count: 1 })).waitFor({ state: "detached" });
  const { cases } = await ask("agent1", `/api/cases?state=open`);
  expect(
    cases.filter((one: { description: string }) => one.description.includes(description)),
  ).toHaveLength(1);
});

function tickets(): Promise<{ label: string }[]> {
  return stage.city.ask("cashier-xicheng1", `/api/halls/${HALL.id}/tickets`);
}

function selfOf(kiosk: Page): Promise<{ deviceId: string }> {
  return kiosk.evaluate(`fetch("/api/devices/me?kind=kiosk").then((answer) => answer.json())`);
}
