import { permits } from "@warmline/shared/access/permission.ts";
import { within } from "@warmline/shared/access/scope.ts";
import { cases } from "@warmline/shared/cases/model.ts";
import { refuse } from "@warmline/shared/kernel/result.ts";
import { smsView } from "@warmline/shared/sms/live.ts";
import { smsMessages, type SmsMessage } from "@warmline/shared/sms/model.ts";
import { smsPermissions } from "@warmline/shared/sms/permissions.ts";
import { smsRowOf, type SmsRow } from "@warmline/shared/sms/rows.ts";
import type { Deps } from "../../platform/deps.ts";
import { serveView, type LiveView } from "../../platform/realtime/view.ts";

/** More were never sent about one case. */
const SHOWN_MAX = 50;

export function smsViews(deps: Deps): LiveView[] {
  return [serveView(serveSms(deps))];
}

function roomOf(caseId: string): string {
  return `sms/${caseId}`;
}

function serveSms({ store }: Pick<Deps, "store">): LiveView<{ caseId: string }, SmsRow> {
  return {
    view: smsView,
    collections: [smsMessages.name],
    async join(actor, { caseId }) {
      if (!permits(actor, smsPermissions.send)) return refuse("forbidden");
      const caseRecord = await store.get(cases, caseId);
      if (caseRecord === null) return refuse("not-found");
      const { branchId } = caseRecord;
      return within(actor, { branchId })
        ? { ok: true, room: roomOf(caseId) }
        : refuse("out-of-scope");
    },
    async snapshot(room) {
      const where = { caseId: room.slice(roomOf("").length) };
      const newest = { order: "descending", limit: SHOWN_MAX } as const;
      const found = await store.find(smsMessages, { index: "byCase", where, ...newest });
      return found.map(smsRowOf);
    },
    async changed(_, document) {
      const message = document as SmsMessage;
      const { id, rev, caseId } = message;
      if (caseId === undefined) return [];
      return [{ room: roomOf(caseId), id, rev, row: smsRowOf(message) }];
    },
  };
}
