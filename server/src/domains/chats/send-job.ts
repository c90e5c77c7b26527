import { setTimeout as pause } from "node:timers/promises";
import { chatMessages, chats, type Chat, type ChatMessage } from "@warmline/shared/chats/model.ts";
import { GIVE_UP_MS, type Outcome } from "@warmline/shared/chats/outbox.ts";
import { sendKeyOf } from "@warmline/shared/chats/send-key.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { job } from "../../platform/jobs/job.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { writtenIds } from "../../platform/stores/written-ids.ts";
import { chatLineOf, isUnlimited, type ChatLine } from "./line.ts";
import { claimMessage, settleMessage, WAITING, waitingOf } from "./outbox-commands.ts";

/** What is sent by itself stands in the trail under this name. */
const SENDER: Caller = {
  actor: { kind: "system", id: "chats", name: "会话" },
  origin: "chats",
  language: "zh",
};

interface Order {
  readonly chatId: string;
}

/** So often it is looked whether one that another process sends is over. */
const LOOK_MS = 250;

/**
 * Sends what waits for one chat, the oldest first and one at a time. A platform that is not there
 * is asked again, for ten minutes.
 */
export const sendJob = job<Order>({
  name: "chats.send",
  deadlineMs: 120_000,
  attempts: 12,
  backoffMs: 1_000,
  atOnce: 16,
  async run(deps, { chatId }, { signal }) {
    for (;;) {
      // Who is to stop leaves what is left to whoever takes the job back.
      signal.throwIfAborted();
      const message = await oldest(deps, chatId);
      if (message === null) return;
      if (!(await sendOne(deps, message))) await pause(LOOK_MS, undefined, { signal });
    }
  },
});

async function oldest({ store }: Deps, chatId: string): Promise<ChatMessage | null> {
  const [first = null] = await store.find(chatMessages, waitingOf(chatId));
  return first;
}

/** False: another process sends it, or has died while it did. */
async function sendOne(deps: Deps, message: ChatMessage): Promise<boolean> {
  const { id, chatId, queuedAt } = message;
  const chat = await deps.store.get(chats, chatId);
  const line = chat === null ? null : chatLineOf(deps.config, chat);
  const unlimited = chat === null || isUnlimited(deps.config, chat);
  const claimed = await runCommand(deps, SENDER, claimMessage, { id, unlimited });
  if (!claimed.ok || claimed.value === null) return false;
  if (claimed.value !== "sending") return true;
  const settle = (outcome: Outcome) => runCommand(deps, SENDER, settleMessage, { id, outcome });
  try {
    if (chat === null || line === null) throw new Error("no line of that account");
    const sent = await handOver(line, chat, message);
    const code = sent.ok ? undefined : String(sent.detail?.["code"] ?? "");
    if (sent.ok) await settle({ state: "sent" });
    else if (sent.code === "quota") await settle({ state: "blocked" });
    else await settle({ state: "failed", failure: sent.code, code });
  } catch (error) {
    if (deps.clock.now() - queuedAt < GIVE_UP_MS) {
      await settle({ state: "queued" });
      throw error;
    }
    deps.log.warn({ error, id }, "a message to a chat was given up");
    await settle({ state: "failed", failure: "unreached" });
  }
  return true;
}

function handOver(line: ChatLine, { userId }: Chat, message: ChatMessage) {
  const { text, opening } = message;
  const key = sendKeyOf(message);
  if (opening === undefined) return line.send(userId, text, key);
  if (line.welcome === undefined) throw new Error("it welcomes nobody");
  return line.welcome(opening.code, text, key);
}

/**
 * Follows the log, on every node: each message that waits is a job of its chat. What was committed
 * while no server ran is found at the start.
 */
export async function followQueued(deps: Deps): Promise<void> {
  const { store } = deps;
  const order = async (messages: readonly ChatMessage[]) => {
    for (const { id, chatId, queuedAt } of messages) {
      // One that a person has sent again is another job.
      await deps.jobs.enqueue(sendJob, { key: `${id}/${queuedAt}`, payload: { chatId } });
    }
  };
  const head = await store.head();
  await order(await findAll(deps, chatMessages, { index: "byState", where: { state: WAITING } }));
  const follower = store.follow(
    head,
    async (batch) => {
      const changed = await store.getMany(chatMessages, writtenIds(batch, chatMessages));
      await order(changed.filter(({ state }) => state === "queued"));
    },
    { name: "chats" },
  );
  deps.onStop(() => follower.stop());
}
