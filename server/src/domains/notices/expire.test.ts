import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { NOTICE_KEPT_MS, notices } from "@warmline/shared/notices/model.ts";
import { raised } from "@warmline/shared/notices/rules.ts";
import { fen } from "@warmline/shared/kernel/money.ts";
import { later } from "@warmline/shared/kernel/time.ts";
import { insert } from "@warmline/shared/store/write.ts";
import { bindJobs } from "../../platform/jobs/job.ts";
import type { BoundJob } from "../../platform/jobs/port.ts";
import { openTestDeps, type TestDeps } from "../../testing.ts";
import { expireJob } from "./expire-job.ts";

let deps: TestDeps;
afterEach(() => deps.close());

test("after a month nobody can be learnt from a notice; what is younger stays whole", async () => {
  deps = await openTestDeps();
  const about = { kind: "bill", season: "2026-2027", amountFen: fen(100) } as const;
  const of = { about, chatId: "official:wx:o", phone: "+8613800000011" };
  const now = deps.clock.now();
  await deps.store.commit([
    insert(notices, raised({ id: "old", ...of }, later(now, -NOTICE_KEPT_MS))),
    insert(notices, raised({ id: "young", ...of }, now)),
  ]);
  const [{ repeat: _, ...bound }] = bindJobs(deps, [expireJob]) as [BoundJob];
  const name = `notices.test-${randomUUID().slice(0, 8)}`;
  await deps.jobs.work([{ ...bound, name }]);
  await deps.jobs.enqueue({ ...bound, name }, { key: "once", payload: null });
  const old = () => deps.store.get(notices, "old");
  await expect.poll(old).toMatchObject({ expired: true, about });
  expect(await old()).not.toHaveProperty("phone");
  expect(await old()).not.toHaveProperty("chatId");
  expect(await deps.store.get(notices, "young")).toMatchObject({ expired: false, ...of });
});
