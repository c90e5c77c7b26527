import { expect, test } from "vitest";
import { HISTORY_MAX, joinsCases, matchingCase } from "./matching.ts";
import { openCase } from "./report.ts";
import type { CaseCategory } from "./categories.ts";
import type { Case } from "./model.ts";
import { EPOCH, instantOf } from "../kernel/time.ts";

const CLOCK = { kind: "resolve", from: EPOCH, due: instantOf(2_000), policy: 1 } as const;
const moment = { at: instantOf(1_000), actor: { kind: "staff", id: "a", name: "a" } } as const;

function open(
  category: CaseCategory,
  who: { householdId?: string; phone?: string },
  patch: Partial<Case> = {},
): Case {
  const { householdId, phone } = who;
  const report = {
    id: "phone/1",
    caseId: "c",
    at: instantOf(1_000),
    source: "phone" as const,
    sourceId: "1",
    first: true,
    contact: { phone },
    category,
    urgency: "normal" as const,
    description: "",
    fileIds: [],
  };
  const place =
    householdId === undefined
      ? null
      : { householdId, householdNumber: "1", placeText: "", branchId: "b" };
  const opening = { id: "c", number: "n", report, place, attachments: [], clocks: [CLOCK] };
  return { ...openCase(opening, moment), rev: 1, ...patch };
}

const home = { householdId: "h" };
const phone = { phone: "+8613800138000" };
const line = Array.from({ length: HISTORY_MAX }, () => open("leak", home).history[0]!);

test.each([
  ["same household, same category", open("leak", home), "leak", home, true],
  ["same household, same family", open("not-warm", home), "no-heat-building", home, true],
  ["same household, another family", open("not-warm", home), "leak", home, false],
  ["another household", open("leak", home), "leak", { householdId: "x" }, false],
  ["same phone, no household", open("leak", phone), "leak", phone, true],
  ["same phone, one household known", open("leak", { ...home, ...phone }), "leak", phone, true],
  [
    "same phone, two households: a landlord's flats",
    open("leak", { ...home, ...phone }),
    "leak",
    { householdId: "x", ...phone },
    false,
  ],
  ["nothing known", open("leak", {}), "leak", {}, false],
  ["praise is never the same", open("praise", home), "praise", home, false],
  ["nor is what fits no category", open("other", home), "other", home, false],
  ["closed", open("leak", home, { open: false, state: "closed" }), "leak", home, false],
  ["full", open("leak", home, { history: line }), "leak", home, false],
] as const)("%s", (_, caseRecord, category, who, matches) => {
  const { householdId, phone: number } = who as { householdId?: string; phone?: string };
  const report = { category, householdId, contact: { phone: number } };
  expect(matchingCase([caseRecord], report)?.id).toBe(matches ? "c" : undefined);
});

test.each([
  ["a resident's and a forwarder's report", "resident", "grid-worker", false],
  ["a forwarder's and a resident's report", "municipal-hotline", "resident", false],
  ["two reports forwarded by one phone", "grid-worker", "grid-worker", false],
  ["two reports of residents", "resident", "resident", true],
] as const)("%s", (_, kind, other, matches) => {
  const filed = { ...open("leak", phone), contact: { kind, ...phone } };
  const report = { category: "leak", contact: { kind: other, ...phone } } as const;
  expect(matchingCase([filed], report) !== null).toBe(matches);
  const atHome = { ...filed, ...home };
  expect(matchingCase([atHome], { ...report, ...home })).toBe(atHome);
});

test("of several the oldest", () => {
  const cases = [
    open("leak", home, { id: "young", openedAt: instantOf(5_000) }),
    open("leak", home, { id: "old", openedAt: instantOf(1_000) }),
  ];
  const report = { category: "leak", contact: {}, ...home } as const;
  expect(matchingCase(cases, report)?.id).toBe("old");
});

test("what fits no category is not even looked for", () => {
  expect([joinsCases({ category: "not-warm" }), joinsCases({ category: "other" })]).toEqual([
    true,
    false,
  ]);
});
