import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { follow } from "@warmline/shared/calls/fold.ts";
import type { CallEvent } from "@warmline/shared/calls/event.ts";
import { calls, type Call } from "@warmline/shared/calls/model.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { smsMessages, type SmsMessage } from "@warmline/shared/sms/model.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { breaches } from "./breaches.ts";
import { press } from "./console-hands.ts";
import { debtors, type Resident } from "./people.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
let resident: Resident;
/** A case of the city about which a message failed, with the call that it came of. */
let known: Case;

function failedAbout({ id: caseId }: Case, at: Instant): Body<SmsMessage> {
  const about = { caseId, to: "+8613900004321", language: "zh", text: "工单" } as const;
  const by = { staffId: "s", staffName: "王芳", attempt: 1, askedAt: at, since: at };
  return { id: "sms-failed", ...about, ...by, state: "failed", failure: "carrier" };
}

function callAbout({ id: caseId }: Case, at: Instant): Body<Call> {
  const begun = { conversationId: "phone:CA-known", caseIds: [caseId] };
  const events: CallEvent[] = [
    { key: "arrived", at, kind: "arrived", state: "ringing", ...begun },
    { key: "end", at, kind: "status", state: "completed" },
  ];
  const parties = { direction: "inbound", from: "+8613900004321", to: null } as const;
  return { id: "CA-known", ...parties, households: [], ...follow(events, "inbound", undefined) };
}

beforeAll(async () => {
  stage = await openStage({
    before: async (deps) => {
      const { store, clock } = deps;
      [resident] = (await debtors(deps, 1)) as [Resident];
      const open = { index: "byOpen", where: { open: true }, limit: 1 };
      [known] = (await store.find(cases, open)) as [Case];
      const at = clock.now();
      await store.commit([
        insert(smsMessages, failedAbout(known, at)),
        insert(calls, callAbout(known, at)),
      ]);
    },
  });
});
afterAll(() => stage?.close());

const HAND = { viewport: { width: 390, height: 844 } };
const WIDE = { viewport: { width: 1440, height: 900 } };

const callPanel = (desk: Page) =>
  desk.getByRole("complementary", { name: zh("console.acd.call"), exact: true });

/** The case that the call is about, filed by the desk's own agent; answers its id and number. */
async function caseOfCall(desk: Page): Promise<{ id: string; number: string }> {
  const post = (path: string, data: object) =>
    desk.request
      .post(stage.city.url + path, {
        data,
        headers: { "idempotency-key": crypto.randomUUID(), origin: stage.city.url },
      })
      .then((answer) => {
        expect(answer.ok(), `${path}: ${answer.status()}`).toBe(true);
        return answer.json();
      });
  const about = { householdId: resident.household.id, contact: {} };
  const report = { ...about, category: "leak", description: "漏水", separate: true };
  const filed = await post("/api/cases", report);
  const open = await desk.request.get(`${stage.city.url}/api/calls?standing=open`);
  const [call] = (await open.json()).calls;
  await post(`/api/calls/${call.id}/link-case`, { caseId: filed.id });
  return filed;
}

const sendTo = (where: Locator, number: string, masked: string, text = zh) =>
  where.getByRole("button", { name: text("console.sms.send.one", { number, to: masked }) });

test("an agent sends a case's number to who calls, who reads it on their phone", async () => {
  const [phoneNumber = ""] = resident.household.phones;
  const masked = `${phoneNumber.slice(3, 6)}****${phoneNumber.slice(-4)}`;
  const desk = await stage.enter("agent1", "/console/cases", WIDE);
  await press(desk, zh("console.acd.ready"));
  const phone = await stage.open("console", "/sim/phone", HAND);
  await phone.getByLabel(zh("phone.caller")).selectOption({ label: zh("phone.caller.other") });
  await phone.getByLabel(zh("phone.number")).fill(phoneNumber);
  await press(phone, zh("phone.dial"));
  await phone.getByText(/供热客服热线/).waitFor();
  await press(phone, "0");
  const panel = callPanel(desk);
  await press(panel, zh("console.acd.answer"));
  await panel.getByLabel(zh("console.voice.say")).waitFor();
  const filed = await caseOfCall(desk);

  await sendTo(panel, filed.number, masked).click();
  await panel.getByText(zh("sms.state.delivered")).waitFor();
  const texts = phone.getByRole("region", { name: zh("phone.texts") });
  await texts.getByText(filed.number).waitFor();
  await shoot(desk, "sms");
  await shoot(phone, "sms-phone");
  expect(await breaches(desk)).toEqual([]);
  expect(await breaches(phone)).toEqual([]);

  await press(phone, zh("phone.hang-up"));
  await panel.getByLabel(zh("console.acd.disposition"), { exact: true }).selectOption("fault");
  await press(panel, zh("console.acd.wrap-up-done"));
  await panel.waitFor({ state: "detached" });
  await press(desk, zh("console.acd.sign-off"));
  await desk.context().close();
});

test("what failed says why and is sent again beside the case; the call shows it", async () => {
  const page = await stage.enter("agent1", `/console/cases/${known.id}`, WIDE);
  await press(page, "English");
  const here = page.getByRole("region", { name: known.number });
  const why = here.getByText(en("sms.failure.carrier"));
  await why.scrollIntoViewIfNeeded();
  await shoot(page, "sms-en");
  expect(await breaches(page)).toEqual([]);
  await press(here, en("console.sms.again.one", { to: "139****4321" }));
  await here.getByText(en("sms.state.delivered")).waitFor();
  await why.waitFor({ state: "detached" });

  await page.goto(`${stage.city.url}/console/calls`);
  const row = page.getByRole("row").filter({ hasText: "139****4321" });
  await row.getByText(en("console.calls.open"), { exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText(en("sms.state.delivered")).waitFor();
  await sendTo(dialog, known.number, "139****4321", en).waitFor();
  await shoot(page, "sms-dialog-en");
  expect(await breaches(page)).toEqual([]);
});
