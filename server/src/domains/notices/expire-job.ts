import type { SystemActor } from "@warmline/shared/access/actor.ts";
import { notices, type Notice } from "@warmline/shared/notices/model.ts";
import { withoutPerson } from "@warmline/shared/notices/rules.ts";
import { expiryCommand } from "../../platform/commands/expiry.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { job } from "../../platform/jobs/job.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

const actor: SystemActor = { kind: "system", id: "notices-expiry", name: "通知到期" };

/** It has no refusals. */
const expireNotice = expiryCommand<Notice>({
  name: "notices.expire",
  of: notices,
  without: withoutPerson,
});

/** Begun twice it does no harm: each is a commit that finds it due. */
export const expireJob = job({
  name: "notices.expire",
  repeat: { dailyAt: "03:40" },
  deadlineMs: 3_600_000,
  backoffMs: 60_000,
  async run(deps, _, { signal, fence }) {
    const late = { index: "byExpiry", where: { expired: false }, to: deps.clock.now() };
    const caller = { actor, origin: "system", language: "zh", signal } as const;
    for (const { id } of await findAll(deps, notices, late)) {
      await runCommand(deps, { ...caller, fence: await fence() }, expireNotice, { id });
    }
  },
});
