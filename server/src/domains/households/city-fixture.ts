import { orgNodes, seasons, type HeatingSpace } from "@warmline/shared/households/model.ts";
import { areaMilli } from "@warmline/shared/kernel/area.ts";
import type { Store } from "@warmline/shared/store/port.ts";
import { insert } from "@warmline/shared/store/write.ts";

/** For tests: two branches with a station, a building and two units each, a hall, and a season. */
export async function insertCity(store: Store): Promise<void> {
  const nodes = [
    insert(orgNodes, { id: "c", kind: "head-office", name: "总公司", parentId: null, path: ["c"] }),
    insert(orgNodes, { id: "h1", kind: "hall", name: "西城", parentId: "c", path: ["c", "h1"] }),
  ];
  for (const branch of ["b1", "b2"]) {
    const path = ["c", branch, `${branch}-s`, `${branch}-s-3`];
    const kinds = ["branch", "station", "building"] as const;
    for (const [level, kind] of kinds.entries()) {
      const [parentId = "", id = ""] = path.slice(level, level + 2);
      nodes.push(
        insert(orgNodes, { id, kind, name: id, parentId, path: path.slice(0, level + 2) }),
      );
    }
    for (const unit of ["u1", "u2"]) {
      const [parentId, id] = [`${branch}-s-3`, `${branch}-${unit}`];
      nodes.push(insert(orgNodes, { id, kind: "unit", name: unit, parentId, path: [...path, id] }));
    }
  }
  const season = { id: "2026-2027", from: "2026-11-15", to: "2027-03-15", days: 121 };
  const committed = await store.commit([...nodes, insert(seasons, season)]);
  if (!committed.ok) throw new Error(JSON.stringify(committed.conflict));
}

export const space: HeatingSpace = {
  id: "s1",
  label: "住宅",
  buildingAreaMilli: areaMilli(103_470),
  innerAreaMilli: areaMilli(88_000),
  usableAreaMilli: areaMilli(80_000),
  billingAreaMilli: areaMilli(103_470),
  storeyHeightMm: 2_800,
  priceClass: "residential",
  settlement: "area",
};

/** A body to register a household with, unlike every other by its room. */
export function registration(room: string, more: object = {}) {
  return {
    name: "王小明",
    address: { district: "西城区", community: "幸福里", building: "3", unit: "1", room },
    unitId: "b1-u1",
    people: [{ name: "王小明", relation: "owner", phones: ["13912345678"] }],
    spaces: [space],
    ...more,
  };
}
