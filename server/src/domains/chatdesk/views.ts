import type { Actor } from "@warmline/shared/access/actor.ts";
import { permits } from "@warmline/shared/access/permission.ts";
import { mayHave, overflowOf } from "@warmline/shared/acd/overflow.ts";
import { chatdeskView } from "@warmline/shared/chatdesk/live.ts";
import { CHATS_NOT_OVER, deskChats, type DeskChat } from "@warmline/shared/chatdesk/model.ts";
import { chatdeskPermissions } from "@warmline/shared/chatdesk/permissions.ts";
import type { DeskChatRow } from "@warmline/shared/chatdesk/rows.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { findAll } from "../../platform/stores/find-pages.ts";
import { deskChatRowOf } from "./rows.ts";

const CITY = "chatdesk/city";
const BRANCH = "chatdesk/branch/";

/** Who serves the whole city sees all, who serves one branch those that they may have. */
export function chatdeskViews({ store }: Pick<Deps, "store">): LiveView[] {
  /** The rooms that somebody looks from. */
  async function rooms(watches: (room: string) => boolean): Promise<string[]> {
    const where = { kind: "branch" } as const;
    const branches = await findAll({ store }, orgNodes, { index: "byKind", where });
    return [CITY, ...branches.map(({ id }) => `${BRANCH}${id}`)].filter(watches);
  }

  const view: LiveView<object, DeskChatRow> = {
    view: chatdeskView,
    collections: [deskChats.name],
    join: async (actor: Actor) =>
      permits(actor, chatdeskPermissions.read)
        ? { ok: true, room: roomOf(actor) }
        : refuse("forbidden"),
    async snapshot(room) {
      const where = { state: CHATS_NOT_OVER };
      const found = await findAll({ store }, deskChats, { index: "byState", where });
      return found.filter((chat) => isShownIn(room, chat)).map(deskChatRowOf);
    },
    async changed(_, document, watches) {
      const chat = document as DeskChat;
      const { id, rev, state } = chat;
      const row = state === "ended" ? null : deskChatRowOf(chat);
      const shown = (await rooms(watches)).filter((room) => isShownIn(room, chat));
      return shown.map((room) => ({ room, id, rev, row }));
    },
  };
  return [serveView(view)];
}

function roomOf(actor: Actor): string {
  const branchId = actor.kind === "staff" ? overflowOf(actor)?.branchId : undefined;
  return branchId === undefined ? CITY : `${BRANCH}${branchId}`;
}

function isShownIn(room: string, chat: DeskChat): boolean {
  const looks = room === CITY ? {} : { overflow: { branchId: room.slice(BRANCH.length) } };
  return mayHave(looks, chat);
}
