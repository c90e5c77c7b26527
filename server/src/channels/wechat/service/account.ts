import { randomBytes } from "node:crypto";
import type { Config } from "../../../config.ts";
import { aesKeyOf } from "../account.ts";

/** 微信客服 of one corporation. */
export interface ServiceAccount {
  readonly corpId: string;
  readonly secret: string;
  /** By which its callback is signed. */
  readonly token: string;
  readonly aesKey: Uint8Array;
  /** 客服帐号: each an open_kfid. */
  readonly openKfIds: readonly string[];
}

type Settings = Pick<
  Config,
  | "DEMO"
  | "WECHAT_KF_CORP_ID"
  | "WECHAT_KF_SECRET"
  | "WECHAT_KF_TOKEN"
  | "WECHAT_KF_AES_KEY"
  | "WECHAT_KF_ACCOUNTS"
>;

/** The corporation's own, or in a demo the simulated one. Null: there is none. */
export function serviceAccountOf(config: Settings): ServiceAccount | null {
  const { WECHAT_KF_CORP_ID: corpId, WECHAT_KF_SECRET: secret, WECHAT_KF_TOKEN: token } = config;
  const { WECHAT_KF_AES_KEY: key, WECHAT_KF_ACCOUNTS: openKfIds } = config;
  if (!corpId || !secret || !token || !key || !openKfIds) return simulatedService(config);
  return { corpId, secret, token, aesKey: aesKeyOf(key), openKfIds };
}

/** As chats know it. */
export function serviceName(openKfId: string): string {
  return `kf:${openKfId}`;
}

/** By the settings that a process runs with: secrets are made at its start and never leave it. */
const simulated = new WeakMap<Settings, ServiceAccount>();

/** Null: this is no demo, or its corporation is a real one. */
export function simulatedService(config: Settings): ServiceAccount | null {
  if (!config.DEMO || config.WECHAT_KF_CORP_ID !== undefined) return null;
  const known = simulated.get(config);
  if (known !== undefined) return known;
  const secretWord = () => randomBytes(24).toString("base64url");
  const account = {
    corpId: `ww${"0".repeat(16)}`,
    secret: secretWord(),
    token: secretWord(),
    aesKey: randomBytes(32),
    openKfIds: ["wk-warmline"],
  };
  simulated.set(config, account);
  return account;
}

/** Of the simulated one: where its interface listens. */
const reached = new WeakMap<Settings, string>();

/** The simulator says where it is, once it listens. */
export function reachSimulatedService(config: Settings, url: string): void {
  reached.set(config, url);
}

/** Where the interface of 企业微信 is. Null: the simulated one does not listen. */
export function serviceApiUrlOf(
  config: Settings & Pick<Config, "WECHAT_KF_API_URL">,
): string | null {
  if (simulatedService(config) !== null) return reached.get(config) ?? null;
  return config.WECHAT_KF_API_URL.replace(/\/+$/, "");
}
