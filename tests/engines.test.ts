import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");

// Whoever runs the tests alone has SQLite and nothing else: CI, which has every engine, would not
// see that a suite fails for them. See `onEachEngine`.
test("a suite on MongoDB is skipped where there is none, and says so", () => {
  const files = execFileSync("git", ["ls-files", "*.test.ts"], { cwd: ROOT, encoding: "utf8" });
  const asksNobody = /\.each(?:<\w+>)?\(\s*\[[^\]]*"mongo"/;
  const found = files
    .split("\n")
    .filter((file) => file !== "" && asksNobody.test(readFileSync(join(ROOT, file), "utf8")));
  expect(found).toEqual([]);
});
