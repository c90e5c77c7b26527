import { householdId } from "@warmline/demo/household.ts";
import type { Deps } from "@warmline/server/platform/deps.ts";
import { households } from "@warmline/shared/households/model.ts";
import { notices } from "@warmline/shared/notices/model.ts";
import { raised } from "@warmline/shared/notices/rules.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

const NUMBER = "20261129-0007";
const MOBILE = "+8613800000077";
const HOME = householdId(3);

/** One that reached nobody, and one that did. */
async function told({ store, clock }: Deps): Promise<void> {
  const home = (await store.get(households, HOME))!;
  const of = { phone: MOBILE, householdId: HOME, branchId: home.place.branchId };
  const about = { caseId: "c", number: NUMBER, category: "not-warm" } as const;
  const at = clock.now();
  const failed = raised({ id: "n-1", about: { kind: "case-resolved", ...about }, ...of }, at);
  const sent = raised({ id: "n-2", about: { kind: "case-accepted", ...about }, ...of }, at);
  await store.commit([
    insert(notices, {
      ...failed,
      state: "failed",
      tried: [
        { channel: "chat", why: "quota" },
        { channel: "sms", why: "refused" },
      ],
    }),
    insert(notices, { ...sent, state: "sent", channel: "sms" }),
  ]);
}

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ before: told });
});
afterAll(() => stage?.close());

test("whom no notice reached is rung; a slip is taken back", async () => {
  const desk = await stage.enter("agent1", "/console/outbox");
  const row = desk.getByRole("row").filter({ hasText: NUMBER });
  await row.getByText("138 0000 0077").waitFor();
  await row.getByText(zh("notices.why.quota")).waitFor();
  // An agent answers for no unsent answers.
  expect(await desk.getByRole("tab").count()).toBe(1);
  expect(await breaches(desk)).toEqual([]);
  await shoot(desk, "notices");
  await row.getByRole("button", { name: /已电话告知/ }).click();
  await row.getByText(/ 已电话告知$/).waitFor();
  await row.getByRole("button", { name: /撤回/ }).focus();
  await desk.keyboard.press("Enter");
  await row.getByRole("button", { name: /已电话告知/ }).waitFor();
  await desk.context().close();
});

test("a household says of what it wants to be told; what it was told stands there", async () => {
  const desk = await stage.enter("agent1", `/console/households/${HOME}`);
  await desk.getByRole("tab", { name: zh("console.notices"), exact: true }).click();
  await desk.getByText(NUMBER).first().waitFor();
  const bill = desk.getByLabel(zh("notices.topic.bill"));
  expect(await bill.isChecked()).toBe(false);
  await bill.focus();
  await desk.keyboard.press("Space");
  await desk.getByText(zh("console.notices.saved")).waitFor();
  expect(await breaches(desk)).toEqual([]);
  await shoot(desk, "notices-household");
  await desk.reload();
  await desk.getByRole("tab", { name: zh("console.notices"), exact: true }).click();
  await desk.getByLabel(zh("notices.topic.bill")).waitFor();
  expect(await bill.isChecked()).toBe(true);
  await desk.context().close();
});

test("the same in English", async () => {
  const desk = await stage.enter("agent1", "/console/outbox");
  await press(desk, "English");
  await desk.getByText(en("notices.why.refused")).waitFor();
  expect(await breaches(desk)).toEqual([]);
});
