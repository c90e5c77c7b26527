import { expect, test } from "vitest";
import { casesBeside, linked, unlinked } from "./linked-cases.ts";

const none = { caseIds: ["by-itself"] };

test("what came of it by itself and what was linked stand beside it, once", () => {
  const one = linked(none, "by-hand");
  if (!one.ok) throw new Error(one.code);
  expect(casesBeside(one.value)).toEqual(["by-itself", "by-hand"]);
  expect(linked(one.value, "by-hand")).toMatchObject({ code: "already-linked" });
  expect(linked(none, "by-itself")).toMatchObject({ code: "already-linked" });
  const undone = unlinked(one.value, "by-hand");
  expect(undone.ok && casesBeside(undone.value)).toEqual(["by-itself"]);
  expect(unlinked(none, "by-itself")).toMatchObject({ code: "not-linked" });
});

test("twenty at most", () => {
  const full = { caseIds: [], linkedCaseIds: Array.from({ length: 20 }, (_, n) => `c${n}`) };
  expect(linked(full, "one more")).toMatchObject({ code: "too-many-linked" });
});
