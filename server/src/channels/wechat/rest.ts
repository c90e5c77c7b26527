import type { ChatFailure } from "@warmline/shared/chats/model.ts";
import type { Clock } from "@warmline/shared/kernel/time.ts";
import { ok, refuse, type Result } from "@warmline/shared/kernel/result.ts";
import { sendAnswer, tokenAnswer } from "@warmline/shared/wechat/rest-api.ts";
import type { OfficialAccount } from "./account.ts";

/** What is asked of WeChat's interface. */
export interface OfficialClient {
  /** 客服消息. Not idempotent. Refusals: `quota`, and why it will never be taken. */
  sendText(
    userId: string,
    text: string,
  ): Promise<Result<null, Exclude<ChatFailure, "unreached"> | "quota">>;
}

export interface OfficialClientOptions {
  readonly account: Pick<OfficialAccount, "appId" | "secret">;
  /** Without a slash at its end; null: it is not there now. */
  apiUrl(): string | null;
  readonly clock: Clock;
}

/** A message may be claimed again once that is over, see CLAIM_MS. */
const TIMEOUT_MS = 8_000;
/** Before it ends, so that none ends on its way. */
const TOKEN_SPARE_MS = 120_000;

const TOKEN_WRONG: ReadonlySet<number> = new Set([40001, 40014, 42001]);
/** 45015: they did nothing for 48 h; 45047: as many as may be were sent. */
const QUOTA: ReadonlySet<number> = new Set([45015, 45047]);
/** 40003: nobody has that openid; 43004: they do not follow; 48002: they take none. */
const GONE: ReadonlySet<number> = new Set([40003, 43004, 48002]);
/** -1: busy; 45009, 45011: too often for now; 50002: stopped for now. */
const LATER: ReadonlySet<number> = new Set([-1, 45009, 45011, 50002]);

export function officialClient({ account, apiUrl, clock }: OfficialClientOptions): OfficialClient {
  let known: { readonly token: string; readonly until: number } | null = null;

  async function post(path: string, body: object): Promise<unknown> {
    const url = apiUrl();
    if (url === null) throw new Error("WeChat cannot be reached");
    const response = await fetch(url + path, {
      method: "POST",
      signal: AbortSignal.timeout(TIMEOUT_MS),
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`WeChat answered ${response.status}`);
    return response.json();
  }

  /** The stable one: several nodes ask for it, and none makes that of another void. */
  async function accessToken(): Promise<string> {
    if (known !== null && known.until > clock.now()) return known.token;
    const asked = { grant_type: "client_credential", appid: account.appId, secret: account.secret };
    const answer = tokenAnswer.safeParse(await post("/cgi-bin/stable_token", asked));
    // What it answered may hold what was asked: it is not told on.
    if (!answer.success) throw new Error("WeChat gave no access token");
    const { access_token: token, expires_in: seconds } = answer.data;
    known = { token, until: clock.now() + seconds * 1_000 - TOKEN_SPARE_MS };
    return token;
  }

  async function send(userId: string, text: string) {
    const token = encodeURIComponent(await accessToken());
    const body = { touser: userId, msgtype: "text", text: { content: text } };
    return sendAnswer.parse(await post(`/cgi-bin/message/custom/send?access_token=${token}`, body));
  }

  return {
    async sendText(userId, text) {
      let answer = await send(userId, text);
      if (TOKEN_WRONG.has(answer.errcode)) {
        known = null;
        answer = await send(userId, text);
      }
      const { errcode: code } = answer;
      if (code === 0) return ok(null);
      if (QUOTA.has(code)) return refuse("quota", { code });
      if (GONE.has(code)) return refuse("gone", { code });
      if (LATER.has(code) || TOKEN_WRONG.has(code)) throw new Error(`WeChat answered ${code}`);
      return refuse("refused", { code });
    },
  };
}
