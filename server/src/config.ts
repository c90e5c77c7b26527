import { resolve } from "node:path";
import { z } from "zod";

const flag = z.enum(["true", "false"]).transform((value) => value === "true");
const list = z.string().transform((text) => text.split(",").map((one) => one.trim()));
const count = (initial: number) => z.coerce.number().int().min(1).max(10_000_000).default(initial);

/** The only reader of the environment. Every key has its line in `.env.example`. */
const schema = z.object({
  PROFILE: z.enum(["embedded", "cluster"]).default("embedded"),
  HOST: z.string().default("127.0.0.1"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** As browsers see it, for secure cookies and the origin check; empty: whatever Host says. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** By which codes on notices are signed: the new one, and after a comma those before it. */
  SLIP_SECRET: z
    .string()
    .regex(/^[^\s,]{16,100}(,[^\s,]{16,100})*$/, "16 characters or more, several by commas")
    .transform((text) => text.split(","))
    .optional(),
  /** How many proxies in front may be believed about the client's address. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(5).default(0),
  DATA_DIR: z.string().default("data"),
  /** A demo city when the store is empty, demo log-ins and simulated residents. */
  DEMO: flag.optional(),
  DEMO_HOUSEHOLDS: count(2_000),
  DEMO_SEASONS: z.coerce.number().int().min(1).max(10).default(3),
  /** 区号 of the city, for landlines typed without one; empty: such are refused. */
  AREA_CODE: z
    .string()
    .regex(/^0\d{2,3}$/, "an area code such as 0352")
    .optional(),
  /** 片区不热 is suspected where so many flats of a place are reported cold within so many hours. */
  COLD_CLUSTER_HOURS: count(4),
  COLD_CLUSTER_UNIT: count(3),
  COLD_CLUSTER_BUILDING: count(5),
  COLD_CLUSTER_STATION: count(12),
  /** The telephone: without an account there is none, but for the demo's simulated carrier. */
  TWILIO_ACCOUNT_SID: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, "an account such as AC0123…")
    .optional(),
  /** The new one, and after a comma the old one while it is exchanged. */
  TWILIO_AUTH_TOKEN: list.optional(),
  /** E.164 of the hotline's numbers, by commas; empty: every number of the account. */
  TWILIO_NUMBERS: list.default([]),
  /** By which agents' browsers talk: an API key, its secret, and the application of their calls. */
  TWILIO_API_KEY: z
    .string()
    .regex(/^SK[0-9a-f]{32}$/, "a key such as SK0123…")
    .optional(),
  TWILIO_API_SECRET: z.string().min(16).max(100).optional(),
  TWILIO_VOICE_APP: z
    .string()
    .regex(/^AP[0-9a-f]{32}$/, "an application such as AP0123…")
    .optional(),
  /** 公众号: the app, its secret, the token of its webhook, and the key of AES mode, if that is on. */
  WECHAT_APP_ID: z
    .string()
    .regex(/^wx[0-9a-f]{16}$/, "an app id such as wx0123…")
    .optional(),
  WECHAT_APP_SECRET: z.string().min(16).max(100).optional(),
  WECHAT_TOKEN: z.string().min(3).max(100).optional(),
  WECHAT_AES_KEY: z
    .string()
    .regex(/^[0-9A-Za-z+/]{43}$/, "43 letters and digits")
    .optional(),
  /** Where WeChat's interface is, for those who reach it through a gateway. */
  WECHAT_API_URL: z.url({ protocol: /^https?$/ }).default("https://api.weixin.qq.com"),
  /** 微信客服: the corporation, its secret, token and key of the callback, and the accounts. */
  WECHAT_KF_CORP_ID: z
    .string()
    .regex(/^w[wx][0-9a-f]{16}$/, "a corporation such as ww0123…")
    .optional(),
  WECHAT_KF_SECRET: z.string().min(16).max(100).optional(),
  WECHAT_KF_TOKEN: z.string().min(3).max(100).optional(),
  WECHAT_KF_AES_KEY: z
    .string()
    .regex(/^[0-9A-Za-z+/]{43}$/, "43 letters and digits")
    .optional(),
  /** Each an open_kfid, by commas. */
  WECHAT_KF_ACCOUNTS: z
    .string()
    .regex(/^[\w-]{1,64}(,[\w-]{1,64})*$/, "accounts such as wk0123…, by commas")
    .transform((text) => text.split(","))
    .optional(),
  WECHAT_KF_API_URL: z.url({ protocol: /^https?$/ }).default("https://qyapi.weixin.qq.com"),
  /** Gateways of Wechaty's, for trials: a secret that both sides know, and where each listens. */
  WECHATY_SECRET: z.string().min(16).max(100).optional(),
  /** `name=http://…`, by commas. */
  WECHATY_GATEWAYS: z
    .string()
    .regex(/^[\w-]{1,40}=https?:[^,=]+(,[\w-]{1,40}=https?:[^,=]+)*$/, "name=http://…, by commas")
    .transform((text) => new Map(text.split(",").map((one) => one.split("=") as [string, string])))
    .optional(),
  /** After so many days what is personal in a call is removed; docs/decisions.md says why. */
  CALLS_KEPT_DAYS: z.coerce.number().int().min(30).max(3_660).default(1_096),
  MONGO_URL: z.string().startsWith("mongodb").optional(),
  MONGO_DATABASE: z.string().min(1).max(60).default("warmline"),
  REDIS_URL: z.string().startsWith("redis").optional(),
  /** Of the one search index of all nodes; empty: each node keeps an index of its own. */
  ELASTICSEARCH_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(["fatal", "error", "warn", "info", "debug", "silent"]).default("info"),
  /** Requests a minute for one person, device or address. */
  RATE_READ_PER_MINUTE: count(1_200),
  RATE_WRITE_PER_MINUTE: count(240),
  RATE_GUESS_PER_MINUTE: count(20),
  /** Webhooks a minute of one channel, such as the telephone. */
  RATE_CHANNEL_PER_MINUTE: count(6_000),
  /** Refusals of one person, and of strangers at an address, in ten minutes that raise an alarm. */
  ALARM_REFUSALS: count(30),
  ALARM_STRANGERS: count(300),
  /** Addresses from which one person signs in within a day that raise one. */
  ALARM_ADDRESSES: count(4),
  /** Households that one person opens, and that lists show them, in ten minutes that raise one. */
  ALARM_HOUSEHOLDS: count(60),
  ALARM_LISTED: count(1_000),
});

