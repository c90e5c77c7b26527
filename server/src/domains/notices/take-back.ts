import { notices, type Notice } from "@warmline/shared/notices/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import { smsMessages, type SmsMessage } from "@warmline/shared/sms/model.ts";
import { replace, type Write } from "@warmline/shared/store/write.ts";
import type { Reads } from "../../platform/commands/guarded-reads.ts";
import { withdrawSmsWrites } from "../sms/index.ts";

/** A notice with the text message that it was handed to, if any. */
interface TakingBack {
  readonly notice: Notice;
  readonly sms: SmsMessage | null;
}

/** Of these the notices that are not over. */
export async function readTakeBack(
  { get, getMany }: Pick<Reads, "get" | "getMany">,
  ids: readonly string[],
): Promise<Map<string, TakingBack>> {
  const found = await getMany(notices, ids);
  const open = found.filter(({ state }) => state === "due" || state === "handed");
  const all = open.map(async (notice) => {
    const { channel, messageId = "" } = notice;
    const sms = channel === "sms" ? await get(smsMessages, messageId) : null;
    return [notice.id, { notice, sms }] as const;
  });
  return new Map(await Promise.all(all));
}

/**
 * 撤回通知: what it says holds no more. Null: it is with a chat's platform or the carrier, or about to
 * be, and nobody can take it back.
 */
export function takeBackWrites({ notice, sms }: TakingBack, at: Instant): Write[] | null {
  const dropped = replace(notices, notice, { ...notice, state: "dropped", since: at });
  if (notice.state === "due") return [dropped];
  const withdrawn = sms === null ? null : withdrawSmsWrites(sms, at);
  return withdrawn === null ? null : [...withdrawn, dropped];
}
