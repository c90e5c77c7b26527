import { expect, test } from "vitest";
import { placeThen } from "./place.ts";

const place = { branchId: "b1", stationId: "s2", buildingId: "b3", unitId: "u4" };
const address = { district: "西城区", community: "幸福里", building: "3", unit: "1", room: "501" };

const of = (spaces: readonly (readonly [string, string?])[], community = "幸福里") =>
  placeThen(
    { place, address: { ...address, community }, spaces: [] },
    spaces.map(([priceClass, houseType]) => ({
      priceClass,
      ...(houseType === undefined ? {} : { houseType }),
    })),
  );

test("branch, station, building, community, price class and house type", () => {
  expect(of([["residential", "dwelling"]])).toBe("b1/s2/b3/幸福里/residential/dwelling");
});

test("several spaces say each class and type once, in the same order always", () => {
  const shop = ["commercial", "shop"] as const;
  const home = ["residential", "dwelling"] as const;
  const both = "b1/s2/b3/幸福里/commercial+residential/dwelling+shop";
  expect([of([home, shop, home]), of([shop, home])]).toEqual([both, both]);
});

test("an unknown house type is nothing; a community cannot add a part", () => {
  expect(of([["residential"]], "一/二号院")).toBe("b1/s2/b3/一／二号院/residential/");
});
