import { expect, test } from "vitest";
import { nameIn, type Catalogue } from "./catalogue.ts";
import { SEED_CATALOGUE } from "./catalogue-seed.ts";
import { checkUses, type Use } from "./offer.ts";

const catalogue: Catalogue = {
  ...SEED_CATALOGUE,
  priceClasses: [
    ...SEED_CATALOGUE.priceClasses,
    { code: "coming", zh: "新类", en: "Coming", from: "2027-01-01" },
    { code: "ended", zh: "旧类", en: "Ended", until: "2026-11-01" },
  ],
};
const of = (code: string): Use => ({ list: "priceClasses", code });
const dwelling: Use = { list: "houseTypes", code: "dwelling" };

const table: readonly (readonly [string, string, readonly Use[], readonly Use[]])[] = [
  ["ok", "2026-11-28", [of("residential"), dwelling], []],
  ["not-in-catalogue", "2026-11-28", [of("ended"), of("unknown")], []],
  // A code of another list is none.
  ["not-in-catalogue", "2026-11-28", [of("dwelling")], []],
  ["not-offered", "2026-12-31", [of("coming")], []],
  ["ok", "2027-01-01", [of("coming")], []],
  ["ok", "2026-10-31", [of("ended")], []],
  ["not-offered", "2026-11-01", [of("ended")], []],
  ["ok", "2026-11-28", [of("ended"), of("unknown")], [of("unknown"), of("ended")]],
];

test.each(table)("%s on %s: %j, on file %j", (code, day, uses, onFile) => {
  const checked = checkUses(catalogue, day, uses, onFile);
  expect(checked.ok ? "ok" : checked.code).toBe(code);
});

test("a name is in the language asked for; a code that is not there stays a code", () => {
  expect(nameIn(catalogue, "houseTypes", "garage", "zh")).toBe("车库");
  expect(nameIn(catalogue, "houseTypes", "garage", "en")).toBe("Garage");
  expect(nameIn(catalogue, "priceClasses", "garage", "en")).toBe("garage");
});
