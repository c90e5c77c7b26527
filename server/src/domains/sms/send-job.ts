import { smsMessages, type SmsMessage } from "@warmline/shared/sms/model.ts";
import { GIVE_UP_MS } from "@warmline/shared/sms/rules.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { claimSms, giveUpSms, handOverSms } from "./course-commands.ts";
import { smsLineOf, type SmsLine } from "./line.ts";

/** What is sent by itself stands in the trail under this name. */
const SENDER: Caller = {
  actor: { kind: "system", id: "sms", name: "短信" },
  origin: "sms",
  language: "zh",
};

interface Order {
  readonly id: string;
  readonly attempt: number;
}

/**
 * Gives a message to the carrier, once: claimed first, so that whoever finds it claimed asks the
 * carrier whether it heard. One that is not there is asked again, for ten minutes.
 */
export const sendJob = job<Order>({
  name: "sms.send",
  deadlineMs: 60_000,
  attempts: 12,
  backoffMs: 1_000,
  atOnce: 4,
  async run(deps, order) {
    const message = await deps.store.get(smsMessages, order.id);
    if (message === null || !isToSend(message, order)) return;
    try {
      const line = smsLineOf(deps.config);
      if (line === null) throw new Error("nothing sends text messages");
      await handOver(deps, line, message);
    } catch (error) {
      if (deps.clock.now() - message.askedAt < GIVE_UP_MS) throw error;
      deps.log.warn({ error, id: message.id }, "a text message was given up");
      await runCommand(deps, SENDER, giveUpSms, { ...order, failure: "unreached" });
    }
  },
});

function isToSend({ state, attempt, carrierId }: SmsMessage, order: Order): boolean {
  const waits = state === "queued" || state === "sending";
  return waits && attempt === order.attempt && carrierId === undefined;
}

async function handOver(deps: Deps, line: SmsLine, message: SmsMessage): Promise<void> {
  const { id, attempt } = message;
  if (message.state === "sending") {
    const known = await line.find(message, message.since);
    if (known !== null) return taken(deps, message, known);
  } else {
    const claimed = await runCommand(deps, SENDER, claimSms, { id, attempt });
    if (!claimed.ok || !claimed.value) return;
  }
  const sent = await line.send(message);
  if (sent.ok) return taken(deps, message, sent.value);
  await runCommand(deps, SENDER, giveUpSms, { id, attempt, failure: "number" });
}

async function taken(deps: Deps, { id, attempt }: SmsMessage, carrierId: string): Promise<void> {
  await runCommand(deps, SENDER, handOverSms, { id, attempt, carrierId });
}

/**
 * Follows the log, on every node: each message that is asked for is a job. What was committed while
 * no server ran is found at the start.
 */
export async function followAsked(deps: Deps): Promise<void> {
  const { store } = deps;
  const order = async (messages: readonly SmsMessage[]) => {
    for (const { id, attempt } of messages) {
      await deps.jobs.enqueue(sendJob, { key: `${id}/${attempt}`, payload: { id, attempt } });
    }
  };
  const head = await store.head();
  const waiting = { index: "byState", where: { state: ["queued", "sending"] } };
  const found = await findAll(deps, smsMessages, waiting);
  await order(found.filter(({ carrierId }) => carrierId === undefined));
  const follower = store.follow(
    head,
    async (batch) => {
      const changed = await store.getMany(smsMessages, writtenIds(batch, smsMessages));
      await order(changed.filter(({ state }) => state === "queued"));
    },
    { name: "sms" },
  );
  deps.onStop(() => follower.stop());
}
