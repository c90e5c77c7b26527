import { afterAll, beforeAll, expect, test } from "vitest";
import type { Page } from "playwright-core";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { conversations, type Conversation } from "@warmline/shared/conversations/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import { payments } from "@warmline/shared/ledger/payment.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { breaches } from "./breaches.ts";
import { openBox } from "./search-hands.ts";
import { openStage, zh, type Stage } from "./stage.ts";

// Ctrl K finds calls, conversations, receipts, places and staff, and opens the page of each.

let stage: Stage;
let receiptNumber: string;

const AT = instantOf(Date.parse("2026-11-20T08:00:00+08:00"));
const call: Call = {
  id: "CA-cellar",
  rev: 0,
  direction: "inbound",
  from: "+8613512340987",
  to: null,
  state: "completed",
  standing: "over",
  startedAt: AT,
  households: [],
  caseIds: [],
  said: ["地下室的水表冻裂了"],
  recordings: [],
  events: [],
};
const conversation: Conversation = {
  id: "wechat:official:wx1:o1",
  rev: 0,
  channel: "wechat",
  externalId: "official:wx1:o1",
  state: "ended",
  startedAt: AT,
  lastAt: AT,
  expiresAt: instantOf(AT + 10 ** 12),
  expired: false,
  language: "zh",
  caseIds: [],
  session: null,
  capability: {},
  turns: [{ id: "1", at: AT, kind: "said", text: "毛巾架一直滴水", replied: ["好的"] }],
  turnCount: 1,
};

beforeAll(async () => {
  stage = await openStage({
    async before({ store }) {
      await store.commit([insert(calls, call), insert(conversations, conversation)]);
      const [payment] = await store.find(payments, { index: "serial", limit: 1 });
      receiptNumber = payment!.id;
    },
  });
});
afterAll(() => stage?.close());

/** Finds it in the box and opens the first of its kind. */
async function opens(page: Page, typed: string, shown: string): Promise<void> {
  // The index is built while people already work.
  const found = () => stage.city.ask("agent1", "/api/search", { q: "水表冻裂" });
  await expect.poll(async () => (await found()).groups?.[0]?.kind).toBe("call");
  await openBox(page);
  await page.keyboard.type(typed);
  await page.locator(".search-item[data-selected]").getByText(shown).first().waitFor();
  await page.keyboard.press("Enter");
}

test("a call opens with its address, its number masked in the box", async () => {
  const page = await stage.enter("agent1", "/console/cases");
  await opens(page, "水表冻裂", "135****0987");
  await expect.poll(() => page.url()).toMatch(/\/console\/calls\?id=CA-cellar$/);
  await page.getByRole("dialog").getByText("135 1234 0987").waitFor();
  await page.getByRole("dialog").getByText("地下室的水表冻裂了").waitFor();
  await page.keyboard.press("Escape");
  await expect.poll(() => page.url()).toMatch(/\/console\/calls$/);
  await page.context().close();
});

test("a conversation of somebody unknown opens, and is shown when asked for", async () => {
  const page = await stage.enter("agent1", "/console/cases");
  await opens(page, "毛巾架滴水", zh("console.search.nameless"));
  await expect.poll(() => page.url()).toMatch(/\/console\/conversations\//);
  await page.getByRole("button", { name: zh("console.conversation.show") }).click();
  await page.getByText("毛巾架一直滴水").waitFor();
  expect(await breaches(page)).toEqual([]);
  await page.context().close();
});

test("a receipt opens by the number that is printed on it", async () => {
  const page = await stage.enter("finance", "/console/households");
  await opens(page, receiptNumber, receiptNumber);
  await expect.poll(() => page.url()).toMatch(new RegExp(`/console/receipts/${receiptNumber}$`));
  await page.getByText(receiptNumber).first().waitFor();
  // A page may be opened by the same key twice.
  await page.keyboard.press("?");
  await page.getByRole("dialog").getByText(zh("console.carries")).waitFor();
  await page.context().close();
});

test("a place says what it lies in and what lies in it", async () => {
  const { 0: branch } = await stage.city.ask("dispatcher", "/api/org?kind=branch");
  const page = await stage.enter("dispatcher", "/console/cases");
  await opens(page, branch.name, branch.name);
  await expect.poll(() => page.url()).toMatch(new RegExp(`/console/places/${branch.id}$`));
  await page.getByRole("heading", { name: zh("console.place.below") }).waitFor();
  expect(await breaches(page)).toEqual([]);
  await page.getByRole("main").getByRole("listitem").getByRole("link").first().click();
  await page
    .getByRole("group", { name: zh("console.place.above") })
    .getByText(branch.name)
    .waitFor();
  await page.context().close();
});

test("one of the staff opens beside the list", async () => {
  const { id, name } = await stage.city.ask("field1", "/api/me");
  const page = await stage.enter("admin", "/console/staff");
  await opens(page, "field1", name);
  await expect.poll(() => page.url()).toMatch(new RegExp(`/console/staff\\?id=${id}$`));
  await page.context().close();
});
