import { expect, test } from "vitest";
import { instantOf } from "../kernel/time.ts";
import { follow } from "./fold.ts";
import { casesOf, linkCase, unlinkCase } from "./linked-cases.ts";
import type { Call } from "./model.ts";

const agent = { id: "a1", name: "王芳" };
const NOW = instantOf(5);
const filed = {
  key: "turned 3",
  at: instantOf(1),
  kind: "turned",
  caseIds: ["by-itself"],
} as const;
const parties = { direction: "inbound", from: null, to: null, households: [] } as const;
const call: Call = { id: "c", rev: 1, ...parties, ...follow([filed], "inbound", undefined) };

function linked(to: Call, caseId: string): Call {
  const result = linkCase(to, caseId, NOW, agent);
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

test("a case is linked by a person, once, and unlinked", () => {
  const one = linked(call, "by-hand");
  expect(one.linkedCases).toEqual([
    { caseId: "by-hand", at: NOW, actorId: "a1", actorName: "王芳" },
  ]);
  expect(casesOf(one)).toEqual(["by-itself", "by-hand"]);
  expect(linkCase(one, "by-hand", NOW, agent)).toMatchObject({ code: "already-linked" });
  const undone = unlinkCase(one, "by-hand");
  expect(undone.ok && casesOf(undone.value)).toEqual(["by-itself"]);
});

test("what came of the call by itself is linked, and stays", () => {
  expect(linkCase(call, "by-itself", NOW, agent)).toMatchObject({ code: "already-linked" });
  expect(unlinkCase(call, "by-itself")).toMatchObject({ code: "not-linked" });
});

test("twenty are enough", () => {
  const full = Array.from({ length: 20 }, (_, place) => `case-${place}`).reduce(linked, call);
  expect(linkCase(full, "one more", NOW, agent)).toMatchObject({ code: "too-many-linked" });
});
