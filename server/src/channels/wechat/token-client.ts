import type { Clock } from "@warmline/shared/kernel/time.ts";
import { doneAnswer, tokenAnswer } from "@warmline/shared/wechat/rest-api.ts";
import { bytesOf } from "./bytes-of.ts";

/** What is asked of an interface of WeChat's that wants an access token. */
export interface TokenClient {
  /**
   * The body that was answered, whatever its code. Throws where the platform is not there, too busy
   * or takes no token of ours.
   */
  post(path: string, body: object): Promise<unknown>;
  /** The bytes, else the platform's code; null: more than `bytesMax`. Throws as `post` does. */
  get(
    path: string,
    query: Readonly<Record<string, string>>,
    bytesMax: number,
  ): Promise<Uint8Array | number | null>;
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

  async function reach(path: string, sent: RequestInit): Promise<Response> {
    const url = apiUrl();
    if (url === null) throw new Error("WeChat cannot be reached");
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url + path, { ...sent, signal });
    if (!response.ok) throw new Error(`WeChat answered ${response.status}`);
    return response;
  }

  async function ask(path: string, body?: object): Promise<unknown> {
    const sent = {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    };
    return (await reach(path, body === undefined ? {} : sent)).json();
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

  /** With a token of ours, and once more with a new one where it takes that no longer. */
  async function tried<T>(once: (token: string) => Promise<Coded<T>>): Promise<Coded<T>> {
    let said = await once(await accessToken());
    if (TOKEN_WRONG.has(said.code)) {
      known = null;
      said = await once(await accessToken());
    }
    const { code } = said;
    if (LATER.has(code) || TOKEN_WRONG.has(code)) throw new Error(`WeChat answered ${code}`);
    return said;
  }

  return {
    async post(path, body) {
      const { answer } = await tried(async (token) => {
        const said = await ask(`${path}?access_token=${encodeURIComponent(token)}`, body);
        return { answer: said, code: doneAnswer.parse(said).errcode };
      });
      return answer;
    },
    async get(path, query, bytesMax) {
      const { answer, code } = await tried(async (token) => {
        const search = new URLSearchParams({ access_token: token, ...query });
        const response = await reach(`${path}?${search.toString()}`, {});
        const told = /json|text/.test(response.headers.get("content-type") ?? "");
        return told
          ? { answer: null, code: doneAnswer.parse(await response.json()).errcode }
          : { answer: await bytesOf(response, bytesMax), code: 0 };
      });
      return code === 0 ? answer : code;
    },
  };
}

interface Coded<T> {
  readonly answer: T;
  readonly code: number;
}
