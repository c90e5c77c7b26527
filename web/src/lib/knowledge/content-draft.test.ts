import { expect, test } from "vitest";
import { articleOf, scriptOf } from "@warmline/shared/knowledge/fixture.ts";
import { contentOf, fieldsOf, freeId } from "./content-draft.ts";

test.each([articleOf(), scriptOf()])("what is edited is what it was: $kind", (content) => {
  expect(contentOf(fieldsOf(content, content.kind), content.kind)).toEqual(content);
});

test("keywords stand between blanks or commas, each once", () => {
  const fields = { ...fieldsOf(null, "article"), keywords: " 放气、阀门,放气  过滤器；" };
  expect(contentOf(fields, "article").keywords).toEqual(["放气", "阀门", "过滤器"]);
});

test("a new script begins with a question, a new step with a number that is free", () => {
  expect(fieldsOf(null, "script").steps).toMatchObject([{ id: "1", kind: "question" }]);
  expect(freeId([{ id: "1" }, { id: "3" }])).toBe("4");
  expect(freeId([{ id: "2" }])).toBe("3");
});
