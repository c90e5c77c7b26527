import { agents } from "@warmline/shared/acd/model.ts";
import { deskChats } from "@warmline/shared/chatdesk/model.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import type { Deps } from "../../platform/deps.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { watchQueue } from "../acd/index.ts";
import { distribute } from "./distribute.ts";
import { isAttended } from "./queue.ts";
import { passOn } from "./queue-commands.ts";
import { unservedCommand } from "./unserved-command.ts";

/** What the queue of chats does by itself stands in the trail under this name. */
const DISPATCHER: Caller = {
  actor: { kind: "system", id: "chatdesk", name: "会话分配" },
  origin: "chatdesk",
  language: "zh",
};

/**
 * Passes on what was offered too long, then offers to whoever is free, then lets those go for whom
 * nobody is there any more.
 */
export async function sweepChats(deps: Deps): Promise<void> {
  const now = deps.clock.now();
  const offered = await findAll(deps, deskChats, of("offered"));
  for (const { id, offeredUntil } of offered) {
    if ((offeredUntil ?? now) <= now) await runCommand(deps, DISPATCHER, passOn, { id });
  }
  await runCommand(deps, DISPATCHER, distribute, {});
  for (const chat of await findAll(deps, deskChats, of("waiting"))) {
    if (await isAttended({ unguarded: deps.store }, chat)) continue;
    await runCommand(deps, DISPATCHER, unservedCommand(deps.config), { id: chat.id });
  }
}

function of(state: "offered" | "waiting") {
  return { index: "byState", where: { state } };
}

/** As of calls: see `watchQueue`. */
export function followChats(deps: Deps): Promise<void> {
  return watchQueue(deps, {
    name: "chatdesk",
    of: [agents.name, deskChats.name],
    sweep: () => sweepChats(deps),
    isBusy: () => isBusy(deps),
  });
}

/** Whether anything waits or is offered: time alone may change what becomes of it. */
async function isBusy({ store }: Pick<Deps, "store">): Promise<boolean> {
  const [first] = await store.find(deskChats, {
    index: "byState",
    where: { state: ["waiting", "offered"] },
    limit: 1,
  });
  return first !== undefined;
}
