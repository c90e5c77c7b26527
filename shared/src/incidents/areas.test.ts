import { describe, expect, test } from "vitest";
import type { OrgKind, OrgNode } from "../households/model.ts";
import { areasOf } from "./areas.ts";

function node(kind: OrgKind, path: readonly string[]): OrgNode {
  const id = path.at(-1) ?? "";
  return { id, rev: 1, kind, name: `名${id}`, parentId: path.at(-2) ?? null, path };
}

const nodes = new Map(
  [
    node("head-office", ["top"]),
    node("hall", ["top", "hall"]),
    node("branch", ["top", "b1"]),
    node("station", ["top", "b1", "s1"]),
    node("building", ["top", "b1", "s1", "h1"]),
    node("unit", ["top", "b1", "s1", "h1", "u1"]),
    node("branch", ["top", "b2"]),
    node("building", ["top", "b2", "h2"]),
  ].map((one) => [one.id, one]),
);

describe("what is named becomes areas", () => {
  test("each with its branch, a unit with the name of its building", () => {
    expect(areasOf(["u1", "h2"], nodes)).toEqual({
      ok: true,
      value: [
        { nodeId: "u1", kind: "unit", name: "名h1 名u1", branchId: "b1" },
        { nodeId: "h2", kind: "building", name: "名h2", branchId: "b2" },
      ],
    });
  });

  test("a part of what is named as a whole, and what is named twice, once", () => {
    const areas = areasOf(["u1", "s1", "s1", "h1"], nodes);
    expect(areas.ok && areas.value.map(({ nodeId }) => nodeId)).toEqual(["s1"]);
  });

  test.each([["nowhere"], ["hall"], ["top"]])("%s is no part of the network", (nodeId) => {
    expect(areasOf(["h1", nodeId], nodes)).toEqual({ ok: false, code: "area-unknown" });
  });
});
