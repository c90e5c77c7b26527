import { randomBytes } from "node:crypto";
import type { Config } from "../../config.ts";

/** 公众号. */
export interface OfficialAccount {
  readonly appId: string;
  readonly secret: string;
  /** 令牌: by which what WeChat tells is signed. */
  readonly token: string;
  /** 消息加解密密钥: 32 bytes; null: plain mode. */
  readonly aesKey: Uint8Array | null;
}

type Settings = Pick<
  Config,
  "DEMO" | "WECHAT_APP_ID" | "WECHAT_APP_SECRET" | "WECHAT_TOKEN" | "WECHAT_AES_KEY"
>;

/** WeChat's own, or in a demo the simulated one. Null: there is none. */
export function officialAccountOf(config: Settings): OfficialAccount | null {
  const { WECHAT_APP_ID: appId, WECHAT_APP_SECRET: secret, WECHAT_TOKEN: token } = config;
  if (appId === undefined || secret === undefined || token === undefined) {
    return simulatedOfficial(config);
  }
  const key = config.WECHAT_AES_KEY;
  return { appId, secret, token, aesKey: key === undefined ? null : aesKeyOf(key) };
}

/** As it stands in the account's settings: base64 without its end. */
export function aesKeyOf(text: string): Uint8Array {
  return Buffer.from(`${text}=`, "base64");
}

/** As chats know it. */
export function accountName({ appId }: Pick<OfficialAccount, "appId">): string {
  return `official:${appId}`;
}

/** By the settings that a process runs with: secrets are made at its start and never leave it. */
const simulated = new WeakMap<Settings, OfficialAccount>();

/** Null: this is no demo, or its account is a real one. */
export function simulatedOfficial(config: Settings): OfficialAccount | null {
  if (!config.DEMO || config.WECHAT_APP_ID !== undefined) return null;
  const known = simulated.get(config);
  if (known !== undefined) return known;
  const secretWord = () => randomBytes(24).toString("base64url");
  const account = {
    appId: `wx${"0".repeat(16)}`,
    secret: secretWord(),
    token: secretWord(),
    aesKey: randomBytes(32),
  };
  simulated.set(config, account);
  return account;
}

/** Of the simulated account: where its interface listens. */
const reached = new WeakMap<Settings, string>();

/** The simulator says where it is, once it listens. */
export function reachSimulatedOfficial(config: Settings, url: string): void {
  reached.set(config, url);
}

/** Where WeChat's interface is. Null: the simulated one does not listen. */
export function apiUrlOf(config: Settings & Pick<Config, "WECHAT_API_URL">): string | null {
  if (simulatedOfficial(config) !== null) return reached.get(config) ?? null;
  return config.WECHAT_API_URL.replace(/\/+$/, "");
}
