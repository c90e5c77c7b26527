import type { Intent } from "@warmline/bots/core/event.ts";
import type { Binding, Chat } from "@warmline/shared/chats/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";

/** 绑定, 解绑: what a turn left of the households of a chat. */
export function boundBy(
  bindings: readonly Binding[],
  intents: readonly Intent[],
  at: Instant,
): Required<Pick<Chat, "bindings" | "boundIds">> {
  let bound = bindings;
  for (const intent of intents) {
    if (intent.kind !== "bind" && intent.kind !== "unbind") continue;
    const { householdId } = intent;
    bound = bound.filter((one) => one.householdId !== householdId);
    if (intent.kind === "bind") bound = [...bound, { householdId, at }];
  }
  return { bindings: bound, boundIds: bound.map(({ householdId }) => householdId) };
}

/** 订阅, 退订: of what a turn left unwanted. */
export function mutedBy(
  muted: readonly string[],
  intents: readonly Intent[],
): Required<Pick<Chat, "muted">> {
  let off = muted;
  for (const intent of intents) {
    if (intent.kind !== "notices") continue;
    off = off.filter((topic) => topic !== intent.topic);
    if (!intent.on) off = [...off, intent.topic];
  }
  return { muted: off };
}
