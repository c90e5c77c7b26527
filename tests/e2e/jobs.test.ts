import { afterAll, beforeAll, expect, test } from "vitest";
import { PROCESS_LOST, storedJobs, type StoredJob } from "@warmline/shared/jobs/model.ts";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { breaches } from "./breaches.ts";
import { answer, pane, press } from "./console-hands.ts";
import { en, openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;

/** A verification run whose processes died, and one that nobody wants any more. */
function givenUp(key: string, error: string): Body<StoredJob> {
  const at = instantOf(Date.now() - 3_600_000);
  const id = `ledger.verify/${key}`;
  const caller = { actor: { kind: "system", id: "s", name: "s" }, origin: "system" };
  const payload = { runId: key, caller: { ...caller, language: "zh" } };
  const told = { job: "ledger.verify", key, payload, repeats: false };
  return { id, ...told, state: "failed", enqueuedAt: at, at, runs: 3, failures: 3, error };
}

beforeAll(async () => {
  stage = await openStage({
    simulator: true,
    before: async ({ store }) => {
      await store.commit([
        insert(storedJobs, givenUp("019ac0de-7f10-7000-8000-000000000001", PROCESS_LOST)),
        insert(storedJobs, givenUp("019ac0de-7f10-7000-8000-000000000002", "disk is full")),
      ]);
    },
  });
});
afterAll(() => stage?.close());

test("an administrator sees what was given up, lets one try again and discards one", async () => {
  const page = await stage.enter("admin", "/console/jobs");
  const failed = pane(page, zh("console.jobs.failed"));
  await failed.getByText(zh("jobs.error.process-lost")).waitFor();
  const running = pane(page, zh("console.jobs.running"));
  await running.getByText(zh("job.demo.simulate")).waitFor();
  await pane(page, zh("console.jobs.waiting")).getByText(zh("job.cases.sweep-files")).waitFor();
  await shoot(page, "jobs");
  expect(await breaches(page)).toEqual([]);

  const full = failed.getByRole("row").filter({ hasText: "disk is full" });
  await press(full, zh("console.jobs.discard"));
  await answer(page, zh("console.jobs.discard"), (dialog) =>
    dialog.getByLabel(zh("console.reason")).fill("账本已另行核对"),
  );
  await full.waitFor({ state: "detached" });

  await press(page, "English");
  const lost = pane(page, en("console.jobs.failed"));
  await lost.getByText(en("jobs.error.process-lost")).waitFor();
  await shoot(page, "jobs-english");
  await press(lost, en("console.jobs.retry"));
  await lost.getByText(en("console.jobs.failed.none")).waitFor();
  await page.evaluate(`document.documentElement.dataset.theme = "dark"`);
  expect(await breaches(page)).toEqual([]);
});

test("an auditor looks and does not touch; the page says when it is out of date", async () => {
  const page = await stage.enter("auditor", "/console/jobs");
  const waiting = pane(page, zh("console.jobs.waiting"));
  await waiting.getByText(zh("job.cases.sweep-files")).waitFor();
  expect(await page.getByRole("button", { name: zh("console.jobs.retry") }).count()).toBe(0);
  await page.context().setOffline(true);
  await page.getByRole("alert").waitFor();
  expect(await waiting.isVisible()).toBe(true);
  await page.context().setOffline(false);
  await page.getByRole("alert").waitFor({ state: "detached" });
});
