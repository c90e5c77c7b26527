import { CUSTOMER_SERVICE } from "@warmline/bots/core/capability.ts";
import type { ChatLine } from "../../../domains/chats/index.ts";
import type { Deps } from "../../../platform/deps.ts";
import { serviceAccountOf, serviceApiUrlOf, type ServiceAccount } from "./account.ts";
import { serviceClient, type ServiceClient } from "./rest.ts";

/** WeChat takes 2048. */
const BYTES_MAX = 2_000;

/** 微信客服, as a process reaches it. */
export interface Service {
  readonly account: ServiceAccount;
  readonly client: ServiceClient;
}

type Reaching = Pick<Deps, "config" | "clock">;

/** By the settings that a process runs with: the access token is asked for once. */
const known = new WeakMap<Deps["config"], Service>();

/** Null: there is none. */
export function serviceOf({ config, clock }: Reaching): Service | null {
  const account = serviceAccountOf(config);
  if (account === null) return null;
  const before = known.get(config);
  if (before !== undefined) return before;
  const client = serviceClient({ account, clock, apiUrl: () => serviceApiUrlOf(config) });
  const service = { account, client };
  known.set(config, service);
  return service;
}

/** 客服帐号. */
export function serviceLine({ client }: Pick<Service, "client">, openKfId: string): ChatLine {
  return {
    capability: CUSTOMER_SERVICE,
    bytesMax: BYTES_MAX,
    fetchMedia: (mediaId) => client.fetchMedia(mediaId),
    welcome: (code, text, key) => client.sendWelcome(code, text, key),
    send: (userId, text, key) => client.sendText(openKfId, userId, text, key),
  };
}
