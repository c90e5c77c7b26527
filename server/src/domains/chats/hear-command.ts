import { write } from "@warmline/bots/say/render.ts";
import { BOUND_MS, chatIdOf, chats, type Chat } from "@warmline/shared/chats/model.ts";
import { granted, type Deed } from "@warmline/shared/chats/quota.ts";
import { ok } from "@warmline/shared/kernel/result.ts";
import { later, type Instant } from "@warmline/shared/kernel/time.ts";
import type { Body } from "@warmline/shared/store/collection.ts";
import { put } from "@warmline/shared/store/write.ts";
import { command, type Command } from "../../platform/commands/command.ts";
import { decideTurn, type TurnAnswer, type TurnCode } from "../conversations/index.ts";
import { atDeskSubjects, atDeskWrites } from "./at-desk.ts";
import { boundBy, mutedBy } from "./bindings.ts";
import { loadHeard, type Heard, type LoadedHeard, type OfAccount } from "./heard.ts";
import { mediaWrites } from "./media-writes.ts";
import { outgoing } from "./outgoing.ts";

export type { ChatEvent } from "./heard.ts";

export type Shown = Pick<TurnAnswer, "shown">;

/**
 * One turn of a chat: what was said, what came of it, and what is on its way to them, in one
 * commit. Under the platform's id as its key, so that whatever comes again changes nothing.
 * Refusals: those of a turn.
 */
export function hearCommand({
  account,
  line,
}: OfAccount): Command<Heard, LoadedHeard, Shown, TurnCode> {
  return command({
    name: "chats.hear",
    scope: "anywhere",
    mutex: ({ userId }: Heard) => `chats/${chatIdOf(account, userId)}`,
    load: (reads, heard: Heard, moment) => loadHeard(reads, { account, line }, heard, moment),
    decide(loaded, heard, moment) {
      const { chat, turn } = loaded;
      const { userId, event } = heard;
      const { at } = moment;
      const nothing = event.kind === "other" || (event.kind === "entered" && turn === null);
      if (nothing) return ok({ value: { shown: [] }, writes: [], subjects: [] });
      const before = chat ?? newChat(account, userId, at);
      const turned = turn === null ? null : decideTurn(turn, moment);
      if (turned?.ok === false) return turned;
      const answer = turned?.value.value ?? null;
      const conversationId = answer?.conversationId ?? loaded.served?.id ?? null;
      const told = outgoing(
        answer === null ? before : after(before, answer, at),
        {
          conversationId,
          lines: answer?.replies.map((reply) => write(answer.language, reply)) ?? [],
          bytesMax: line.bytesMax,
          opening: event.kind === "entered" ? event.opening : undefined,
        },
        moment,
      );
      const next = {
        ...told.chat,
        followed: event.kind !== "left",
        grants: granted(before.grants, deedOf(event), line.capability.quota ?? null, at),
        lastAt: at,
        expiresAt: later(at, BOUND_MS),
        expired: false,
      };
      return ok({
        value: { shown: answer?.shown ?? [] },
        writes: [
          put(chats, chat, next),
          ...told.writes,
          ...mediaWrites(
            event,
            { chatId: before.id, turnId: heard.turnId, line, conversationId },
            moment,
          ),
          ...(turned?.value.writes ?? []),
          ...atDeskWrites(loaded, { heard, answer, chatId: before.id }, moment),
        ],
        subjects: [
          `${chats.name}/${before.id}`,
          ...(turned?.value.subjects ?? []),
          ...atDeskSubjects(loaded),
        ],
        release: turned?.value.release,
      });
    },
  });
}

function after(chat: Body<Chat>, answer: TurnAnswer, at: Instant): Body<Chat> {
  const { conversationId: _before, ...rest } = chat;
  const over = answer.intents.some(({ kind }) => kind === "end");
  return {
    ...rest,
    ...boundBy(chat.bindings, answer.intents, at),
    ...mutedBy(chat.muted ?? [], answer.intents),
    language: answer.language,
    ...(over ? {} : { conversationId: answer.conversationId }),
  };
}

function newChat(account: string, userId: string, at: Instant): Body<Chat> {
  return {
    id: chatIdOf(account, userId),
    account,
    userId,
    bindings: [],
    language: "zh",
    followed: true,
    lastAt: at,
    grants: {},
    messageCount: 0,
    expiresAt: later(at, BOUND_MS),
    expired: false,
  };
}

function deedOf(event: Heard["event"]): Deed {
  if (event.kind === "media") return "word";
  return event.kind === "said" ? event.deed : "click";
}
