import { TYPING_EVERY_MS } from "@warmline/shared/chatdesk/api.ts";
import { atDesk, type NotHere } from "@warmline/shared/chatdesk/rules.ts";
import { chats } from "@warmline/shared/chats/model.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { guardedReads } from "../../platform/commands/guarded-reads.ts";
import type { Deps } from "../../platform/deps.ts";
import { chatLineOf } from "../chats/index.ts";
import { loadOwn } from "./agent-commands.ts";

const DONE = { done: true } as const;

/** When each chat was last told, of this process: those that are long ago are forgotten. */
const toldAt = new WeakMap<Deps["config"], Map<string, number>>();
const REMEMBERED_MAX = 1_000;

/**
 * 正在输入: shown to whoever an agent writes to, for some seconds. No command: nothing is kept, and
 * a platform that does not take it keeps nobody from writing. Refusals, in this order:
 * `chat-unknown`, `chat-over`, `chat-elsewhere`.
 */
export async function tellTyping(
  { store, config, clock, log }: Pick<Deps, "store" | "config" | "clock" | "log">,
  { actor }: Pick<Caller, "actor">,
  { id }: { readonly id: string },
): Promise<Result<typeof DONE, NotHere | "chat-unknown">> {
  const own = await loadOwn(guardedReads(store), id, { actor });
  if (!own.ok) return own;
  const { chat, agent } = own.value;
  const here = atDesk(chat, agent, "served");
  if (!here.ok) return here;
  const window = await store.get(chats, chat.chatId ?? "");
  const line = window === null ? null : chatLineOf(config, window);
  if (window === null || line?.typing === undefined) return ok(DONE);
  if (!isDue(config, window.id, clock.now())) return ok(DONE);
  await line.typing(window.userId).catch((error: unknown) => {
    log.debug({ error, id }, "that somebody is writing was not shown");
  });
  return ok(DONE);
}

function isDue(config: Deps["config"], chatId: string, now: number): boolean {
  const known = toldAt.get(config) ?? new Map<string, number>();
  toldAt.set(config, known);
  if (now - (known.get(chatId) ?? 0) < TYPING_EVERY_MS) return false;
  known.delete(chatId);
  known.set(chatId, now);
  const [oldest] = known.keys();
  if (known.size > REMEMBERED_MAX && oldest !== undefined) known.delete(oldest);
  return true;
}
