import { describe, expect, test } from "vitest";
import { CALL_STATES, hasEnded } from "../calls/states.ts";
import type { Case } from "../cases/model.ts";
import { instantOf, later, type Instant } from "../kernel/time.ts";
import { ringableFrom } from "../calls/hours.ts";
import type { Campaign, CampaignState, Contact, ContactState } from "./model.ts";
import { peopleOf } from "./people.ts";
import * as rules from "./rules.ts";

const at = (time: string) => instantOf(Date.parse(`${time}+08:00`));
const NOON = at("2026-11-28T12:00");
const MINUTE = 60_000;

function campaign(more: Partial<Campaign> = {}): Campaign {
  return {
    id: "c",
    rev: 1,
    state: "running",
    incidentId: "i",
    incidentNumber: "SJ20261128-0001",
    incidentKind: "outage",
    incidentStartedAt: NOON,
    createdAt: NOON,
    actorName: "班长",
    perMinute: 2,
    atOnce: 2,
    minute: { from: instantOf(0), placed: 0 },
    counts: { ...rules.noCounts(), due: 1 },
    ...more,
  };
}

function contact(state: ContactState = "due", more: Partial<Contact> = {}): Contact {
  const on = { id: "c.1", rev: 1, campaignId: "c", phone: "+8613800000011" };
  const of = { caseIds: ["k"], caseNumbers: ["20261128-0001"] };
  return { ...on, ...of, state, dueAt: NOON, attempts: [], ...more };
}

const counted = (state: ContactState, more: Partial<Campaign> = {}) =>
  campaign({ counts: { ...rules.noCounts(), [state]: 1 }, ...more });

test.each([
  ["2026-11-28T07:59:59", "2026-11-28T08:00"],
  ["2026-11-28T08:00", "2026-11-28T08:00"],
  ["2026-11-28T20:59:59", "2026-11-28T20:59:59"],
  ["2026-11-28T21:00", "2026-11-29T08:00"],
  ["2026-11-28T23:59", "2026-11-29T08:00"],
  ["2026-11-29T00:00", "2026-11-29T08:00"],
])("at %s somebody may be rung from %s on", (now, from) => {
  expect(ringableFrom(at(now))).toBe(at(from));
});

describe("a claim", () => {
  const claimAt = (one: Campaign, now: Instant, who = contact()) => rules.claim(one, who, now);

  test("counts in its minute and among those who are rung", () => {
    const done = claimAt(campaign(), NOON);
    expect(done).toMatchObject({
      ok: true,
      value: {
        campaign: { minute: { from: NOON, placed: 1 }, counts: { due: 0, claimed: 1 } },
        contact: { state: "claimed", attempts: [{ at: NOON }] },
      },
    });
  });

  test.each<[string, Campaign, Instant, Contact, string]>([
    ["is nothing later on", campaign(), NOON, contact("warm"), "not-due"],
    ["comes too early", campaign(), NOON, contact("due", { dueAt: later(NOON, 1) }), "not-due"],
    ["is paused", campaign({ state: "paused" }), NOON, contact(), "no-room"],
    ["is cancelled", campaign({ state: "cancelled" }), NOON, contact(), "no-room"],
    ["comes at night", campaign(), at("2026-11-28T21:00"), contact(), "no-room"],
    [
      "is over the rate",
      campaign({ minute: { from: NOON, placed: 2 } }),
      NOON,
      contact(),
      "no-room",
    ],
    [
      "is one too many at once",
      campaign({ counts: { ...rules.noCounts(), due: 1, claimed: 1, calling: 1 } }),
      NOON,
      contact(),
      "no-room",
    ],
  ])("that %s is refused", (_, one, now, who, code) => {
    expect(claimAt(one, now, who)).toMatchObject({ ok: false, code });
  });

  test("is counted anew in the next minute", () => {
    const full = campaign({ minute: { from: NOON, placed: 2 } });
    expect(claimAt(full, later(NOON, MINUTE - 1)).ok).toBe(false);
    expect(claimAt(full, later(NOON, MINUTE))).toMatchObject({
      value: { campaign: { minute: { from: later(NOON, MINUTE), placed: 1 } } },
    });
  });
});

