import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage?.close());

const HAND = { viewport: { width: 390, height: 844 } };
const WIDE = { viewport: { width: 1440, height: 900 } };

const callPanel = (desk: Page) =>
  desk.getByRole("complementary", { name: zh("console.acd.call"), exact: true });
const saidIn = (where: Locator) => where.getByRole("region", { name: zh("console.voice") });

async function say(where: Locator, text: string): Promise<void> {
  await where.getByLabel(zh("console.voice.say")).fill(text);
  await press(where, zh("console.voice.send"));
}

/** The carrier follows what was pressed a moment later. */
async function sayUntil(where: Locator, text: string, heard: Locator): Promise<void> {
  const said = async () => {
    await say(where, text);
    return heard.getByText(text).count();
  };
  await expect.poll(said, { timeout: 20_000, interval: 1_000 }).toBeGreaterThan(0);
}

async function keys(page: Page, ...pressed: string[]): Promise<void> {
  for (const key of pressed) await page.keyboard.press(key);
}

/** Somebody rings, asks for a person, and is answered at that desk. */
async function answered(desk: Page): Promise<{ phone: Page; course: Locator }> {
  await press(desk, zh("console.acd.ready"));
  const phone = await stage.open("console", "/sim/phone", HAND);
  await phone.getByLabel(zh("phone.caller")).selectOption({ label: zh("phone.caller.withheld") });
  await press(phone, zh("phone.dial"));
  const course = phone.getByRole("region", { name: zh("phone.course") });
  await course.getByText(/供热客服热线/).waitFor();
  await press(phone, "0");
  await press(callPanel(desk), zh("console.acd.answer"));
  await callPanel(desk).getByLabel(zh("console.voice.say")).waitFor();
  await course.getByText(/已为您接通座席/).waitFor();
  return { phone, course };
}

async function wrapUp(desk: Page): Promise<void> {
  const call = callPanel(desk);
  await call.getByLabel(zh("console.acd.disposition"), { exact: true }).selectOption("fault");
  await press(call, zh("console.acd.wrap-up-done"));
  await call.waitFor({ state: "detached" });
  await press(desk, zh("console.acd.sign-off"));
  await desk.context().close();
}

test("a supervisor listens, whispers, barges in and leaves", async () => {
  const desk = await stage.enter("agent1", "/console/cases", WIDE);
  const { phone, course } = await answered(desk);
  const boss = await stage.enter("supervisor", "/console/acd", WIDE);
  await press(boss, zh("console.acd.monitor.listen"));
  const talk = boss.getByRole("complementary", { name: zh("console.acd.monitor"), exact: true });
  // Who only listens says nothing.
  await saidIn(talk).waitFor({ state: "attached" });
  expect(await talk.getByLabel(zh("console.voice.say")).count()).toBe(0);
  await phone.getByLabel(zh("phone.say")).fill("我家不热");
  await press(phone, zh("phone.say.send"));
  await saidIn(talk).getByText("我家不热").waitFor();
  const notice = callPanel(desk).getByText(zh("console.acd.monitored", { name: "" }).slice(-4));
  expect(await notice.count()).toBe(0);

  await keys(boss, "q", "s");
  await notice.waitFor();
  await talk.getByLabel(zh("console.voice.say")).waitFor();
  await sayUntil(talk, "先问门牌", saidIn(callPanel(desk)));
  await shoot(boss, "monitor-whisper");
  await shoot(desk, "agent-whispered");
  expect(await breaches(boss)).toEqual([]);
  expect(await breaches(desk)).toEqual([]);

  await press(talk, zh("console.acd.monitor.barge"));
  await boss.getByText(zh("console.acd.monitor.barge.about")).waitFor();
  await sayUntil(talk, "我是班长", course);
  expect(await course.getByText("先问门牌").count()).toBe(0);
  // A page that is loaded anew is in the talk again.
  await boss.reload();
  await talk.getByLabel(zh("console.voice.say")).waitFor();
  await press(talk, zh("console.acd.leave-talk"));
  await talk.waitFor({ state: "detached" });
  await notice.waitFor({ state: "detached" });
  await boss.context().close();

  await press(desk, zh("console.acd.hang-up"));
  await course.getByText(/请对本次服务评价/).waitFor();
  await wrapUp(desk);
});

test("an agent asks a colleague, all three talk, and the colleague has the call", async () => {
  const desk = await stage.enter("agent1", "/console/cases", WIDE);
  const { course, phone } = await answered(desk);
  const second = await stage.enter("agent2", "/console/cases", WIDE);
  await press(second, zh("console.acd.ready"));
  const [mine, theirs] = [callPanel(desk), callPanel(second)];
  await mine.getByRole("button", { name: zh("console.acd.consult"), exact: true }).waitFor();
  const colleague = desk.getByRole("menuitem").last();
  await expect
    .poll(async () => {
      await keys(desk, "Escape", "q", "c");
      return colleague.isVisible();
    })
    .toBe(true);
  await colleague.click();
  // It rings as any call does, and is answered by the same key.
  await theirs.getByRole("button", { name: zh("console.acd.decline"), exact: true }).waitFor();
  await keys(second, "q", "a");
  await theirs.getByLabel(zh("console.voice.say")).waitFor();
  await sayUntil(theirs, "阀门在楼道里", saidIn(mine));
  expect(await course.getByText("阀门在楼道里").count()).toBe(0);
  await shoot(desk, "agent-consults");
  await shoot(second, "agent-consulted");
  expect(await breaches(desk)).toEqual([]);
  expect(await breaches(second)).toEqual([]);

  await mine.getByRole("button", { name: zh("console.acd.three-way") }).click();
  await sayUntil(theirs, "三个人都听得到", course);
  await keys(desk, "q", "t");
  await theirs.getByRole("button", { name: zh("console.acd.hang-up") }).waitFor();
  await wrapUp(desk);
  await theirs.getByRole("button", { name: zh("console.acd.hang-up") }).click();
  await course.getByText(/请对本次服务评价/).waitFor();
  await wrapUp(second);
  await press(phone, zh("phone.hang-up"));
});
