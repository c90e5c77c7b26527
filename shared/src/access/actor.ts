/** 岗位. What each may do is in permissions.ts. */
export const ROLES = [
  "agent", // 座席
  "supervisor", // 班长
  "dispatcher", // 调度员
  "field-worker", // 外勤
  "cashier", // 收费员
  "hall-manager", // 大厅经理
  "finance", // 财务
  "auditor", // 稽核
  "administrator", // 管理员
] as const;
export type Role = (typeof ROLES)[number];

/** 范围: where a person's roles hold. A hall or branch sees only what is its own. */
export type Scope =
  | { readonly kind: "city" }
  | { readonly kind: "branch"; readonly branchId: string }
  | { readonly kind: "hall"; readonly hallId: string };

export interface StaffActor {
  readonly kind: "staff";
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly scope: Scope;
}

/** A paired kiosk (自助机) or television (叫号屏). */
export interface DeviceActor {
  readonly kind: "kiosk" | "tv";
  readonly id: string;
  readonly name: string;
  readonly hallId: string;
}

/**
 * A channel (渠道) through which the outside calls by signed webhooks, such as a telephone line or a
 * bank: the channel itself, not the person who phones. Made only once a signature was checked.
 */
export interface ChannelActor {
  readonly kind: "channel";
  /** `twilio`, `wechat`. */
  readonly id: string;
  readonly name: string;
}

/** The system itself (carry-forward, demo city, timers); never made from a request. */
export interface SystemActor {
  readonly kind: "system";
  readonly id: string;
  readonly name: string;
}

/** Whoever calls an endpoint that needs no sign-in; made only from requests, and may nothing. */
export interface PublicActor {
  readonly kind: "public";
  readonly id: string;
  readonly name: string;
}

export type Actor = StaffActor | DeviceActor | ChannelActor | PublicActor | SystemActor;