describe("a call", () => {
  const claimed = contact("claimed", { attempts: [{ at: NOON }] });
  const calling = contact("calling", { callId: "CA1", attempts: [{ at: NOON, callId: "CA1" }] });

  test("is known once it is placed, and by one", () => {
    const moved = rules.placed(counted("claimed"), claimed, "CA1");
    expect(moved?.contact).toMatchObject({ state: "calling", callId: "CA1" });
    expect(rules.placed(counted("calling"), calling, "CA2")).toBeNull();
  });

  test("that the carrier never heard of is no attempt", () => {
    const moved = rules.released(counted("claimed"), claimed, NOON);
    expect(moved?.contact).toMatchObject({ state: "due", attempts: [] });
    expect(rules.released(counted("calling"), calling, NOON)).toBeNull();
  });

  test("that cannot be placed is left to people", () => {
    const moved = rules.refused(counted("claimed"), claimed);
    expect(moved?.contact).toMatchObject({ state: "unreached", attempts: [{ end: "refused" }] });
    expect(moved?.campaign.state).toBe("done");
    expect(rules.refused(counted("calling"), calling)).toBeNull();
  });

  test.each(["warm", "cold", "person"] as const)(
    "that was answered: %s, ends the campaign",
    (say) => {
      const moved = rules.answered(counted("calling"), calling, say);
      expect(moved).toMatchObject({ contact: { state: say }, campaign: { state: "done" } });
      expect(moved?.contact).not.toHaveProperty("callId");
      const paused = rules.answered(counted("calling", { state: "paused" }), calling, say);
      expect(paused?.campaign.state).toBe("paused");
      expect(rules.answered(counted("due"), contact("due"), say)).toBeNull();
    },
  );

  test.each(CALL_STATES.filter(hasEnded))("that comes to %s without an answer", (end) => {
    const moved = rules.ended(counted("calling"), calling, end, NOON);
    expect(moved?.contact).toMatchObject({
      state: "due",
      dueAt: later(NOON, rules.RETRY_MS),
      attempts: [{ end }],
    });
    expect(moved?.contact).not.toHaveProperty("callId");
  });

  test.each(CALL_STATES.filter((state) => !hasEnded(state)))("that is %s goes on", (state) => {
    expect(rules.ended(counted("calling"), calling, state, NOON)).toBeNull();
  });

  test("is made three times, and never in the night", () => {
    const { attempts } = calling;
    const third = contact("calling", { attempts: [...attempts, ...attempts, ...attempts] });
    const over = rules.ended(counted("calling"), third, "busy", NOON);
    expect(over).toMatchObject({ contact: { state: "unreached" }, campaign: { state: "done" } });
    const late = rules.ended(counted("calling"), calling, "busy", at("2026-11-28T20:45"));
    expect(late?.contact.dueAt).toBe(at("2026-11-29T08:00"));
  });
});

test.each<[rules.Steer, CampaignState, CampaignState | null]>([
  ["pause", "running", "paused"],
  ["pause", "paused", null],
  ["pause", "cancelled", null],
  ["pause", "done", null],
  ["resume", "running", null],
  ["resume", "paused", "running"],
  ["resume", "cancelled", "running"],
  ["resume", "done", null],
  ["cancel", "running", "cancelled"],
  ["cancel", "paused", "cancelled"],
  ["cancel", "cancelled", null],
  ["cancel", "done", null],
])("%s while %s: %s", (how, from, to) => {
  const done = rules.steer(campaign({ state: from }), how);
  expect(done.ok ? done.value.state : null).toBe(to);
});

test("resumed after its last call it is done", () => {
  const done = rules.steer(counted("warm", { state: "paused" }), "resume");
  expect(done).toMatchObject({ value: { state: "done" } });
});

test("each number is rung once, and who is left out is told why", () => {
  const one = (id: string, more: object = {}) =>
    ({
      id,
      number: `n${id}`,
      state: "resolved",
      contact: { phone: "+8613800000011" },
      ...more,
    }) as Case;
  expect(
    peopleOf([
      one("1"),
      one("2", { contact: { phone: "+8613800000012" } }),
      one("3", { contact: { phone: "+8613800000011;ext=3" } }),
      one("4", { contact: {} }),
      one("5", { contact: { phone: "+8612345" } }),
      one("6", { contact: { phone: "+8613800000013", kind: "municipal-hotline" } }),
      one("7", { state: "accepted" }),
      one("8", { state: "called-back" }),
      one("9", { state: "closed" }),
    ]),
  ).toEqual({
    people: [
      {
        phone: "+8613800000011",
        cases: [
          { id: "1", number: "n1" },
          { id: "3", number: "n3" },
        ],
      },
      { phone: "+8613800000012", cases: [{ id: "2", number: "n2" }] },
    ],
    leftOut: [
      { caseId: "4", why: "no-phone" },
      { caseId: "5", why: "no-phone" },
      { caseId: "6", why: "not-resident" },
      { caseId: "7", why: "not-resolved" },
      { caseId: "8", why: "already-answered" },
      { caseId: "9", why: "already-answered" },
    ],
  });
});
