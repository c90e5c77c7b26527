import { later, type Instant } from "../kernel/time.ts";
import { collection, type Stored } from "../store/collection.ts";
import type { Standing } from "./dual-control.ts";

/** What one administrator asks for and another one confirms. */
export const REQUEST_ACTS = ["create", "change", "reactivate", "reset-password"] as const;
export type RequestAct = (typeof REQUEST_ACTS)[number];

/** A long weekend. */
const REQUEST_DAYS = 3;

/** Until when what is asked for now may be confirmed. */
export function requestExpiry(now: Instant): Instant {
  return later(now, REQUEST_DAYS * 86_400_000);
}

/**
 * 权限申请: what exactly would change, and by whom it was asked. It never changes but once, when it
 * is settled, so that its revision says what a confirmer was shown.
 */
export interface RightsRequest extends Stored {
  readonly act: RequestAct;
  readonly state: "pending" | "confirmed" | "declined" | "withdrawn";
  /** Of a newcomer the one that they will have. */
  readonly staffId: string;
  readonly login: string;
  /** Null: a newcomer. */
  readonly from: Standing | null;
  readonly to: Standing;
  /** Of the person as they were when it was asked: whoever is another by now is asked for anew. */
  readonly personHash: string | null;
  /**
   * 密码分持: a one-time password of which the one who asks was shown the first half, so that no
   * administrator knows it alone. Gone once the request is settled.
   */
  readonly oneTime?: SplitOneTime;
  readonly askedById: string;
  readonly askedByName: string;
  readonly askedAt: Instant;
  readonly expiresAt: Instant;
  readonly reason: string;
}

export interface SplitOneTime {
  /** Of the whole. */
  readonly passwordHash: string;
  /** For the one who confirms; opens nothing by itself. */
  readonly secondHalf: string;
}

export const rightsRequests = collection<RightsRequest>("rightsRequests", {
  indexes: { byState: ["state", "expiresAt"] },
});

export function isPending(request: Pick<RightsRequest, "state" | "expiresAt">, now: Instant) {
  return request.state === "pending" && now < request.expiresAt;
}
