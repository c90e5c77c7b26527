import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { SMS_STATES, type SmsMessage, type SmsState } from "./model.ts";
import { ATTEMPTS_MAX, claim, failed, followed, handedOver, sendAgain, takesSms } from "./rules.ts";

const at = instantOf(1_000);
const later = instantOf(2_000);
const agent = { id: "a2", name: "李敏" };

function message(state: SmsState, more: Partial<SmsMessage> = {}): SmsMessage {
  const about = { caseId: "c", to: "+8613800000011", language: "zh", text: "工单" } as const;
  const by = { staffId: "a1", staffName: "王芳" };
  return { id: "m", rev: 1, ...about, ...by, state, since: at, attempt: 1, askedAt: at, ...more };
}

describe("a message never goes back", () => {
  const RANK = { queued: 0, sending: 1, sent: 2, delivered: 3, failed: 3 };
  const told = ["sending", "sent", "delivered", "failed"] as const;
  const pairs = SMS_STATES.flatMap((was) => told.map((is) => [was, is] as const));
  test.each(pairs)("%s, then %s", (was, is) => {
    const before = message(was, was === "queued" ? {} : { carrierId: "SM1" });
    const next = followed(before, { attempt: 1, carrierId: "SM1", state: is }, later);
    expect(next?.state ?? was).toBe(RANK[is] > RANK[was] ? is : was);
  });
});

test("the carrier's word holds against our guess that it never got it, in either way", () => {
  const guessed = message("failed", { failure: "unreached" });
  const told = { attempt: 1, carrierId: "SM1" };
  const came = followed(guessed, { ...told, state: "delivered" }, later);
  expect(came).toMatchObject({ state: "delivered", carrierId: "SM1" });
  expect(came?.failure).toBeUndefined();
  const lost = followed(guessed, { ...told, state: "failed", code: "30003" }, later);
  expect(lost).toMatchObject({ failure: "carrier", failureCode: "30003" });
});

test("what is told of an attempt before, or of another message, changes nothing", () => {
  const again = message("sending", { attempt: 2, carrierId: "SM2" });
  const told = { attempt: 1, carrierId: "SM1", state: "failed" } as const;
  expect(followed(again, told, later)).toBeNull();
  expect(followed(again, { ...told, attempt: 2 }, later)).toBeNull();
  expect(handedOver(again, 2, "SM3")).toBeNull();
  expect(failed(again, 1, "unreached", later)).toBeNull();
});

test("is claimed once, and given up only while nobody has it", () => {
  const claimed = claim(message("queued"), 1, later);
  expect(claimed).toMatchObject({ state: "sending", since: later });
  expect(claimed && claim(claimed, 1, later)).toBeNull();
  expect(claim(message("queued"), 2, later)).toBeNull();
  expect(failed(message("sending"), 1, "number", later)).toMatchObject({ failure: "number" });
  for (const state of ["sent", "delivered", "failed"] as const) {
    expect(failed(message(state), 1, "unreached", later)).toBeNull();
  }
});

test("is sent again where it failed, by whoever asks, a few times", () => {
  const gone = message("failed", { failure: "carrier", failureCode: "30003", carrierId: "SM1" });
  const again = sendAgain(gone, later, agent);
  expect(again).toMatchObject({ ok: true, value: { state: "queued", attempt: 2, askedAt: later } });
  expect(again).toMatchObject({ value: { staffId: "a2" } });
  const kept = Object.keys(again.ok ? again.value : {});
  expect(kept).not.toContain("carrierId");
  expect(kept).not.toContain("failure");
  expect(sendAgain(message("sent"), later, agent)).toMatchObject({ code: "sms-not-failed" });
  const worn = message("failed", { attempt: ATTEMPTS_MAX });
  expect(sendAgain(worn, later, agent)).toMatchObject({ code: "sms-too-often" });
});

test.each([
  ["+8613800000011", true],
  ["+863522345678", false],
  ["+8612345", false],
  ["+14155550100", false],
  [null, false],
  [undefined, false],
])("%s takes text messages: %s", (phone, takes) => {
  expect(takesSms(phone)).toBe(takes);
});
