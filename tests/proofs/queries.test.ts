import { expect, test } from "vitest";
import { cityEntries, indexed } from "./city-entries.ts";
import { seekAll, withAlias } from "./find.ts";
import { askAll, isRight } from "./queries.ts";
import { fts5 } from "./search-engines.ts";

const SEED = 11;

/** `npm run prove -- queries` asks both engines among many more entries. */
test("of each query of the table what must come first does", async () => {
  const engine = fts5();
  const [answers] = await askAll([engine], SEED, 120);
  await engine.close();
  expect(answers!.length).toBeGreaterThan(300);
  const wrong = answers!.filter((one) => !isRight(one));
  expect(wrong.map(({ typed, found }) => `${typed}: ${found[0] ?? "nothing"}`)).toEqual([]);
}, 60_000);

/** `npm run prove -- find` seeks a whole city. */
test("whatever is written of a household or a case finds it", async () => {
  const engine = fts5();
  const changes = (await cityEntries(SEED, 150)).map(withAlias);
  await indexed(engine.index, changes);
  const { asked, lost } = await seekAll(engine.index, changes, SEED);
  await engine.close();
  expect(asked).toBeGreaterThan(500);
  expect(lost).toEqual([]);
}, 60_000);
