import type { Chat } from "@warmline/shared/chats/model.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import type { Instant } from "@warmline/shared/kernel/time.ts";
import type { Notice, NoticeHindrance } from "@warmline/shared/notices/model.ts";
import type { Config } from "../../config.ts";
import type { Deps } from "../../platform/deps.ts";
import { whyNotTo } from "../chats/index.ts";
import { missingFor } from "../sms/index.ts";
import { boundChats } from "./bound-chats.ts";
import { mobileOf } from "./mobile.ts";

/** How a household is told: in a chat of theirs where one is open, else by text message. */
export interface WayTo {
  readonly to: Pick<Notice, "chatId" | "phone">;
  readonly way: "chat" | "sms" | null;
  /** Of one that is told by no way. */
  readonly why?: NoticeHindrance;
}

/**
 * 送达方式 of some households as they are at the moment, held against nothing: what is open then is
 * looked up anew when a notice is sent.
 */
export async function waysTo(
  store: Pick<Deps["store"], "find">,
  config: Config,
  households: readonly Household[],
  at: Instant,
): Promise<Map<string, WayTo>> {
  const bound = await boundChats(
    { store },
    households.map(({ id }) => id),
  );
  const ways = households.map((one) => {
    return [one.id, wayOf(config, one, bound.get(one.id) ?? [], at)] as const;
  });
  return new Map(ways);
}

function wayOf(config: Config, household: Household, chats: readonly Chat[], at: Instant): WayTo {
  const chat = chats.find((one) => whyNotTo(config, one, at) === null);
  const phone = mobileOf(household);
  const to = {
    ...(chat === undefined ? {} : { chatId: chat.id }),
    ...(phone === undefined ? {} : { phone }),
  };
  if (chat !== undefined) return { to, way: "chat" };
  if (phone === undefined) return { to, way: null, why: "no-mobile" };
  return missingFor(config) === null
    ? { to, way: "sms" }
    : { to, way: null, why: "sms-not-set-up" };
}
