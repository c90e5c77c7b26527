import { beforeEach, describe, expect, test } from "vitest";
import { instantOf, later } from "../kernel/time.ts";
import {
  dropDraft,
  keepDraft,
  KEPT_MS,
  keptDraft,
  keptDrafts,
  movedOn,
  putBack,
  typedOf,
  type DraftStorage,
  type KeptDraft,
} from "./kept-drafts.ts";

const NOW = instantOf(1_800_000_000_000);
const slot = { person: "ann", form: "cases.note", record: "case-1" };
const typed = { description: { from: "", to: "冷" } };
const draft: KeptDraft = { ...slot, at: NOW, typed, sent: false };

/** A browser's storage that holds so many characters. */
function storageOf(charactersMax = 1_000): DraftStorage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    key: (at) => [...kept.keys()][at] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => void kept.delete(name),
    setItem(name, value) {
      if (value.length > charactersMax) throw new Error("QuotaExceededError");
      kept.set(name, value);
    },
  };
}

let storage: DraftStorage;
beforeEach(() => void (storage = storageOf()));

describe("a draft", () => {
  test("is found by whoever typed it, in the same form on the same record, and there alone", () => {
    keepDraft(storage, draft);
    expect(keptDraft(storage, slot, NOW)).toEqual(draft);
    for (const other of [{ person: "ben" }, { form: "cases.urge" }, { record: "case-2" }]) {
      expect(keptDraft(storage, { ...slot, ...other }, NOW)).toBeNull();
    }
  });

  test.each([
    [
      { person: "ann x", form: "y" },
      { person: "ann", form: "x y" },
    ],
    [
      { form: "a b", record: "c" },
      { form: "a", record: "b c" },
    ],
  ])("has a place of its own however it is called", (one, other) => {
    keepDraft(storage, { ...draft, ...one });
    expect(keptDraft(storage, { ...slot, ...other }, NOW)).toBeNull();
  });

  test("is gone when it is too old", () => {
    keepDraft(storage, draft);
    expect(keptDraft(storage, slot, later(NOW, KEPT_MS - 1))).toEqual(draft);
    expect(keptDraft(storage, slot, later(NOW, KEPT_MS))).toBeNull();
    expect(storage.length).toBe(0);
  });

  test("is none when nothing was typed, or it was dropped", () => {
    keepDraft(storage, draft);
    keepDraft(storage, { ...draft, typed: {} });
    expect(storage.length).toBe(0);
    keepDraft(storage, draft);
    dropDraft(storage, slot);
    expect(storage.length).toBe(0);
  });

  test("that is too large takes no other with it, and leaves no older self", () => {
    const large = { ...slot, record: "case-2" };
    keepDraft(storage, draft);
    keepDraft(storage, { ...draft, ...large });
    const text = { description: { from: "", to: "长".repeat(2_000) } };
    expect(keepDraft(storage, { ...draft, ...large, typed: text })).toBe(false);
    expect(keptDraft(storage, large, NOW)).toBeNull();
    expect(keptDraft(storage, slot, NOW)).toEqual(draft);
  });

  test("that cannot be read is none", () => {
    keepDraft(storage, draft);
    storage.setItem(storage.key(0)!, "{");
    expect(keptDraft(storage, slot, NOW)).toBeNull();
    expect(keptDrafts(storage, NOW)).toEqual([]);
  });
});

test("all drafts are found, the oldest first, among what else the storage holds", () => {
  storage.setItem("warmline.open-acts", "[]");
  const younger = { ...draft, record: "case-2", at: later(NOW, 1) };
  keepDraft(storage, younger);
  keepDraft(storage, draft);
  expect(keptDrafts(storage, later(NOW, 2))).toEqual([draft, younger]);
});

describe("what was typed", () => {
  const begin = { name: "王", phones: ["1"], note: "" };

  test("is what differs, also within a field", () => {
    const now = { name: "王", phones: ["1", "2"], note: "" };
    expect(typedOf(begin, now)).toEqual({ phones: { from: ["1"], to: ["1", "2"] } });
    expect(typedOf(begin, { ...begin })).toEqual({});
  });

  test("is put back upon the record as it is by then; what was not touched is the newest", () => {
    const kept = typedOf(begin, { ...begin, note: "搬家" });
    const today = { ...begin, name: "王小明" };
    expect(putBack(today, kept)).toEqual({ name: "王小明", phones: ["1"], note: "搬家" });
    expect(movedOn(today, kept)).toBe(false);
    expect(movedOn({ ...today, note: "已搬" }, kept)).toBe(true);
  });

  test("in a field that the form no longer has is left out", () => {
    expect(putBack(begin, { gone: { from: "", to: "x" } })).toEqual(begin);
  });
});
