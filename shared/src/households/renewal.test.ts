import { expect, test } from "vitest";
import { areaMilli } from "../kernel/area.ts";
import { newPremise, withSpaces } from "./premise.ts";
import { renewedContract } from "./renewal.ts";
import type { HeatingSpace } from "./model.ts";

const SEASON = { id: "2026-2027", from: "2026-11-01", to: "2027-03-31" } as const;
const BY = { byName: "财务", requestId: "r1" };

function space(square: number): HeatingSpace {
  return { billingAreaMilli: areaMilli(square * 1000) } as HeatingSpace;
}

const registered = newPremise("h1", { spaces: [space(100)], basis: "registration" });

test("it is whoever's the household is now, from the first day of the season", () => {
  const household = { id: "h1", name: "李四", customerId: "c1" };
  const contract = renewedContract({ household, premise: registered }, SEASON, BY);
  expect(contract).toMatchObject({ id: "h1/2026-2027", season: "2026-2027", version: 1 });
  expect(contract.versions).toEqual([
    {
      version: 1,
      kind: "renewed",
      from: "2026-11-01",
      holder: "李四",
      customerId: "c1",
      spaces: [space(100)],
      ...BY,
    },
  ]);
});

test.each([
  ["2027-03-31", 80],
  ["2027-04-01", 100],
] as const)("with other spaces from %s on, %d m² are supplied", (from, square) => {
  const basis = "survey" as const;
  const premise = withSpaces(registered, { from, spaces: [space(80)], basis });
  const household = { id: "h1", name: "李四" };
  const { versions } = renewedContract({ household, premise }, SEASON, BY);
  expect(versions[0]?.spaces).toEqual([space(square)]);
});
