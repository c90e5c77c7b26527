import type { SystemActor } from "@warmline/shared/access/actor.ts";
import { chatMessages, chats, type Chat, type ChatMessage } from "@warmline/shared/chats/model.ts";
import { withoutText } from "@warmline/shared/chats/outbox.ts";
import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Collection, Stored } from "@warmline/shared/store/collection.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { job } from "../../platform/jobs/job.ts";
import { findAll } from "../../platform/stores/find-pages.ts";

const actor: SystemActor = { kind: "system", id: "chats-expiry", name: "会话到期" };

interface Expiring extends Stored {
  readonly expired: boolean;
  readonly expiresAt: Instant;
}

interface Declared<D extends Stored> {
  readonly name: string;
  readonly of: Collection<D>;
  readonly without: (one: D) => D;
}

/** 到期清除: one that went on meanwhile, or expired already, stays as it is. */
function expiryCommand<D extends Expiring>({ name, of, without }: Declared<D>) {
  return command({
    name,
    scope: "anywhere",
    load: async ({ get }, { id }: { readonly id: string }): Promise<Result<D | null, never>> =>
      ok(await get(of, id)),
    decide(one, _, { at }) {
      const due = one !== null && !one.expired && one.expiresAt <= at;
      if (!due) return ok({ value: false, writes: [], subjects: [] });
      const writes = [replace(of, one, without(one))];
      return ok({ value: true, writes, subjects: [`${of.name}/${one.id}`] });
    },
  });
}

/** It has no refusals. */
export const expireChat = expiryCommand<Chat>({
  name: "chats.expire",
  of: chats,
  without: withoutBindings,
});
/** It has no refusals. */
export const expireMessage = expiryCommand<ChatMessage>({
  name: "chats.expire-message",
  of: chatMessages,
  without: withoutText,
});

function withoutBindings({ conversationId: _conversation, ...chat }: Chat): Chat {
  return { ...chat, bindings: [], grants: {}, expired: true };
}

/** Begun twice it does no harm: each is a commit that finds it due. */
export const expireJob = job({
  name: "chats.expire",
  repeat: { everyMs: 600_000 },
  deadlineMs: 300_000,
  backoffMs: 60_000,
  async run(deps, _, { signal, fence }) {
    const late = { index: "byExpiry", where: { expired: false }, to: deps.clock.now() };
    const caller = { actor, origin: "system", language: "zh", signal } as const;
    for (const { id } of await findAll(deps, chatMessages, late)) {
      await runCommand(deps, { ...caller, fence: await fence() }, expireMessage, { id });
    }
    for (const { id } of await findAll(deps, chats, late)) {
      await runCommand(deps, { ...caller, fence: await fence() }, expireChat, { id });
    }
  },
});
