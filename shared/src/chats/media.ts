import type { Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";

export const MEDIA_KINDS = ["picture", "voice"] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** What somebody sent, as the platform keeps it for us. */
export interface SentMedia {
  readonly id: string;
  readonly kind: MediaKind;
}

/** 图片和语音: what somebody sent in a chat, from its message until it hangs on a case. */
export interface ChatMedia extends Stored {
  readonly chatId: string;
  readonly conversationId: string;
  readonly turnId: string;
  readonly kind: MediaKind;
  /** The platform's; empty once it has expired. */
  readonly mediaId: string;
  /** `waiting` to be fetched, `kept` by us, `attached` to a case; `lost`: they were told so. */
  readonly state: (typeof MEDIA_STATES)[number];
  readonly at: Instant;
  readonly fileId?: string;
  readonly caseId?: string;
  /** Why it was lost: a refusal of files or cases, or the platform's. */
  readonly failure?: string;
  readonly expiresAt: Instant;
  readonly expired: boolean;
}

export const MEDIA_STATES = ["waiting", "kept", "attached", "lost"] as const;

export const chatMedia = collection<ChatMedia>("chatMedia", {
  indexes: {
    byState: ["state", "at"],
    byConversation: ["conversationId", "state", "at"],
    byExpiry: ["expired", "expiresAt"],
  },
});

/** As long as a platform keeps it for us: afterwards there is nothing to fetch any more. */
export const MEDIA_KEPT_MS = 3 * 86_400_000;

/** 到期清除: that something was sent stays, and on which case it is. */
export function withoutMediaId(media: ChatMedia): ChatMedia {
  return { ...media, mediaId: "", expired: true };
}
