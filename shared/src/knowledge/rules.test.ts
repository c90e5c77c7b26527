import { describe, expect, test } from "vitest";
import {
  approver,
  articleOf,
  AT,
  begun,
  holding,
  mate,
  must,
  redrafted,
  scriptOf,
  stored,
  submitted,
  writer,
} from "./fixture.ts";
import type { KnowledgeItem } from "./model.ts";
import type { Content } from "./content.ts";
import { approve, begin, giveBack, isOverdue, move, numberOf } from "./rules.ts";
import { restore, retire, save, submit } from "./rules.ts";

const other = articleOf({ keywords: ["别的"] });
const retired = stored(must(retire(holding)));
const resting = stored(must(retire(stored(must(move(redrafted, "submit"))))));

describe("what holds", () => {
  test("a new one holds nothing; approved it does, as version 1, for a year", () => {
    expect(begun).toMatchObject({ state: "unapproved", version: 0, ownerName: "王芳" });
    expect(begun).not.toHaveProperty("content");
    const { item, version } = must(approve(submitted, approver));
    expect(item).toMatchObject({ state: "holding", version: 1, content: articleOf() });
    expect(item).not.toHaveProperty("draft");
    expect(item.reviewOn).toBe("2027-11-29");
    expect(version).toEqual({
      id: "item/1",
      itemId: "item",
      version: 1,
      content: articleOf(),
      writtenByName: "王芳",
      approvedByName: "赵敏",
      approvedAt: AT,
    });
  });

  test("it holds on while another text is drafted beside it, until that is approved", () => {
    expect(redrafted).toMatchObject({ version: 1, content: articleOf(), state: "holding" });
    const next = must(approve(stored(must(move(redrafted, "submit"))), approver));
    expect(next.item).toMatchObject({ version: 2, content: { keywords: ["放水"] } });
    expect(next.version.id).toBe("item/2");
  });

  test("retired and restored it is as it was, its draft, too", () => {
    expect(stored(must(restore(resting)))).toEqual(stored(must(move(redrafted, "submit"))));
  });

  test("overdue from its day on, and only while it holds", () => {
    const { reviewOn } = holding;
    expect(isOverdue(holding, reviewOn)).toBe(true);
    expect(isOverdue(holding, "2027-11-28")).toBe(false);
    expect(isOverdue(retired, "2099-01-01")).toBe(false);
    expect(isOverdue(stored(begun), "2099-01-01")).toBe(false);
  });
});

describe("a draft", () => {
  test.each([
    ["submit", "withdraw", stored(begun)],
    ["discard", "resume", stored(begun)],
    ["submit", "withdraw", redrafted],
    ["discard", "resume", redrafted],
  ] as const)("%s and %s are each the other's inverse", (there, back, item) => {
    const gone = stored(must(move(item, there)));
    expect(gone.draft?.state).not.toBe(item.draft?.state);
    expect(stored(must(move(gone, back)))).toEqual(item);
  });

  test("who wrote in it once does not approve it, whoever wrote last", () => {
    const both = stored(must(save(stored(begun), other, mate)));
    const waiting = stored(must(move(both, "submit")));
    expect(both.draft?.writerIds).toEqual(["writer", "mate"]);
    for (const moment of [writer, mate]) {
      expect(approve(waiting, moment)).toMatchObject({ code: "own-draft" });
      expect(giveBack(waiting, "不清楚", moment)).toMatchObject({ code: "own-draft" });
    }
    expect(approve(waiting, approver)).toMatchObject({ ok: true });
  });

  test("given back it is edited again, and still says why when it is saved", () => {
    const back = stored(must(giveBack(submitted, "写明步骤", approver)));
    expect(back.draft).toMatchObject({ state: "editing", returned: { reason: "写明步骤" } });
    const saved = stored(must(save(back, other, writer)));
    expect(saved.draft).toMatchObject({ content: other, returned: { byName: "赵敏" } });
  });
});

/** An answer leads nowhere. */
const unsound = scriptOf({ steps: scriptOf().steps.slice(0, 3) });
const drafted = (content: Content) =>
  stored(begin({ id: "item", number: "S-001", content }, writer));

test("a script that cannot be run is saved, and not submitted", () => {
  const submitting = submit(drafted(unsound));
  expect(submitting).toMatchObject({ code: "script-step-missing", detail: { step: "visit" } });
  expect(submit(drafted(scriptOf()))).toMatchObject({ value: { draft: { state: "submitted" } } });
});

const ROWS: readonly (readonly [string, KnowledgeItem, (item: KnowledgeItem) => unknown])[] = [
  ["knowledge-retired", resting, (item) => save(item, other, writer)],
  ["draft-submitted", submitted, (item) => save(item, other, writer)],
  ["knowledge-same", holding, (item) => save(item, articleOf(), writer)],
  ["knowledge-retired", resting, (item) => move(item, "withdraw")],
  ["draft-not-editing", submitted, (item) => submit(item)],
  ["knowledge-retired", resting, (item) => submit(item)],
  ["draft-not-editing", holding, (item) => move(item, "discard")],
  ["draft-not-submitted", redrafted, (item) => move(item, "withdraw")],
  ["draft-not-discarded", redrafted, (item) => move(item, "resume")],
  ["knowledge-retired", resting, (item) => approve(item, writer)],
  ["draft-not-submitted", redrafted, (item) => approve(item, writer)],
  ["own-draft", submitted, (item) => approve(item, writer)],
  ["knowledge-not-holding", stored(begun), (item) => retire(item)],
  ["knowledge-not-holding", retired, (item) => retire(item)],
  ["knowledge-not-retired", holding, (item) => restore(item)],
];

test.each(ROWS)("refused: %s", (code, item, attempt) => {
  expect(attempt(item)).toMatchObject({ ok: false, code });
});

test("numbers have three places, and more where there are more", () => {
  expect([numberOf("article", 7), numberOf("script", 1234)]).toEqual(["K-007", "S-1234"]);
});
