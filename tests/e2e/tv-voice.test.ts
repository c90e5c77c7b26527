import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { cityDate, instantOf, later, type Instant } from "@warmline/shared/kernel/time.ts";
import { counters, queueTickets } from "@warmline/shared/hall/model.ts";
import { insert, replace, type Write } from "@warmline/shared/store/write.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { touch } from "./kiosk-hands.ts";
import { openStage, shoot, type Stage } from "./stage.ts";
import { LISTEN, played, said, spoken } from "./tv-hands.ts";
import { en, HALL, zh } from "./texts.ts";

/** Longer than any honest wait on a busy machine. */
const WITHIN = { timeout: 20_000 };

const LARGE = { id: "hall-nancheng", counters: 24 } as const;

/**
 * As in a browser without the start command: silent until the page is touched. Every look of a test
 * into the page counts as a touch, so that the browser's own rule would let sound through here.
 */
const BLOCKED = `{
  let touched = false;
  addEventListener("pointerdown", () => (touched = true), { capture: true });
  globalThis.AudioContext = class extends AudioContext {
    constructor() {
      super();
      void this.suspend();
    }
    resume() {
      return touched ? super.resume() : new Promise(() => {});
    }
  };
}`;

let stage: Stage;
let tv: Page;

beforeAll(async () => {
  stage = await openStage({ before: fillLargeHall });
  for (const number of [1, 2, 3]) await atCounter(number, "open");
  tv = await stage.open("tv", "/favicon.svg");
  await tv.addInitScript(BLOCKED);
  await tv.addInitScript(LISTEN);
  await tv.goto(`${stage.city.url}/demo/tv/${HALL.id}`);
  await tv.locator(".calls").waitFor();
});
afterAll(() => stage?.close());

/** Every third counter is closed, one is paused, the others have called somebody. */
async function fillLargeHall({ store }: Deps): Promise<void> {
  const now = instantOf(Date.now());
  const [like] = await store.find(counters, { index: "byHall", where: { hallId: LARGE.id } });
  const writes: Write[] = [];
  for (let number = 1; number <= LARGE.counters; number += 1) {
    const id = `${LARGE.id}-c${number}`;
    const held = await store.get(counters, id);
    const state = number % 3 === 0 ? "closed" : number === 4 ? "paused" : "open";
    const body = { ...(held ?? like!), id, number, state, openedAt: now } as const;
    writes.push(held ? replace(counters, held, body) : insert(counters, body));
    if (state !== "open") continue;
    writes.push(insert(queueTickets, calledTicket(number, id, now)));
  }
  const committed = await store.commit(writes);
  expect(committed.ok).toBe(true);
}

function calledTicket(number: number, counterId: string, now: Instant) {
  const serviceId = `${LARGE.id}-a`;
  return {
    id: `ticket-${number}`,
    hallId: LARGE.id,
    day: cityDate(now),
    series: "A",
    sequence: number,
    label: `A${String(number).padStart(3, "0")}`,
    serviceId,
    priority: "normal",
    state: number % 2 === 0 ? "called" : "serving",
    takenAt: now,
    waitingSince: now,
    counterId,
    counterNumber: number,
    calledAt: later(now, -60_000),
    calls: 1,
    callSeq: callSeqOf(number),
    periods: [{ state: "called", serviceId, from: now }],
    transfers: [],
  } as const;
}

/** Out of the order of the counters. */
function callSeqOf(number: number): number {
  return ((number * 7) % LARGE.counters) + 1;
}

function atCounter(number: number, verb: string) {
  const path = `/api/counters/${HALL.id}-c${number}/${verb}`;
  return stage.city.ask(`cashier-xicheng${number}`, path, {});
}

async function take(): Promise<string> {
  const wanted = { serviceId: `${HALL.id}-a`, priority: "normal" };
  const path = `/api/halls/${HALL.id}/tickets`;
  return (await stage.city.ask("cashier-xicheng1", path, wanted)).label;
}

async function takeInEnglish(): Promise<void> {
  const kiosk = await stage.open("kiosk", `/demo/kiosk/${HALL.id}`);
  await touch(kiosk, zh("kiosk.other-language"));
  await touch(kiosk, en("kiosk.number"));
  await touch(kiosk, /^A/);
  await touch(kiosk, new RegExp(en("kiosk.who-normal")));
  await kiosk.locator(".paper svg").waitFor();
  await kiosk.context().close();
}

const hint = () => tv.getByRole("status").filter({ hasText: zh("tv.silent") });
let label: string;

test("where sound is blocked the screen says so; touched, it speaks the current call", async () => {
  await hint().waitFor();
  label = await take();
  await atCounter(1, "next");
  await tv.locator(".hero .label", { hasText: label }).waitFor();
  expect(await spoken(tv)).toEqual([]);
  await shoot(tv, "tv-silent");

  await tv.mouse.click(900, 600);
  await hint().waitFor({ state: "detached" });
  await expect.poll(() => spoken(tv), WITHIN).toEqual([`qing ${said(label, "hao-dao counter-1")}`]);
  const clips = await played(tv);
  const gaps = clips.slice(1).map(({ at }, place) => at - clips[place]!.until);
  for (const gap of gaps) expect(gap).toBeCloseTo(0.06, 3);
});

test("calls at once are spoken one after the other, each in its language, none stale", async () => {
  await atCounter(1, "finish");
  await tv.evaluate("globalThis.played.length = 0");
  await takeInEnglish();
  const third = await take();
  const fourth = await take();
  for (const number of [1, 2, 3]) await atCounter(number, "next");
  await atCounter(2, "no-show");
  const second = `${label[0]}${String(Number(label.slice(1)) + 1).padStart(3, "0")}`;
  const expected = [
    `ticket ${said(second, "counter-1")}`,
    `qing ${said(fourth, "hao-dao counter-3")}`,
  ];
  await expect.poll(() => spoken(tv), WITHIN).toEqual(expected);
  expect(third).not.toBe(fourth);
  const clips = await played(tv);
  for (const [place, { at }] of clips.slice(1).entries()) {
    expect(at).toBeGreaterThanOrEqual(clips[place]!.until);
  }
});

test("a recall is spoken again", async () => {
  await tv.evaluate("globalThis.played.length = 0");
  await atCounter(3, "recall");
  await expect.poll(async () => (await spoken(tv)).length, WITHIN).toBe(1);
});

test.each([
  ["tv-8", HALL.id, 8],
  ["tv-24", LARGE.id, LARGE.counters],
])("%s: every counter of the hall is on the screen", async (name, hallId, count) => {
  const page = await stage.open("tv", `/demo/tv/${hallId}`);
  const lines = page.locator(".calls li");
  await expect.poll(() => lines.count(), WITHIN).toBe(count);
  await page.evaluate("document.fonts.ready.then(() => true)");
  await shoot(page, name);
  for (const line of await lines.all()) {
    const { y, height } = (await line.boundingBox())!;
    expect(height).toBeGreaterThan(40);
    expect(y + height).toBeLessThanOrEqual(1080);
  }
  await page.context().close();
});

test("those who are called stand in the order of the calls, the newest first", async () => {
  const page = await stage.open("tv", `/demo/tv/${LARGE.id}`);
  await page.locator(".calls li .num:first-child").first().waitFor();
  const labels = await page.locator(".calls li .num:first-child").allInnerTexts();
  const seqs = labels.map((one) => callSeqOf(Number(one.slice(1))));
  expect(seqs).toHaveLength(15);
  expect(seqs).toEqual(seqs.toSorted((a, b) => b - a));
  await page.context().close();
});
