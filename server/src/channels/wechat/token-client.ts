import type { Clock } from "@warmline/shared/kernel/time.ts";
import { doneAnswer, tokenAnswer } from "@warmline/shared/wechat/rest-api.ts";

/** What is asked of an interface of WeChat's that wants an access token. */
export interface TokenClient {
  /**
   * The body that was answered, whatever its code. Throws where the platform is not there, too busy
   * or takes no token of ours.
   */
  post(path: string, body: object): Promise<unknown>;
}

export interface TokenClientOptions {
  /** Without a slash at its end; null: it is not there now. */
  apiUrl(): string | null;
  /** How a new access token is asked for. */
  readonly token: { readonly path: string; readonly body?: object };
  readonly clock: Clock;
}

/** A message may be claimed again once that is over, see CLAIM_MS. */
const TIMEOUT_MS = 8_000;
/** Before it ends, so that none ends on its way. */
const TOKEN_SPARE_MS = 120_000;

const TOKEN_WRONG: ReadonlySet<number> = new Set([40001, 40014, 42001]);
/** -1: busy; 45009, 45011, 45033: too often for now; 50002: stopped for now. */
const LATER: ReadonlySet<number> = new Set([-1, 45009, 45011, 45033, 50002]);

export function tokenClient({ apiUrl, token: asked, clock }: TokenClientOptions): TokenClient {
  let known: { readonly token: string; readonly until: number } | null = null;

  async function ask(path: string, body?: object): Promise<unknown> {
    const url = apiUrl();
    if (url === null) throw new Error("WeChat cannot be reached");
    const sent = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url + path, { ...(body === undefined ? {} : sent), signal });
    if (!response.ok) throw new Error(`WeChat answered ${response.status}`);
    return response.json();
  }

  async function accessToken(): Promise<string> {
    if (known !== null && known.until > clock.now()) return known.token;
    const answer = tokenAnswer.safeParse(await ask(asked.path, asked.body));
    // What it answered may hold what was asked: it is not told on.
    if (!answer.success) throw new Error("WeChat gave no access token");
    const { access_token: token, expires_in: seconds } = answer.data;
    known = { token, until: clock.now() + seconds * 1_000 - TOKEN_SPARE_MS };
    return token;
  }

  async function once(path: string, body: object) {
    const token = encodeURIComponent(await accessToken());
    const answer = await ask(`${path}?access_token=${token}`, body);
    return { answer, code: doneAnswer.parse(answer).errcode };
  }

  return {
    async post(path, body) {
      let said = await once(path, body);
      if (TOKEN_WRONG.has(said.code)) {
        known = null;
        said = await once(path, body);
      }
      const { answer, code } = said;
      if (LATER.has(code) || TOKEN_WRONG.has(code)) throw new Error(`WeChat answered ${code}`);
      return answer;
    },
  };
}
