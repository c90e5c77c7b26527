import { ok, type Result } from "@warmline/shared/kernel/result.ts";
import { notices, type Notice } from "@warmline/shared/notices/model.ts";
import { settled, type Outcome } from "@warmline/shared/notices/rules.ts";
import { replace } from "@warmline/shared/store/write.ts";
import { command } from "../../platform/commands/command.ts";

interface Settling extends Outcome {
  readonly id: string;
}

/**
 * 通知发送结果, of a notice and of those that went along in its message. It has no refusals: what is
 * known already changes nothing.
 */
export const settleCommand = command({
  name: "notices.settle",
  scope: "anywhere",
  async load({ get, getMany }, { id }: Settling): Promise<Result<Notice[], never>> {
    const notice = await get(notices, id);
    if (notice === null) return ok([]);
    return ok([notice, ...(await getMany(notices, notice.carries ?? []))]);
  },
  decide(told, outcome, { at }) {
    const known = told.flatMap((notice) => {
      const next = settled(notice, outcome, at);
      return next === null ? [] : [{ notice, next }];
    });
    return ok({
      value: null,
      writes: known.map(({ notice, next }) => replace(notices, notice, next)),
      subjects: known.map(({ notice: { id } }) => `${notices.name}/${id}`),
    });
  },
});
