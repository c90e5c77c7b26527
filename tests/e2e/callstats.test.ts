import { afterAll, beforeAll, expect, test } from "vitest";
import { callPeriods, type CallPeriod } from "@warmline/shared/acd/periods.ts";
import { chatPeriods } from "@warmline/shared/chatdesk/periods.ts";
import { instantOf, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

const DAY = "2025-11-01";

/** A call that came at noon of that day and fared so after so many seconds. */
function period(callId: string, outcome: CallPeriod["outcome"], seconds: number) {
  const from = instantOf(Date.parse(`${DAY}T12:00:00+08:00`));
  const to = instantOf(from + seconds * 1_000);
  const of = { callId, skill: "fees", state: "waiting", from, to, enteredAt: from } as const;
  return insert(callPeriods, { id: callId, ...of, outcome } as Body<CallPeriod>);
}

/** A chat of that noon, taken after a minute, answered 30 s later, served for ten minutes. */
function served(deskChatId: string) {
  const [enteredAt, from, to] = [0, 60, 660].map((seconds) =>
    instantOf(Date.parse(`${DAY}T12:00:00+08:00`) + seconds * 1_000),
  ) as [Instant, Instant, Instant];
  const of = { deskChatId, skill: "fees", state: "served", next: "ended", from, to } as const;
  const fared = { outcome: "answered", repliedAt: instantOf(from + 30_000), agentId: "a" } as const;
  return insert(chatPeriods, { id: `${deskChatId}@3`, ...of, ...fared, enteredAt });
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    before: async ({ store }) => {
      await store.commit([
        period("CA1", "answered", 10),
        period("CA2", "answered", 20),
        period("CA3", "abandoned", 3),
        served("chat-1"),
      ]);
    },
  });
});
afterAll(() => stage?.close());

test("a supervisor reads a day, how a figure is reckoned, and sees today move", async () => {
  const page = await stage.enter("supervisor", "/console/acd");
  await page.getByRole("link", { name: zh("console.callstats") }).click();
  await page.getByLabel(zh("console.callstats.from")).fill(DAY);
  await page.getByLabel(zh("console.callstats.to"), { exact: true }).fill(DAY);

  const halves = page.getByRole("region", { name: zh("console.callstats.by.half-hour") });
  const noon = halves.getByRole("row").filter({ hasText: "12:00" });
  await noon.getByText("33.3%").waitFor();
  const said = "3 2 1 1 0 0 0 0 33.3% 50.0% 66.7% 0.0% 0:15 0:20 0:00";
  expect((await noon.getByRole("cell").allInnerTexts()).join(" ")).toBe(said);
  const chart = page.getByRole("slider", { name: zh("console.callstats.chart") });
  const told = () => chart.getAttribute("aria-valuetext");
  expect(await told()).toContain("12:00–12:30");
  expect(await told()).toContain(`${zh("console.callstats.chart.in-time")} 1`);
  expect(await told()).toContain(`${zh("console.callstats.chart.lost")} 1`);
  await chart.press("ArrowRight");
  expect(await told()).toContain("12:30–13:00");
  const totals = page.getByRole("region", { name: zh("console.callstats.total") });
  const formula = totals.getByText(zh("console.callstats.formula.serviceLevel"));
  expect(await formula.isVisible()).toBe(false);
  await totals.getByText(zh("console.callstats.figure.serviceLevel")).click();
  await formula.waitFor();
  await shoot(page, "callstats");
  expect(await breaches(page)).toEqual([]);

  // 会话: figures of their own, with how each is reckoned.
  const channel = page.getByLabel(zh("console.callstats.of"), { exact: true });
  await channel.selectOption("chats");
  await halves.getByText(zh("console.callstats.figure.chatOffered")).waitFor();
  await noon.getByText("100.0%").waitFor();
  const ofChats = "1 1 0 0 100.0% 11:00 11:00 1:30 10:00";
  expect((await noon.getByRole("cell").allInnerTexts()).join(" ")).toBe(ofChats);
  await totals.getByText(zh("console.callstats.figure.firstReply")).click();
  await totals.getByText(zh("console.callstats.formula.firstReply")).waitFor();
  await shoot(page, "callstats-chats");
  expect(await breaches(page)).toEqual([]);
  await channel.selectOption("calls");

  await page.getByLabel(zh("console.callstats.queue"), { exact: true }).selectOption("repairs");
  await page.getByText(zh("console.callstats.none")).waitFor();
});

test("whoever signs on is in today's sums when the period is over, without asking", async () => {
  const page = await stage.enter("supervisor", "/console/acd/statistics");
  await page.getByLabel(zh("console.callstats.by"), { exact: true }).selectOption("agent");
  await page.getByText(zh("console.callstats.none")).waitFor();
  const desk = await stage.enter("agent1", "/console/acd");
  await press(desk, zh("console.acd.ready"));
  const phone = desk.getByRole("group", { name: zh("console.acd.my-phone") });
  await phone.getByText(zh("acd.state.ready")).waitFor();
  await press(desk, zh("console.acd.sign-off"));
  await phone.getByText(zh("acd.state.offline")).waitFor();
  const agents = page.getByRole("region", { name: zh("console.callstats.by.agent") });
  await agents.getByRole("rowheader").first().waitFor();
  expect(await agents.getByRole("rowheader").count()).toBe(1);
  expect(await breaches(page)).toEqual([]);
});
