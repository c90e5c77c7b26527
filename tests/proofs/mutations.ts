import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { assert } from "@warmline/shared/kernel/assert.ts";
import type { Measurable, Measured } from "../../tools/measured.ts";
import { MONGO_URL } from "../simulation/store-mongo.ts";
import { copySources, type SourceCopy } from "./mutation-copy.ts";
import { PLATFORM_MUTATIONS, STORE_MUTATIONS, type Mutation } from "./mutation-table.ts";

/** Rules are broken one at a time, and each time a test must fail that passed before. */
export const mutations: Measurable = {
  about: "rules turned into their opposite one at a time: the test of each must fail",
  async run(): Promise<Measured[]> {
    if (MONGO_URL === undefined) {
      console.log("MongoDB's rule: a shared one in its place, WARMLINE_TEST_MONGO_URL is not set");
    }
    const copy = copySources();
    try {
      return [
        await caught(copy, "mutations above the store caught", PLATFORM_MUTATIONS),
        await caught(copy, "mutations caught", STORE_MUTATIONS),
      ];
    } finally {
      copy.remove();
    }
  },
};

async function caught(copy: SourceCopy, name: string, all: readonly Mutation[]): Promise<Measured> {
  let count = 0;
  for (const mutation of all) {
    const survived = await whySurvived(copy, mutation);
    if (survived === null) count += 1;
    console.log(`${survived === null ? "caught" : `SURVIVED (${survived})`}: ${mutation.rule}`);
  }
  const target = all.length;
  return { name, value: `${count}`, target: `${target}`, holds: count === target };
}

/** Null when a test failed because of it, and because of nothing else. */
async function whySurvived(copy: SourceCopy, mutation: Mutation): Promise<string | null> {
  const { file, from, to, test, only } = mutation;
  const path = join(copy.folder, file);
  const source = readFileSync(path, "utf8");
  assert(source.split(from).length === 2, `${file} has not exactly once: ${from}`);
  const before = await copy.test(test, only);
  if (before === null || before.failed > 0) return "its tests fail without it";
  if (before.passed === 0) return "there is no such test";
  writeFileSync(
    path,
    source.replace(from, () => to),
  );
  try {
    const after = await copy.test(test, only);
    if (after === null) return "its tests came to nothing";
    return after.failed > 0 ? null : "no test failed";
  } finally {
    writeFileSync(path, source);
  }
}
