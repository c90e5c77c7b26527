import { expect, test } from "vitest";
import { price10k } from "../kernel/price.ts";
import { SEED_CATALOGUE } from "./catalogue-seed.ts";
import { changeCatalogue, type CatalogueChange } from "./catalogue-change.ts";

const known = { today: "2026-11-28", fees: ["heat", "basic", "metered"], serviceFees: ["service"] };
const greenhouse = { code: "greenhouse", zh: "温室", en: "Greenhouse" };
const [residential] = SEED_CATALOGUE.priceClasses as [(typeof SEED_CATALOGUE.priceClasses)[0]];
const [dwelling] = SEED_CATALOGUE.houseTypes as [(typeof SEED_CATALOGUE.houseTypes)[0]];
const [heat] = SEED_CATALOGUE.components as [(typeof SEED_CATALOGUE.components)[0]];
const [metre] = SEED_CATALOGUE.units as [(typeof SEED_CATALOGUE.units)[0]];

function change(changes: readonly CatalogueChange[], base = 1) {
  return changeCatalogue(SEED_CATALOGUE, { base, changes }, known);
}

const high = { kind: "over-height", form: "ratio", aboveMm: 3_000 } as const;
// A new one may begin with a season that has begun.
const ratio = { code: "high", zh: "超高", en: "High", from: "2026-10-15", rule: high };
const other = { ...ratio, code: "high-2", zh: "超高（新）", en: "High, new" };

/** Where a rule holds by now. */
function changeHeld(changes: readonly CatalogueChange[]) {
  const made = change([{ list: "rules", row: ratio }]);
  if (!made.ok) throw new Error(made.code);
  return changeCatalogue(made.value.next, { base: 2, changes }, known);
}

test("a rule ends, and another follows it in the same version", () => {
  const made = changeHeld([
    { list: "rules", row: { ...ratio, until: "2027-07-01" } },
    { list: "rules", row: { ...other, from: "2027-07-01" } },
  ]);
  expect(made).toMatchObject({ ok: true, value: { next: { version: 3 } } });
});

const vat = { kind: "vat", rates: [{ share10k: price10k(90_000) }] } as const;
const rates = { code: "vat-9", zh: "税率9%", en: "VAT 9 %", from: "2019-04-01", rule: vat };
const former = { ...rates, code: "vat-10", zh: "税率10%", en: "VAT 10 %", from: "2018-05-01" };

test("rates of VAT may have ended before they are told, one after the other", () => {
  const ended = { ...former, until: "2019-04-01" };
  const made = change([
    { list: "rules", row: ended },
    { list: "rules", row: rates },
  ]);
  expect(made).toMatchObject({ ok: true, value: { next: { rules: [ended, rates] } } });
});

function ratesOf(rate: { readonly priceClass?: string; readonly fee?: string }) {
  const rule = { ...vat, rates: [{ ...rate, share10k: price10k(0) }, ...vat.rates] };
  return change([{ list: "rules", row: { ...rates, rule } }]);
}

test("codes and names of the seed are each there once, and what rows name is there", () => {
  for (const list of ["priceClasses", "houseTypes", "components", "units"] as const) {
    for (const field of ["code", "zh", "en"] as const) {
      const said = SEED_CATALOGUE[list].map((row) => row[field]);
      expect(new Set(said).size).toBe(said.length);
    }
  }
  const codes = (list: "priceClasses" | "units") => SEED_CATALOGUE[list].map(({ code }) => code);
  expect(codes("priceClasses")).toEqual(
    expect.arrayContaining(SEED_CATALOGUE.houseTypes.map(({ priceClass }) => priceClass)),
  );
  expect(codes("units")).toEqual(
    expect.arrayContaining(SEED_CATALOGUE.components.map(({ unitCode }) => unitCode)),
  );
});

