import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { SEED_POLICY } from "./policy-seed.ts";
import {
  proposePolicy,
  settlePolicy,
  withdrawPolicy,
  type PolicyVersion,
} from "./policy-version.ts";
import { CASE_CATEGORIES, URGENCIES } from "./categories.ts";
import { PHASES, type PolicyRow } from "./policy.ts";

const by = (id: string) => {
  return { at: instantOf(1), actor: { kind: "staff", id, name: id } } as const;
};
const [first] = SEED_POLICY.rows as [PolicyRow];
const changed = (minutes: number): PolicyRow => {
  return { ...first, terms: { ...first.terms, resolve: { minutes, by: "clock" } } };
};
const holding = { holding: SEED_POLICY, waiting: undefined, last: 1 };
const proposal = { base: 1, changes: [changed(600)], reason: "试行" };

function proposed(): PolicyVersion {
  const made = proposePolicy(holding, proposal, by("ann"));
  if (!made.ok) throw new Error(made.code);
  return { ...made.value, rev: 1 };
}

test("the seed has a row for each category, urgency and phase", () => {
  const count = CASE_CATEGORIES.length * URGENCIES.length * PHASES.length;
  expect(SEED_POLICY.rows).toHaveLength(count);
});

test("a new version has the changed rows in their places, and the old one is as it was", () => {
  const before = structuredClone(SEED_POLICY);
  const next = proposed();
  expect([next.id, next.version, next.state]).toEqual(["2", 2, "proposed"]);
  expect(next.rows[0]).toEqual(changed(600));
  expect(next.rows.slice(1)).toEqual(SEED_POLICY.rows.slice(1));
  expect(SEED_POLICY).toEqual(before);
});

test.each([
  ["policy-pending", { ...holding, waiting: SEED_POLICY }, { ...proposal, base: 7 }],
  ["policy-moved", holding, { ...proposal, base: 7, changes: [first] }],
  ["policy-same", holding, { ...proposal, changes: [first] }],
  ["terms-disordered", holding, { ...proposal, changes: [changed(1)] }],
] as const)("refused: %s", (code, versions, given) => {
  expect(proposePolicy(versions, given, by("ann"))).toMatchObject({ ok: false, code });
});

test("one decides, once: another person, or whoever proposed it by withdrawing", () => {
  const one = proposed();
  expect(settlePolicy(one, "approved", by("ann"))).toMatchObject({ code: "own-policy" });
  expect(withdrawPolicy(one, by("ben"))).toMatchObject({ code: "not-yours" });
  const done = settlePolicy(one, "approved", by("ben"));
  expect(done).toMatchObject({ value: { state: "approved", decidedBy: "ben", rows: one.rows } });
  const settled = { ...one, state: "approved" } as const;
  expect(settlePolicy(settled, "declined", by("ben"))).toMatchObject({ code: "policy-decided" });
  expect(withdrawPolicy(settled, by("ann"))).toMatchObject({ code: "policy-decided" });
  expect(withdrawPolicy(one, by("ann"))).toMatchObject({ value: { state: "withdrawn" } });
});
