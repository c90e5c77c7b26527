import type { DunningMessage } from "@warmline/shared/dunningruns/model.ts";
import { noticeId } from "../notices/index.ts";

/** 通知 of a message: one for each account of a run, however often it is wanted. */
export function noticeIdOf({ runId, accountId }: Pick<DunningMessage, "runId" | "accountId">) {
  return noticeId(`dunning/${runId}`, accountId);
}
