import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { bots } from "../../bots/src/messages.zh.ts";
import { zh as kiosk } from "../../kiosk/src/catalogue.ts";
import { zh as web } from "../../web/src/lib/messages/zh.ts";

const ROOT = join(import.meta.dirname, "../..");
const SOURCES = "{shared,bots,server,web,kiosk,demo}/src/**/*.{ts,svelte}";
const NOT_A_USE = /[.](zh|en)[.]ts$|[.]test[.]ts$|[/](testing|fixture)[.]ts$/;

const sources = globSync(SOURCES, { cwd: ROOT })
  .filter((path) => !NOT_A_USE.test(path))
  .map((path) => readFileSync(join(ROOT, path), "utf8"))
  .join("\n");

/** Whatever stands between quotes, and names of properties: what a key can be put together of. */
const literals = new Set(
  [...sources.matchAll(/"([^"\n]*)"|\b([\w-]+)\??:|[{,]\s*(\w+)(?=\s*[,}])/g)].map(
    ([, quoted, property, shorthand]) => quoted ?? property ?? shorthand!,
  ),
);

/** `hall.priority-${priority}`, and constants such as `"console.command."` that a name follows. */
const patterns = [
  ...[...sources.matchAll(/`([a-z]+[.][^`\s]*\$\{[^`]*)`/g)].map(([, text]) => text!),
  ...[...literals]
    .filter((text) => /^[a-z]+[.][a-z.-]*[.-]$/.test(text))
    .map((one) => `${one}\${}`),
].map(
  (text) =>
    new RegExp(
      `^${text
        .split(/\$\{[^}]*\}/)
        .map((part) => escaped(part))
        .join("(.+)")}$`,
    ),
);

function escaped(text: string): string {
  return text.replace(/[.[\]/-]/g, "\\$&");
}

function used(key: string): boolean {
  if (literals.has(key)) return true;
  return patterns.some((pattern) =>
    pattern
      .exec(key)
      ?.slice(1)
      .every((part) => literals.has(part)),
  );
}

test("every message is said somewhere", () => {
  const keys = [...Object.keys(web), ...Object.keys(kiosk), ...Object.keys(bots)];
  expect(keys.filter((key) => !used(key))).toEqual([]);
});
