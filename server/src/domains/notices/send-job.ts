import type { Notice } from "@warmline/shared/notices/model.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { NOTIFIER } from "./raise-command.ts";
import { sendCommand } from "./send-command.ts";

interface Order {
  readonly id: string;
}

/** Chooses the channel once a notice is due; the channel's own outbox sends it. */
export const sendJob = job<Order>({
  name: "notices.send",
  deadlineMs: 60_000,
  atOnce: 4,
  async run(deps, { id }) {
    await runCommand(deps, NOTIFIER, sendCommand(deps.config), { id });
  },
});

/** Of each attempt, and of each channel that is left after another, there is one job. */
export async function orderSending(deps: Deps, waiting: readonly Notice[]): Promise<void> {
  for (const { id, state, attempt, tried, dueAt: at } of waiting) {
    if (state !== "due") continue;
    const key = `${id}/${attempt}/${tried.length}`;
    await deps.jobs.enqueue(sendJob, { key, payload: { id }, at });
  }
}
