import * as answersApi from "@warmline/shared/chatdesk/answers-api.ts";
import * as api from "@warmline/shared/chatdesk/api.ts";
import { deskChats } from "@warmline/shared/chatdesk/model.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { handle, serve, type Route } from "../../platform/http/serve.ts";
import {
  declineChat,
  seeChat,
  takeChat,
  takeChatBack,
  transferChat,
  type AfterChat,
} from "./agent-commands.ts";
import { addAnswer, changeAnswer, restoreAnswer, retireAnswer } from "./answer-commands.ts";
import { finishCommand } from "./finish-command.ts";
import { linkCase, unlinkCase } from "./link-commands.ts";
import { readChatMedia } from "./read-media.ts";
import { deskChatRowOf } from "./rows.ts";
import { sayCommand } from "./say-command.ts";
import { tellTyping } from "./typing.ts";

export function chatdeskRoutes(deps: Deps): Route[] {
  const chat = {
    async read({ id }: AfterChat) {
      const found = await deps.store.get(deskChats, id);
      return found === null ? refuse("chat-unknown") : ok(deskChatRowOf(found));
    },
  };
  return [
    handle(deps, api.take, takeChat, chat),
    handle(deps, api.decline, declineChat, chat),
    handle(deps, api.transfer, transferChat, chat),
    handle(deps, api.seeChat, seeChat, chat),
    handle(deps, api.say, sayCommand(deps.config), chat),
    handle(deps, api.finish, finishCommand(deps.config), chat),
    handle(deps, api.linkCase, linkCase, chat),
    handle(deps, api.unlinkCase, unlinkCase, chat),
    handle(deps, api.takeBack, takeChatBack, chat),
    serve(api.readMedia, (call) => readChatMedia(deps, call, call.params)),
    serve(api.typing, (call) => tellTyping(deps, call, call.params)),
    handle(deps, answersApi.addAnswer, addAnswer),
    handle(deps, answersApi.changeAnswer, changeAnswer),
    handle(deps, answersApi.retireAnswer, retireAnswer),
    handle(deps, answersApi.restoreAnswer, restoreAnswer),
  ];
}
