import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { en } from "@warmline/shared/messages/en.ts";
import { zh } from "@warmline/shared/messages/zh.ts";

const SOURCES = ["../../server/src", "../../demo/src"].map((path) =>
  join(import.meta.dirname, path),
);
const OF_TESTS = /(\.test|\/testing|\/fixture)\.ts$/;
const PREFIX = "console.command.";

/** A command's name stands in its declaration, or is handed to what several commands share. */
const SHARED = "change|changeHousehold|commitFacts|commitOnce|onCall|ringingCommand|stepOf";
const BEFORE_NAME = [
  String.raw`\b(?:command|\w+Command|onCase|onIncident|onItem)(?:<[^>]*>)?\(\{\s*name: `,
  String.raw`\bcommand: `,
  String.raw`\b(?:${SHARED})(?:<[^>]*>)?\([^"]*?`,
];
const NAMED = new RegExp(`(?:${BEFORE_NAME.join("|")})"([a-z]+\\.[a-z-]+)"`, "g");

function commandsOf(source: string): string[] {
  return [...source.matchAll(NAMED)].map(([, name]) => name!);
}

const used = new Set(
  SOURCES.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !OF_TESTS.test(`/${path}`))
      .flatMap((path) => commandsOf(readFileSync(join(folder, path), "utf8"))),
  ),
);

test.each(["zh", "en"])("every command of the server has its word: %s", (language) => {
  const messages: Readonly<Record<string, string>> = language === "zh" ? zh : en;
  expect(used.size).toBeGreaterThan(60);
  expect([...used].filter((command) => !messages[PREFIX + command])).toEqual([]);
});

test("no word stands for a command that is gone", () => {
  const named = Object.keys(zh)
    .filter((key) => key.startsWith(PREFIX))
    .map((key) => key.slice(PREFIX.length));
  expect(named.filter((command) => !used.has(command))).toEqual([]);
});

test("a command's word begins as a heading does", () => {
  const words = Object.entries(en).filter(([key]) => key.startsWith(PREFIX));
  expect(words.filter(([, word]) => !/^[A-Z]/.test(word))).toEqual([]);
});