export const CONFIG_KEYS: readonly string[] = Object.keys(schema.shape);

interface Need {
  readonly by: string;
  /** Only where that has this value. */
  readonly is?: string;
  readonly key: string;
}

const NEEDS: readonly Need[] = [
  { by: "PROFILE", is: "cluster", key: "MONGO_URL" },
  { by: "PROFILE", is: "cluster", key: "REDIS_URL" },
  { by: "TWILIO_ACCOUNT_SID", key: "TWILIO_AUTH_TOKEN" },
  { by: "TWILIO_AUTH_TOKEN", key: "TWILIO_ACCOUNT_SID" },
  { by: "TWILIO_API_KEY", key: "TWILIO_ACCOUNT_SID" },
  { by: "TWILIO_API_KEY", key: "TWILIO_API_SECRET" },
  { by: "TWILIO_API_KEY", key: "TWILIO_VOICE_APP" },
  { by: "TWILIO_API_SECRET", key: "TWILIO_API_KEY" },
  { by: "TWILIO_VOICE_APP", key: "TWILIO_API_KEY" },
  { by: "WECHAT_APP_ID", key: "WECHAT_APP_SECRET" },
  { by: "WECHAT_APP_ID", key: "WECHAT_TOKEN" },
  { by: "WECHAT_APP_SECRET", key: "WECHAT_APP_ID" },
  { by: "WECHAT_TOKEN", key: "WECHAT_APP_ID" },
  { by: "WECHAT_AES_KEY", key: "WECHAT_APP_ID" },
  // One after the other in a ring: all of them or none.
  { by: "WECHAT_KF_CORP_ID", key: "WECHAT_KF_SECRET" },
  { by: "WECHAT_KF_SECRET", key: "WECHAT_KF_TOKEN" },
  { by: "WECHAT_KF_TOKEN", key: "WECHAT_KF_AES_KEY" },
  { by: "WECHAT_KF_AES_KEY", key: "WECHAT_KF_ACCOUNTS" },
  { by: "WECHAT_KF_ACCOUNTS", key: "WECHAT_KF_CORP_ID" },
  { by: "WECHATY_SECRET", key: "WECHATY_GATEWAYS" },
  { by: "WECHATY_GATEWAYS", key: "WECHATY_SECRET" },
  // The carrier leads callers to an agent by our public address.
  { by: "TWILIO_API_KEY", key: "PUBLIC_URL" },
];

export type Config = Readonly<
  Omit<z.output<typeof schema>, "DEMO"> & {
    DEMO: boolean;
  }
>;

/** Throws one error that lists every bad key, or answers the frozen configuration. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const parsed = schema.safeParse(given);
  const wrong = (parsed.error?.issues ?? []).map(
    ({ path, message }) => `${String(path[0])}: ${message}`,
  );
  const missing = NEEDS.filter(
    ({ by, is, key }) => (is === undefined || given[by] === is) && given[by] && !given[key],
  ).map(({ by, is, key }) => `${key}: is needed by ${is === undefined ? by : `${by}=${is}`}`);
  if (!parsed.success || missing.length > 0) {
    throw new Error(
      `bad configuration:\n${[...wrong, ...missing].map((line) => `  ${line}\n`).join("")}`,
    );
  }
  const { DEMO, DATA_DIR, ...rest } = parsed.data;
  return Object.freeze({
    ...rest,
    DATA_DIR: resolve(DATA_DIR),
    DEMO: DEMO ?? rest.PROFILE === "embedded",
  });
}
