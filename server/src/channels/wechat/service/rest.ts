import type { Clock } from "@warmline/shared/kernel/time.ts";
import { ok, refuse } from "@warmline/shared/kernel/result.ts";
import {
  doneAnswer,
  serviceMessage,
  stateAnswer,
  syncAnswer,
  type ServiceMessage,
} from "@warmline/shared/wechat/rest-api.ts";
import type { ChatLine } from "../../../domains/chats/index.ts";
import { fetchMedia } from "../fetch-media.ts";
import { tokenClient, type TokenClientOptions } from "../token-client.ts";
import type { ServiceAccount } from "./account.ts";

export interface Page {
  readonly messages: readonly ServiceMessage[];
  /** Of those that are none that we can read. */
  readonly unread: number;
  readonly next: string;
  readonly more: boolean;
}

/** What is asked of 企业微信 for 微信客服. */
export interface ServiceClient {
  /** 读取消息 after the cursor, empty: of three days. `token`: of a callback, within ten minutes. */
  pull(openKfId: string, cursor: string, token?: string): Promise<Page>;
  /**
   * 发送消息; the same `key` is shown once. Refusals: `elsewhere`, `quota`, `gone`, `refused`.
   */
  sendText(
    openKfId: string,
    userId: string,
    text: string,
    key: string,
  ): ReturnType<ChatLine["send"]>;
  /** 发送欢迎语等事件响应消息, once for each code. Refusals: those of `sendText`. */
  sendWelcome(code: string, text: string, key: string): ReturnType<ChatLine["send"]>;
  /** 获取临时素材. Refusals: `gone`, `file-too-large`. */
  fetchMedia(mediaId: string): ReturnType<NonNullable<ChatLine["fetchMedia"]>>;
}

export interface ServiceClientOptions extends Pick<TokenClientOptions, "apiUrl"> {
  readonly account: Pick<ServiceAccount, "corpId" | "secret">;
  readonly clock: Clock;
}

/** Of one page; WeChat gives 1000 at most. */
const PAGE = 1_000;

/** 95001: five were sent; 95002: they said nothing for 48 h. */
const QUOTA: ReadonlySet<number> = new Set([95001, 95002]);
/** 40096: nobody has that id; 84061: they are no customer of ours any more. */
const GONE: ReadonlySet<number> = new Set([40096, 84061]);
/** 95013: the talk is over; 95018: in another state by now. */
const ELSEWHERE: ReadonlySet<number> = new Set([95013, 95018]);
/** The token of the callback is over. */
const PULL_TOKEN_WRONG = 95007;

/** 接待状态: 未处理, 智能助手接待; in all others nothing can be sent by the interface. */
const NEW = 0;
const OURS = 1;

export function serviceClient({ account, apiUrl, clock }: ServiceClientOptions): ServiceClient {
  const query = new URLSearchParams({ corpid: account.corpId, corpsecret: account.secret });
  const token = { path: `/cgi-bin/gettoken?${query.toString()}` };
  const client = tokenClient({ apiUrl, token, clock });
  const post = (path: string, body: object) => client.post(`/cgi-bin/kf/${path}`, body);
  const codeOf = (answer: unknown) => doneAnswer.parse(answer).errcode;

  async function pull(openKfId: string, cursor: string, pullToken?: string): Promise<Page> {
    const asked = { open_kfid: openKfId, cursor, token: pullToken, limit: PAGE };
    const answer = await post("sync_msg", asked);
    const code = codeOf(answer);
    if (code === PULL_TOKEN_WRONG && pullToken !== undefined) return pull(openKfId, cursor);
    if (code !== 0) throw new Error(`WeChat answered ${code}`);
    const { next_cursor: next, has_more: more, msg_list: list } = syncAnswer.parse(answer);
    const messages = list.flatMap((one) => serviceMessage.safeParse(one).data ?? []);
    return { messages, unread: list.length - messages.length, next, more: more === 1 };
  }

  /** Ours from now on, if nobody had it. The state that it is in. */
  async function takenOver(talk: object): Promise<number> {
    const { service_state: state } = stateAnswer.parse(await post("service_state/get", talk));
    if (state !== NEW) return state;
    const code = codeOf(await post("service_state/trans", { ...talk, service_state: OURS }));
    return code === 0 ? OURS : state;
  }

  return {
    pull,
    fetchMedia: (mediaId) => fetchMedia(client, mediaId),
    async sendText(openKfId, userId, content, key) {
      const talk = { open_kfid: openKfId, external_userid: userId };
      const state = await takenOver(talk);
      // What is new may be sent to, too, should somebody else have been first.
      if (state !== OURS && state !== NEW) return refuse("elsewhere", { code: `state ${state}` });
      const message = { touser: userId, open_kfid: openKfId, msgid: key, msgtype: "text" };
      return saidOf(codeOf(await post("send_msg", { ...message, text: { content } })));
    },
    async sendWelcome(code, content, key) {
      const message = { code, msgid: key, msgtype: "text", text: { content } };
      return saidOf(codeOf(await post("send_msg_on_event", message)));
    },
  };
}

function saidOf(code: number): Awaited<ReturnType<ChatLine["send"]>> {
  if (code === 0) return ok(null);
  if (QUOTA.has(code)) return refuse("quota", { code });
  if (ELSEWHERE.has(code)) return refuse("elsewhere", { code });
  return refuse(GONE.has(code) ? "gone" : "refused", { code });
}
