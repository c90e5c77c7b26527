import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { deskChats, isInHand, type DeskChat } from "@warmline/shared/chatdesk/model.ts";
import { chatdeskPermissions } from "@warmline/shared/chatdesk/permissions.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import { conversationPermissions } from "@warmline/shared/conversations/permissions.ts";
import type { Store } from "@warmline/shared/store/port.ts";

/**
 * The chat in hand that somebody may look into: whoever has it, and whoever may open what was said
 * in it. Null: none.
 */
export async function chatToLookAt(
  store: Pick<Store, "get">,
  actor: Actor,
  id: string,
): Promise<DeskChat | null> {
  const chat = permits(actor, chatdeskPermissions.serve) ? await store.get(deskChats, id) : null;
  if (chat === null || !isInHand(chat)) return null;
  return chat.agentId === actor.id || (await mayRead(store, actor, id)) ? chat : null;
}

async function mayRead(store: Pick<Store, "get">, actor: Actor, id: string): Promise<boolean> {
  if (!permits(actor, conversationPermissions.read)) return false;
  const { branchId } = (await store.get(conversations, id)) ?? {};
  return within(actor, { branchId });
}
