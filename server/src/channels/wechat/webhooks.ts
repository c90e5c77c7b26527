import type { z } from "zod";
import type { SentMedia } from "@warmline/shared/chats/media.ts";
import { officialHook } from "@warmline/shared/wechat/api.ts";
import { hearCommand, type ChatEvent, type ChatLine } from "../../domains/chats/index.ts";
import { noteShown } from "../../domains/conversations/index.ts";
import type { Deps } from "../../platform/deps.ts";
import { receive, type WebhookRoute } from "../../platform/webhooks/webhook.ts";
import { accountName, type OfficialAccount } from "./account.ts";
import { officialSignature, openedXml } from "./signature.ts";

type Message = z.output<typeof officialHook.body>["xml"];

/** The door of the official account. */
export function officialWebhooks(
  deps: Deps,
  account: OfficialAccount,
  line: ChatLine,
): WebhookRoute[] {
  return [
    receive(deps, officialHook, {
      signature: officialSignature(account, deps.clock),
      open: (body) => opened(account, body),
      eventId: ({ xml }) => `${xml.ToUserName} ${xml.FromUserName} ${turnIdOf(xml)}`,
      command: hearCommand({ account: accountName(account), line }),
      input: ({ xml }) => ({
        userId: xml.FromUserName,
        turnId: turnIdOf(xml),
        event: eventOf(xml),
      }),
      // Nothing is answered here but that it came: what is said goes out by itself.
      answer: () => "success",
      done: (caller, value) => noteShown(deps, caller, value),
      greet: (query) => query.get("echostr"),
    }),
  ];
}

/** In AES mode nothing is taken that is not sealed. */
function opened({ appId, aesKey }: OfficialAccount, body: unknown): unknown {
  return aesKey === null ? body : openedXml({ receiver: appId, aesKey }, body);
}

/** Messages have an id, events none: with whoever did it they are told apart by when and what. */
function turnIdOf({ MsgId, CreateTime, Event = "", EventKey = "" }: Message): string {
  return MsgId ?? `${CreateTime} ${Event} ${EventKey}`.slice(0, TURN_ID_MAX);
}
const TURN_ID_MAX = 80;

function eventOf({
  MsgType,
  Content = "",
  Recognition = "",
  MediaId,
  Event,
  EventKey = "",
}: Message): ChatEvent {
  const said = MsgType === "voice" ? Recognition : Content;
  switch (MsgType) {
    case "event":
      return deedOf(Event ?? "", EventKey);
    case "text":
    case "voice": {
      const media = MsgType === "voice" ? sentOf("voice", MediaId) : undefined;
      return said === ""
        ? { kind: "media", media }
        : { kind: "said", text: said, deed: "word", media };
    }
    case "image":
      return { kind: "media", media: sentOf("picture", MediaId) };
    default:
      return { kind: "media" };
  }
}

function sentOf(kind: SentMedia["kind"], id: string | undefined): SentMedia | undefined {
  return id === undefined ? undefined : { id, kind };
}

function deedOf(event: string, key: string): ChatEvent {
  switch (event) {
    case "subscribe":
    case "SCAN":
      return { kind: "followed" };
    case "unsubscribe":
      return { kind: "left" };
    case "CLICK":
      // The key of an entry of the account's menu is what it says, such as 查欠费.
      return key === "" ? { kind: "other" } : { kind: "said", text: key, deed: "click" };
    default:
      return { kind: "other" };
  }
}
