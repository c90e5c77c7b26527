import { describe, expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import {
  changedFields,
  describeCustomer,
  maskedFacts,
  type DescribedCustomer,
} from "./customer-changes.ts";
import { factsOf, tailOf, withFacts, type CustomerFacts } from "./customer.ts";

const RESIDENT = "11010519491231002X";
const CREDIT = "91350100M000100Y43";
const person: DescribedCustomer = { kind: "person", name: "王小明", phones: ["13912345678"] };
const shop: DescribedCustomer = { kind: "organisation", name: "幸福超市", phones: [] };
const resident = { kind: "resident-id", number: RESIDENT } as const;

function described(input: DescribedCustomer, before: CustomerFacts | null = null): CustomerFacts {
  const facts = describeCustomer(input, before);
  if (!facts.ok) throw new Error(facts.code);
  return facts.value;
}

test.each<[string, DescribedCustomer]>([
  ["phone-unknown", { ...person, phones: ["12"] }],
  ["identity-wrong", { ...person, identity: { ...resident, number: "110105194912310021" } }],
  ["identity-unfit", { ...shop, identity: resident }],
  ["identity-unfit", { ...person, identity: { kind: "credit-code", number: CREDIT } }],
  ["tax-number-wrong", { ...shop, invoice: { title: "幸福超市", taxNumber: "1" } }],
  ["invoice-title-only", { ...person, invoice: { title: "王小明", bank: "工行" } }],
])("refused with %s: %j", (code, input) => {
  expect(describeCustomer(input, null)).toMatchObject({ ok: false, code });
});

test("a refusal never repeats a number", () => {
  const wrong = { ...person, identity: { ...resident, number: "110105194912310021" } };
  expect(JSON.stringify(describeCustomer(wrong, null))).not.toContain("110105");
});

describe("a number that is", () => {
  const invoice = { title: "幸福超市", taxNumber: CREDIT, account: "6222 0200-1111" };
  const code = { kind: "credit-code", number: CREDIT } as const;
  const before = described({ ...shop, identity: code, invoice });

  test("given is kept bare", () => {
    expect(before.invoice).toEqual({ ...invoice, account: "622202001111" });
  });
  test("left out stays", () => {
    expect(described({ ...shop, invoice: { title: "幸福超市" } }, before)).toEqual(before);
  });
  test("null goes", () => {
    const gone = { title: "幸福超市", taxNumber: null, account: null };
    const after = described({ ...shop, identity: null, invoice: gone }, before);
    expect(after).toEqual({ ...described(shop), invoice: { title: "幸福超市" } });
    expect(changedFields(before, after)).toEqual(["identity", "invoice"]);
  });
  test("shown to others is masked", () => {
    const shown = maskedFacts(before);
    expect(shown.identity?.number).toBe("9135**********0Y43");
    expect(JSON.stringify(shown)).not.toContain(CREDIT);
    expect(shown.invoice?.account).toBe("622******111");
  });
});

test("tails hold the end of each number backwards", () => {
  const why = { at: instantOf(1), byName: "收费员" };
  const facts = described({ ...person, identity: resident });
  const customer = withFacts({ id: "c", versions: [] }, { facts, ...why });
  expect(customer.tails).toEqual(["X20013"]);
  expect(tailOf("1234")).toBe("4321");
  const later = withFacts(customer, { facts: described(shop), ...why });
  expect(later.versions.map(({ version }) => version)).toEqual([1, 2]);
  expect(factsOf(later).name).toBe("幸福超市");
  expect(later.tails).toEqual([]);
});

test("the first version says all that it says anew", () => {
  expect(changedFields(null, described({ ...person, identity: resident }))).toEqual([
    "kind",
    "name",
    "phones",
    "identity",
  ]);
});
