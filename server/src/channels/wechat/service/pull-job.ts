import { later } from "@warmline/shared/kernel/time.ts";
import { serviceCursors } from "@warmline/shared/wechat/model.ts";
import { userOf, type ServiceMessage } from "@warmline/shared/wechat/rest-api.ts";
import { runCommand } from "../../../platform/commands/run-command.ts";
import type { Deps } from "../../../platform/deps.ts";
import { job } from "../../../platform/jobs/job.ts";
import { serviceAccountOf, serviceApiUrlOf } from "./account.ts";
import { moveCursor } from "./cursor-command.ts";
import { serviceOf, type Service } from "./line.ts";
import { take } from "./take.ts";

interface Order {
  readonly openKfId: string;
  /** Of a callback; absent: nothing told us that there is anything. */
  readonly token?: string | undefined;
}

const PULLER = {
  actor: { kind: "system", id: "wechat", name: "微信客服" },
  origin: "wechat",
  language: "zh",
} as const;

/** Of different people. */
const AT_ONCE = 8;
/** What was said before an account was ours is history, and not answered. */
const FRESH_MS = 600_000;

/** 拉取消息: after each callback. What comes twice, or on two nodes at once, is heard once. */
export const pullJob = job<Order>({
  name: "wechat.pull",
  deadlineMs: 120_000,
  attempts: 8,
  backoffMs: 1_000,
  // Of a hundred callbacks at once the first pulls it all, and the others find nothing.
  atOnce: 1,
  run: (deps, { openKfId, token }, { signal }) => pull(deps, openKfId, token, signal),
});

/** A callback may be lost, and nobody says so. */
export const pullAllJob = job({
  name: "wechat.pull-all",
  repeat: { everyMs: 60_000 },
  deadlineMs: 120_000,
  backoffMs: 5_000,
  wanted: (config) => serviceAccountOf(config) !== null,
  async run(deps, _, { signal }) {
    for (const openKfId of serviceAccountOf(deps.config)?.openKfIds ?? []) {
      await pull(deps, openKfId, undefined, signal);
    }
  },
});

/** What was said while no server ran: each start looks, and does not wait for a callback. */
export async function pullAtStart({ config, jobs, ids }: Deps): Promise<void> {
  for (const openKfId of serviceAccountOf(config)?.openKfIds ?? []) {
    await jobs.enqueue(pullJob, { key: `start ${ids.next()}`, payload: { openKfId } });
  }
}

async function pull(
  deps: Deps,
  openKfId: string,
  token: string | undefined,
  signal: AbortSignal,
): Promise<void> {
  const service = serviceOf(deps);
  // Before the simulated one listens nobody has written to it.
  if (service === null || serviceApiUrlOf(deps.config) === null) return;
  for (;;) {
    signal.throwIfAborted();
    const from = (await deps.store.get(serviceCursors, openKfId))?.cursor ?? "";
    const { messages, unread, next, more } = await service.client.pull(openKfId, from, token);
    if (unread > 0) deps.log.warn({ unread }, "messages of WeChat customer service not understood");
    const since = later(deps.clock.now(), -FRESH_MS) / 1_000;
    const wanted = from === "" ? messages.filter((one) => one.send_time >= since) : messages;
    await takeAll(deps, service, openKfId, wanted, signal);
    if (next !== from) await runCommand(deps, PULLER, moveCursor, { openKfId, from, to: next });
    if (!more || next === from) return;
  }
}

/** Of one person in their order, of several at the same time. */
async function takeAll(
  deps: Deps,
  service: Service,
  openKfId: string,
  messages: readonly ServiceMessage[],
  signal: AbortSignal,
): Promise<void> {
  const people = [...Map.groupBy(messages, (one) => userOf(one) ?? "").values()];
  const work = async () => {
    for (let theirs = people.shift(); theirs !== undefined; theirs = people.shift()) {
      for (const message of theirs) {
        signal.throwIfAborted();
        await take(deps, service, openKfId, message);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}
