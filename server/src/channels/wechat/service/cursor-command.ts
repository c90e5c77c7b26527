import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { put } from "@warmline/shared/store/write.ts";
import { serviceCursors, type ServiceCursor } from "@warmline/shared/wechat/model.ts";
import { command } from "../../../platform/commands/command.ts";

interface Move {
  readonly openKfId: string;
  /** Empty: there was none. */
  readonly from: string;
  readonly to: string;
}

/**
 * Moves on once what is before it was heard; where another process has moved it, it stays. It has
 * no refusals.
 */
export const moveCursor = command({
  name: "wechat.move-cursor",
  scope: "anywhere",
  load: async ({ get }, { openKfId }: Move): Promise<Result<ServiceCursor | null, never>> =>
    ok(await get(serviceCursors, openKfId)),
  decide(known, { openKfId, from, to }) {
    if ((known?.cursor ?? "") !== from) return ok({ value: null, writes: [], subjects: [] });
    return ok({
      value: null,
      writes: [put(serviceCursors, known, { id: openKfId, cursor: to })],
      subjects: [`${serviceCursors.name}/${openKfId}`],
    });
  },
});