test("a row is added at the end or changed in its place; the version before stays", () => {
  const before = structuredClone(SEED_CATALOGUE);
  const renamed = { ...residential, zh: "居民用热" };
  const made = change([
    { list: "priceClasses", row: greenhouse },
    { list: "priceClasses", row: renamed },
    { list: "houseTypes", row: { ...greenhouse, priceClass: "greenhouse" } },
  ]);
  if (!made.ok) throw new Error(made.code);
  const { next, changed } = made.value;
  expect(next.version).toBe(2);
  expect(next.priceClasses).toEqual([renamed, ...SEED_CATALOGUE.priceClasses.slice(1), greenhouse]);
  expect(changed).toEqual([
    { list: "priceClasses", before: residential, after: renamed },
    { list: "priceClasses", before: null, after: greenhouse },
    { list: "houseTypes", before: null, after: { ...greenhouse, priceClass: "greenhouse" } },
  ]);
  expect(SEED_CATALOGUE).toEqual(before);
});

test("ended and taken up again is as if it had never ended", () => {
  const ended = change([{ list: "priceClasses", row: { ...residential, until: "2026-12-01" } }]);
  if (!ended.ok) throw new Error(ended.code);
  const changes = [{ list: "priceClasses", row: residential }] as const;
  const again = changeCatalogue(ended.value.next, { base: 2, changes }, known);
  expect(again).toMatchObject({ ok: true, value: { next: { ...SEED_CATALOGUE, version: 3 } } });
});

test.each([
  ["catalogue-moved", change([{ list: "priceClasses", row: greenhouse }], 2)],
  ["catalogue-same", change([{ list: "priceClasses", row: residential }])],
  ["meaning-fixed", change([{ list: "components", row: { ...heat, unitCode: "kwh" } }])],
  ["meaning-fixed", change([{ list: "components", row: { ...heat, price: "share" } }])],
  ["meaning-fixed", change([{ list: "components", row: { ...heat, fee: "basic" } }])],
  ["meaning-fixed", change([{ list: "units", row: { ...metre, symbol: "ft²" } }])],
  ["row-names-unknown", change([{ list: "houseTypes", row: { ...dwelling, priceClass: "x" } }])],
  [
    "row-names-unknown",
    change([
      { list: "components", row: { ...greenhouse, unitCode: "x", price: "yuan", fee: "heat" } },
    ]),
  ],
  [
    "row-names-unknown",
    change([
      { list: "components", row: { ...greenhouse, unitCode: "m2", price: "yuan", fee: "x" } },
    ]),
  ],
  ["row-names-unknown", ratesOf({ priceClass: "x" })],
  ["row-names-unknown", ratesOf({ fee: "x" })],
  ["day-past", change([{ list: "rules", row: { ...ratio, until: "2026-11-27" } }])],
  [
    "rules-overlap",
    change([
      { list: "rules", row: former },
      { list: "rules", row: rates },
    ]),
  ],
  ["name-taken", change([{ list: "priceClasses", row: { ...greenhouse, zh: "居民" } }])],
  ["name-taken", change([{ list: "priceClasses", row: { ...greenhouse, en: "Public" } }])],
  [
    "days-wrong",
    change([
      { list: "priceClasses", row: { ...greenhouse, from: "2027-01-01", until: "2027-01-01" } },
    ]),
  ],
  ["day-past", change([{ list: "priceClasses", row: { ...greenhouse, from: "2026-11-27" } }])],
  ["day-past", change([{ list: "priceClasses", row: { ...residential, until: "2026-11-27" } }])],
  [
    "meaning-fixed",
    changeHeld([{ list: "rules", row: { ...ratio, rule: { ...high, aboveMm: 3_300 } } }]),
  ],
  ["day-past", changeHeld([{ list: "rules", row: { ...ratio, until: "2026-11-27" } }])],
  ["day-past", changeHeld([{ list: "rules", row: { ...ratio, from: "2026-11-01" } }])],
  ["rules-overlap", changeHeld([{ list: "rules", row: { ...other, from: "2027-07-01" } }])],
] as const)("refused: %s", (code, result) => {
  expect(result).toMatchObject({ ok: false, code });
});

test("a day that has passed meanwhile does not stand in the way of another name", () => {
  const row = { ...residential, until: "2026-12-01" };
  const ended = change([{ list: "priceClasses", row }]);
  if (!ended.ok) throw new Error(ended.code);
  const changes = [{ list: "priceClasses", row: { ...row, zh: "居民用热" } }] as const;
  const later = { ...known, today: "2027-01-01" };
  expect(changeCatalogue(ended.value.next, { base: 2, changes }, later).ok).toBe(true);
});
