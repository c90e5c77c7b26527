import { afterAll, beforeAll, expect, test } from "vitest";
import { fen, formatYuan } from "@warmline/shared/kernel/money.ts";
import type { Page } from "playwright-core";
import { takeNumber, tellOfCold, touch } from "./kiosk-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { approve, HALL, openStage, report, zh, type Stage } from "./stage.ts";

/** The blink of an eye, with room for a machine that does much else at the same time. */
const BLINK_MS = 2_000;
const WORDS = "阳台门口冷得像室外，老人已经感冒了";

let stage: Stage;
let resident: Resident;
let kiosk: Page;
let tv: Page;

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      [resident] = (await debtors(deps, 1)) as [Resident];
    },
  });
  const admin = await stage.enter("admin", "/console/devices");
  [kiosk, tv] = await Promise.all([stage.open("kiosk", "/kiosk/"), stage.open("tv", "/tv")]);
  await approve(admin, kiosk, "门厅一号自助机");
  await approve(admin, tv, "等候区叫号屏");
});
afterAll(() => stage?.close());

test("a complaint at the kiosk is on an agent's console at once, with the true debt", async () => {
  const { household, lastFour } = resident;
  const agent = await stage.enter("agent1", "/console/cases?order=newest");
  const row = agent.getByRole("listitem").filter({ hasText: WORDS });
  await agent.getByRole("listitem").first().waitFor();
  expect(await row.count()).toBe(0);

  await tellOfCold(kiosk, { number: household.number, lastFour }, WORDS);
  await noteTimes(agent, WORDS, kiosk, zh("kiosk.send"));
  await touch(kiosk, zh("kiosk.send"));
  await row.waitFor();
  const took = (await agent.evaluate<number>("seenAt")) - (await kiosk.evaluate<number>("sentAt"));
  report(`kiosk to console: ${took} ms from the touch to the row`);
  expect(took).toBeGreaterThan(0);
  expect(took).toBeLessThan(BLINK_MS);

  await kiosk.getByText(zh("kiosk.filed")).waitFor();
  await row.getByRole("link").click();
  const card = agent.getByRole("region", { name: zh("console.household"), exact: true });
  await card.getByText(household.number).waitFor();
  const owed = await owedByJournal(household.id);
  expect(owed).toBeGreaterThan(0);
  expect(owed).toBe(resident.owedFen);
  const debt = await stage.city.ask("finance", `/api/households/${household.id}/debt`);
  expect(debt.owedFen).toBe(owed);
  const box = card.getByRole("region", { name: zh("console.debt"), exact: true });
  expect(await box.locator(".amount").innerText()).toBe(formatYuan(fen(owed)));
  expect(await box.innerText()).toContain(debt.sentence.zh);
  const about = agent.getByRole("region", { name: /^\d{8}-\d{4}$/ });
  expect(await about.innerText()).toContain(WORDS);
  expect(await about.innerText()).toContain(zh("cases.source.kiosk"));
  await touch(kiosk, zh("kiosk.done"));
});

test("the television shows the number that the kiosk printed and a counter called", async () => {
  const label = await takeNumber(kiosk, "缴费");
  await tv
    .getByRole("region", { name: zh("tv.waiting") })
    .getByText(label)
    .waitFor();

  const cashier = await stage.enter("cashier-xicheng1", "/console/hall");
  await cashier.waitForURL(`**/console/hall/${HALL.id}`);
  await cashier
    .getByRole("listitem")
    .filter({ hasText: /^2/ })
    .getByRole("button", { name: zh("console.hall.sit") })
    .click();
  await cashier.getByRole("heading", { name: zh("console.hall.counter", { number: 2 }) }).waitFor();
  // The number must be on the desk before it can be called from there.
  await cashier.getByText(label).first().waitFor();
  await cashier.keyboard.press("c");
  const desk = cashier.getByRole("region", { name: zh("console.hall.desk") });
  await desk.getByText(zh("hall.state-called")).waitFor();
  expect(await desk.locator(".label").innerText()).toBe(label);

  const calls = tv.getByRole("region", { name: zh("tv.calls") });
  await calls.locator(".hero").getByText(label).waitFor();
  const hero = (await calls.locator(".hero").innerText()).replace(/\s+/g, " ");
  expect(hero).toBe(`${label} ${zh("tv.to")} 2 ${zh("tv.counter")}`);
  await touch(kiosk, zh("kiosk.done"));
  await kiosk.getByText(zh("kiosk.ask")).waitFor();
});

/** What the entries themselves add up to, whatever an account or a sentence says. */
async function owedByJournal(id: string): Promise<number> {
  const path = `/api/households/${id}/entries?limit=200`;
  const { entries, before } = await stage.city.ask("finance", path);
  expect(before).toBeNull();
  return entries
    .flatMap((entry: { lines: { account: string; amountFen: number }[] }) => entry.lines)
    .filter((line: { account: string }) => line.account === "receivable")
    .reduce((sum: number, line: { amountFen: number }) => sum + line.amountFen, 0);
}

/** Each page notes by itself, on the clock of this one machine: asking would take longer. */
async function noteTimes(
  agent: Page,
  description: string,
  at: Page,
  button: string,
): Promise<void> {
  await agent.evaluate(`
    globalThis.seenAt = 0;
    new MutationObserver((_, self) => {
      const shown = [...document.querySelectorAll("li")].some((row) =>
        row.textContent.includes(${JSON.stringify(description)}));
      if (!shown) return;
      requestAnimationFrame(() => (globalThis.seenAt = Date.now()));
      self.disconnect();
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  `);
  await at.evaluate(`
    addEventListener("click", (event) => {
      if (event.target.closest("button")?.textContent.includes(${JSON.stringify(button)}))
        globalThis.sentAt = Date.now();
    }, { capture: true });
  `);
}
