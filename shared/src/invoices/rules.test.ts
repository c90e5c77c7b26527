import { array, assert, constantFrom, integer, property, record } from "fast-check";
import { expect, test } from "vitest";
import { fen } from "../kernel/money.ts";
import { price10k } from "../kernel/price.ts";
import { instantOf } from "../kernel/time.ts";
import type { Invoice } from "./model.ts";
import { leftOf, linesOf, overInvoiced, totalOf, uninvoiced, within } from "./parts.ts";
import {
  answered,
  claimed,
  correctionOf,
  dropped,
  invoicedBy,
  mended,
  redOf,
  shrunk,
  wholeRed,
  type Answer,
} from "./rules.ts";
import { blue, part } from "./testing.ts";

const at = instantOf(1_000);

function redDoc(of: ReturnType<typeof redOf>, place: number): Invoice {
  return { ...blue([]), ...of, id: `red-${place}`, state: "wanted" };
}

test("what is paid and not invoiced, and the other way round", () => {
  const [heat, late] = [part(100), part(30, { itemId: "e2/1", fee: "late-fee" })];
  expect(uninvoiced([heat, late], [part(40)])).toEqual([part(60), late]);
  expect(overInvoiced([part(40)], [heat])).toEqual([part(60)]);
  expect(uninvoiced([part(40)], [heat])).toEqual([]);
  expect(within([part(60), late], [part(50)])).toEqual([part(50)]);
});

const parts = array(
  record({
    paymentId: constantFrom("p1", "p2"),
    itemId: constantFrom("e1/1", "e1/2", "e2/1"),
    share10k: constantFrom(price10k(0), price10k(90_000), price10k(130_000)),
    grossFen: integer({ min: 1, max: 1e7 }).map(fen),
  }).map((over) => part(0, { ...over, fee: over.itemId === "e2/1" ? "late-fee" : "heat" })),
  { minLength: 1, maxLength: 6 },
);

test("lines sum to the parts, and all red ones together are the exact negative of the blue", () => {
  assert(
    property(parts, array(integer({ min: 1, max: 9 }), { maxLength: 6 }), (of, tenths) => {
      const one = blue(of);
      expect(one.grossFen).toBe(totalOf(linesOf(of)).grossFen);
      const reds: Invoice[] = [];
      for (const tenth of tenths) {
        // Some of what is left of each part, and in the end all of it.
        const left = leftOf(one.parts, invoicedBy(reds));
        const some = left.map((each) => part(0, { ...each, grossFen: shareOf(each, tenth) }));
        reds.push(redDoc(redOf(one, reds, within(some, left)), reds.length));
      }
      const whole = wholeRed(one, reds);
      if (whole.ok) reds.push(redDoc(whole.value, reds.length));
      const all = totalOf(reds);
      expect([all.grossFen, all.netFen, all.taxFen]).toEqual([
        0 - one.grossFen,
        0 - one.netFen,
        0 - one.taxFen,
      ]);
      for (const { grossFen, netFen, taxFen } of reds) expect(netFen + taxFen).toBe(grossFen);
      expect(wholeRed(one, reds)).toMatchObject({ ok: false, code: "invoice-all-red" });
    }),
  );
});

function shareOf({ grossFen }: { readonly grossFen: number }, tenth: number) {
  return fen(Math.floor((grossFen * tenth) / 10));
}

