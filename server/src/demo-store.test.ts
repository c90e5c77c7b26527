import { stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { demoCities } from "@warmline/shared/demo/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { seedDemoCity } from "@warmline/demo/seed.ts";
import { refuseDemoStore } from "./demo-store.ts";
import { openTestDeps } from "./testing.ts";

async function deps(settings: Record<string, string> = {}) {
  const opened = await openTestDeps(settings);
  onTestFinished(() => opened.close());
  return opened;
}

test("a demo city is served as a demo alone", async () => {
  const opened = await deps();
  await expect(refuseDemoStore(opened)).resolves.toBeUndefined();
  await seedDemoCity(opened, { households: 60, seasons: 1, seed: 1 });
  await expect(refuseDemoStore(opened)).rejects.toThrow("made as a demo city");
  const asDemo = { ...opened, config: { ...opened.config, DEMO: true } };
  await expect(refuseDemoStore(asDemo)).resolves.toBeUndefined();
});

test("also one whose making was cut short", async () => {
  const opened = await deps();
  const begun = { id: "city", state: "making", households: 1, seasons: 1, seed: 1 } as never;
  await opened.store.commit([insert(demoCities, begun)]);
  await expect(refuseDemoStore(opened)).rejects.toThrow("made as a demo city");
});

test("the data are their owner's alone", async () => {
  const { config } = await deps();
  const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
  expect(await modeOf(config.DATA_DIR)).toBe("700");
  expect(await modeOf(join(config.DATA_DIR, "warmline.sqlite"))).toBe("600");
});
