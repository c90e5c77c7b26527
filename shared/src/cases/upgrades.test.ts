import { expect, test } from "vitest";
import type { FormerDocument, FormerStore } from "../store/upgrade.ts";
import { casesUpgrades } from "./upgrades.ts";

const NO_STORE = {} as FormerStore;
const by = { actorId: "w", actorName: "王" };
const waiting = { dueAt: 50, words: "等配件", at: 3, ...by };
const former = (patch: object): FormerDocument => {
  const history = [{ kind: "filed", at: 1, words: "不热" }];
  return {
    id: "c",
    rev: 1,
    words: "不热",
    openedAt: 1,
    dueAt: 10,
    ruleDueAt: 10,
    history,
    ...patch,
  };
};

async function upgraded(patch: object): Promise<FormerDocument> {
  const upgrade = casesUpgrades.find(({ from }) => from === "cases")!;
  const [placed] = await upgrade.make([former(patch)], NO_STORE);
  return placed!.document;
}

test("the deadline of before is the clock until it is done, and no more", async () => {
  const { clocks, ...rest } = await upgraded({ resolvedAt: 7 });
  expect(clocks).toEqual([{ kind: "resolve", from: 1, due: 10, metAt: 7, policy: 0 }]);
  expect(Object.keys(rest)).not.toContain("dueAt");
  expect(Object.keys(rest)).not.toContain("ruleDueAt");
});

test("a longer one keeps both, with who asked and who granted", async () => {
  const granted = { kind: "extended", at: 5, actorName: "李", data: { askedBy: "王" } };
  const { clocks } = await upgraded({ dueAt: 30, history: [granted] });
  const extension = { cause: "extension", from: 10, to: 30, at: 5, askedBy: "王", grantedBy: "李" };
  expect(clocks).toEqual([
    { kind: "resolve", from: 1, due: 30, policy: 0, extensions: [extension] },
  ]);
});

test("an extension asked for is an application, also in a case that is merged", async () => {
  const application = {
    kind: "extension",
    clock: "resolve",
    dueAt: 50,
    description: "等配件",
    at: 3,
    ...by,
  };
  expect(await upgraded({ extension: waiting })).toMatchObject({ application });
  const mergedInto = { caseId: "o", number: "1", fromState: "new" };
  const { mergedInto: into } = await upgraded({
    mergedInto: { ...mergedInto, extension: waiting },
  });
  expect(into).toEqual({ ...mergedInto, application });
});

test("what became of it and what others lent have their names of today", async () => {
  const standing = { urgency: "normal", dueAt: 10, ruleDueAt: 10 };
  const { history, raised } = await upgraded({
    history: [{ kind: "extension-refused", words: "不必" }, { kind: "extension-withdrawn" }],
    raised: { own: standing, by: [{ caseId: "o", ...standing }] },
  });
  expect(history).toEqual([
    { kind: "application-refused", description: "不必" },
    { kind: "application-withdrawn" },
  ]);
  const own = { urgency: "normal", dueAt: 10 };
  expect(raised).toEqual({ own, by: [{ caseId: "o", ...own }] });
});
