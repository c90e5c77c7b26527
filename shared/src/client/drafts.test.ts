import { beforeEach, describe, expect, test, vi } from "vitest";
import { instantOf } from "../kernel/time.ts";
import type { Answer } from "./call.ts";
import { keptDrafts, type DraftStorage } from "./kept-drafts.ts";
import type { Act } from "./open-acts.ts";

// Outside of a component a rune is what it holds, and nothing is redrawn.
const plain = (value: unknown) => value;
vi.stubGlobal(
  "$state",
  Object.assign((value: unknown) => value, { snapshot: (value: object) => ({ ...value }) }),
);
let type: () => void = () => undefined;
vi.stubGlobal("$effect", (run: () => void) => {
  run();
  type = run;
});
vi.stubGlobal("$derived", plain);
const { Drafts, NEW } = await import("./drafts.svelte.ts");

const LOST: Answer<never> = { ok: false, status: 0, code: "not-known-yet", message: "" };
const REFUSED: Answer<never> = { ok: false, status: 409, code: "case-closed", message: "" };
const DONE = { ok: true, value: {} } as const;

let kept: Map<string, string>;
let storage: DraftStorage;
let drafts: InstanceType<typeof Drafts>;
beforeEach(() => {
  kept = new Map();
  storage = {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => void kept.delete(name),
    setItem: (name, value) => void kept.set(name, value),
  };
  drafts = new Drafts(() => storage);
  drafts.of("ann");
});

const note = (record = "case-1") => drafts.begin("cases.note", record, { description: "" });

/** Types into a form, as a person does. */
function typed(record?: string) {
  const draft = note(record);
  draft.fields.description = "冷";
  type();
  return draft;
}

describe("what was typed", () => {
  test("is there again for the same person, and said to be restored", () => {
    typed();
    const again = note();
    expect(again.fields.description).toBe("冷");
    expect(again.restoredFrom).not.toBeNull();
    drafts.of("ben");
    expect(note().fields.description).toBe("");
    expect(note().restoredFrom).toBeNull();
  });

  test("is not touched by opening the form and leaving it", () => {
    typed();
    note();
    expect(note().fields.description).toBe("冷");
  });

  test("is gone when its person begins anew", () => {
    typed().startAnew();
    expect(note().fields.description).toBe("");
  });

  test.each([
    ["done", DONE, ""],
    ["refused", REFUSED, "冷"],
    ["not sent at all", null, "冷"],
    ["of unknown outcome", LOST, ""],
  ])("and %s", async (_, answer, found) => {
    await typed().send(async () => answer);
    expect(note().fields.description).toBe(found);
  });

  test("does not come back while it is on its way", async () => {
    let answered: (answer: Answer<never>) => void = () => undefined;
    const sending = typed().send(
      () => new Promise<Answer<never>>((resolve) => (answered = resolve)),
    );
    expect(note().fields.description).toBe("");
    answered(REFUSED);
    await sending;
    expect(note().fields.description).toBe("冷");
  });
});

describe("what came of it after all", () => {
  const act = (path: string): Act => {
    const sentAt = instantOf(1);
    return {
      key: "k",
      name: "cases.note",
      path,
      body: {},
      person: "ann",
      sentAt,
      records: [],
      phase: "unknown",
    };
  };
  const own = act("/api/cases/case-1/note");

  test.each([
    ["it was done", own, DONE, "", 0],
    ["it was refused", own, REFUSED, "冷", 1],
    ["it was another record's", act("/api/cases/case-12/note"), REFUSED, "", 1],
    ["it was another person's", { ...own, person: "ben" }, REFUSED, "", 1],
    ["it was another command", { ...own, name: "cases.urge" }, REFUSED, "", 1],
  ])("%s", async (_, settled, answer, found, left) => {
    await typed().send(async () => LOST);
    drafts.settled(settled, answer);
    expect(note().fields.description).toBe(found);
    expect(kept.size).toBe(left);
  });

  test.each([
    ["in the body", "t-1", { ...own, path: "/api/tariffs/correct", body: { id: "t-1" } }],
    ["as a whole", "rule/ann/7", act("/api/alarms/rule%2Fann%2F7/acknowledge")],
    ["as what is made beside something", `${NEW}/h-1`, act("/api/cases")],
    ["by an endpoint that only asks for it", "case-1", { ...own, name: "cases.ask" }],
  ])("its record is named %s", async (_, record, settled) => {
    const begin = () => drafts.begin("cases.note", record, { description: "" }, ["cases.ask"]);
    const draft = begin();
    draft.fields.description = "冷";
    type();
    await draft.send(async () => LOST);
    expect(begin().fields.description).toBe("");
    drafts.settled(settled, REFUSED);
    expect(begin().fields.description).toBe("冷");
  });

  test("a record's part is told by its record, and one that is made by its form", async () => {
    await typed("case-1/report-2").send(async () => LOST);
    await typed(NEW).send(async () => LOST);
    drafts.settled(own, REFUSED);
    expect(drafts.unsent().map(({ record }) => record)).toEqual(["case-1/report-2", NEW]);
  });
});

test("signing out leaves nothing of this person, and all of the others", async () => {
  typed();
  await typed("case-2").send(async () => LOST);
  expect(drafts.unsent().map(({ record }) => record)).toEqual(["case-1"]);
  drafts.of("ben");
  typed();
  drafts.wipe("ann");
  expect(keptDrafts(storage, instantOf(Date.now())).map(({ person }) => person)).toEqual(["ben"]);
});