test("corrections leave nothing that says more than is paid, whatever was issued by then", () => {
  const states = constantFrom("wanted" as const, "issued" as const, "refused" as const);
  assert(
    property(parts, parts, states, (was, is, state) => {
      const all: Invoice[] = [blue(was, { state })];
      for (let step = 0; ; step += 1) {
        const due = correctionOf("p1", is, all);
        if (due === null) break;
        expect(step).toBeLessThan(10);
        if (due.how === "red") all.push(redDoc(redOf(due.blue, all, due.parts), step));
        else {
          const less = { ...shrunk(due.blue, due.parts, { at, reason: "x" }), rev: 1 };
          all[all.findIndex(({ id }) => id === less.id)] = less;
        }
      }
      const own = (some: readonly ReturnType<typeof part>[]) =>
        some.filter(({ paymentId }) => paymentId === "p1");
      expect(overInvoiced(own(is), own(invoicedBy(all)))).toEqual([]);
      // Of the other payment nothing was touched.
      const others = (some: readonly ReturnType<typeof part>[]) =>
        totalOf(linesOf(some.filter(({ paymentId }) => paymentId === "p2"))).grossFen;
      expect(others(invoicedBy(all))).toBe(others(was));
    }),
  );
});

test("what is being issued is not corrected until the provider has answered", () => {
  expect(correctionOf("p1", [], [blue([part(100)], { state: "issuing" })])).toBeNull();
});

test.each([
  ["invoice-is-red", blue([part(-1)], { kind: "red" })],
  ["invoice-not-issued", blue([part(1)], { state: "wanted" })],
  ["invoice-all-red", blue([])],
])("not taken back: %s", (code, one) => {
  expect(wholeRed(one, [one])).toMatchObject({ ok: false, code });
});

test.each([
  ["invoice-under-way", "issuing"],
  ["invoice-issued", "issued"],
  ["invoice-dropped", "dropped"],
] as const)("neither mended nor dropped: %s", (code, state) => {
  const one = blue([part(1)], { state });
  expect(mended(one, undefined, at)).toMatchObject({ ok: false, code });
  expect(dropped(one, "x", at)).toMatchObject({ ok: false, code });
});

test("a red one is not dropped: its money went back", () => {
  const red = blue([part(-1)], { kind: "red", state: "refused" });
  expect(dropped(red, "x", at)).toMatchObject({ ok: false, code: "invoice-is-red" });
});

test("mended it is a new attempt where the provider had refused the one before", () => {
  const refusal = { code: "X", words: "why" };
  const refused = blue([part(1)], { state: "refused", refusal });
  const next = mended(refused, { title: "李四" }, at);
  expect(next).toMatchObject({
    value: { state: "wanted", attempt: 2, since: at, buyer: { title: "李四" } },
  });
  expect(next.ok && next.value).not.toHaveProperty("refusal");
  const wanted = mended(blue([part(1)], { state: "wanted" }), undefined, at);
  expect(wanted).toMatchObject({
    value: { state: "wanted", attempt: 1, buyer: { title: "张三" } },
  });
});

const ISSUED: Answer = { state: "issued", number: "26", at };
const REFUSED: Answer = { state: "refused", code: "X", words: "why" };

test.each([
  ["claimed", "wanted", 1, "issuing"],
  ["claimed", "wanted", 2, null],
  ["claimed", "issuing", 1, null],
  ["issued", "issuing", 1, "issued"],
  ["issued", "issuing", 2, null],
  ["issued", "issued", 1, null],
  ["issued", "dropped", 1, null],
  ["refused", "issuing", 1, "refused"],
  ["refused", "issued", 1, null],
] as const)("%s while %s, of attempt %d: %s", (what, state, attempt, after) => {
  const one = blue([part(1)], { state });
  const answer = what === "issued" ? ISSUED : REFUSED;
  const next =
    what === "claimed" ? claimed(one, { attempt }, at) : answered(one, { attempt, answer }, at);
  expect(next?.state ?? null).toBe(after);
});

test("what was never issued shrinks to what is still paid, and else is dropped", () => {
  const wanted = blue([part(100), part(50, { itemId: "e2/1" })], { state: "wanted" });
  const less = shrunk(wanted, [part(60)], { at, reason: "x" });
  expect(less).toMatchObject({ state: "wanted", grossFen: 60, parts: [part(60)] });
  expect(shrunk(wanted, [], { at, reason: "x" })).toMatchObject({ state: "dropped", reason: "x" });
});
