import { permits } from "@warmline/shared/access/permission.ts";
import { cannedAnswers, type CannedAnswer } from "@warmline/shared/chatdesk/canned.ts";
import { answersView } from "@warmline/shared/chatdesk/live.ts";
import { chatdeskPermissions } from "@warmline/shared/chatdesk/permissions.ts";
import type { AnswerRow } from "@warmline/shared/chatdesk/rows.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";
import { answerRowOf, readAnswers } from "./answer-commands.ts";

const ROOM = "canned-answers";

/** For everybody who may write to residents: they name nobody. */
export function answerViews({ store }: Pick<Deps, "store">): LiveView[] {
  const view: LiveView<object, AnswerRow> = {
    view: answersView,
    collections: [cannedAnswers.name],
    join: async (actor) =>
      permits(actor, chatdeskPermissions.read) ? { ok: true, room: ROOM } : refuse("forbidden"),
    snapshot: async () => (await readAnswers(store)).map(answerRowOf),
    async changed(_, document) {
      const row = answerRowOf(document as CannedAnswer);
      return [{ room: ROOM, id: row.id, rev: row.rev, row }];
    },
  };
  return [serveView(view)];
}
