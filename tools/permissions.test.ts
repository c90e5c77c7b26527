import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { permissions } from "@warmline/shared/manifests.ts";
import { PERMISSIONS_FILE, permissionsText } from "./permissions.ts";

const written = readFileSync(PERMISSIONS_FILE, "utf8");

test("docs/permissions.md is what the manifests say; if not: npm run docs", () => {
  expect(written).toBe(permissionsText());
});

test("it has a row for each permission, with a mark for each that is granted", () => {
  for (const { name, granted } of permissions) {
    const row = written.split("\n").find((line) => line.startsWith(`| \`${name}\` |`)) ?? "";
    expect([name, row.split("●").length - 1]).toEqual([name, granted.length]);
  }
});
