import type { Capability } from "@warmline/bots/core/capability.ts";
import { instantOf, later } from "@warmline/shared/kernel/time.ts";
import { userOf, type ServiceMessage } from "@warmline/shared/wechat/rest-api.ts";
import type { SentMedia } from "@warmline/shared/chats/media.ts";
import { sentUnder } from "@warmline/shared/chats/send-key.ts";
import type { Outcome } from "@warmline/shared/chats/outbox.ts";
import { serviceHook } from "@warmline/shared/wechat/api.ts";
import { bounceMessage, hearCommand, type ChatEvent } from "../../../domains/chats/index.ts";
import { noteShown } from "../../../domains/conversations/index.ts";
import type { Caller } from "../../../platform/commands/caller.ts";
import { runCommand } from "../../../platform/commands/run-command.ts";
import type { Deps } from "../../../platform/deps.ts";
import { eventKey } from "../../../platform/webhooks/event-key.ts";
import { actorOf } from "../../../platform/webhooks/webhook.ts";
import { serviceName } from "./account.ts";
import { serviceLine, type Service } from "./line.ts";

/** Whose message it is. */
const OF_CUSTOMER = 3;
const OF_PLATFORM = 4;

const CALLER: Caller = { actor: actorOf(serviceHook), origin: "wechat", language: "zh" };

/** Takes one message that was pulled: it is known by its id, and may be pulled again. */
export async function take(
  deps: Deps,
  service: Service,
  openKfId: string,
  message: ServiceMessage,
): Promise<void> {
  const { origin } = message;
  const userId = userOf(message);
  const line = serviceLine(service, openKfId);
  const entered = origin === OF_PLATFORM ? enteredBy(message, line.capability) : null;
  if (origin === OF_PLATFORM && entered === null) return bounce(deps, message);
  // Of a person in 企业微信, or something that is to come: none of it is said to us.
  if ((origin !== OF_CUSTOMER && entered === null) || userId === undefined) return;
  const hear = hearCommand({ account: serviceName(openKfId), line });
  const key = eventKey(serviceHook.name, `${openKfId} ${userId} ${message.msgid}`);
  const heard = { userId, turnId: turnIdOf(message), event: entered ?? eventOf(message) };
  const caller = { ...CALLER, key };
  const done = await runCommand(deps, caller, hear, heard);
  if (done.ok) noteShown(deps, caller, done.value);
  // It is pulled again.
  else if (done.code === "busy") throw new Error("busy");
  else deps.log.warn({ code: done.code }, "a message of WeChat customer service was refused");
}

/** 进入会话, by somebody who may be welcomed; null: it is something else. */
function enteredBy(
  { event, send_time: seconds }: ServiceMessage,
  { welcomeWithinMs }: Capability,
): ChatEvent | null {
  const { event_type: type, welcome_code: code } = event ?? {};
  if (type !== "enter_session" || code === undefined || welcomeWithinMs === undefined) return null;
  const until = later(instantOf(seconds * 1_000), welcomeWithinMs);
  return { kind: "entered", opening: { code, until } };
}

/** 消息发送失败: it was taken, and did not reach them. */
async function bounce(deps: Deps, { event }: ServiceMessage): Promise<void> {
  if (event?.event_type !== "msg_send_fail") return;
  const { fail_msgid: key = "", fail_type: why = 0 } = event;
  const sent = sentUnder(key);
  if (sent === null) return;
  const done = await runCommand(deps, CALLER, bounceMessage, { ...sent, outcome: failureOf(why) });
  if (!done.ok) throw new Error(done.code);
}

/** 4: 48 h are over; 6: five were sent; 5: the talk is over; 10: they take nothing. */
function failureOf(why: number): Outcome & { readonly state: "failed" | "blocked" } {
  if (why === 4 || why === 6) return { state: "blocked" };
  const failure = why === 5 ? "elsewhere" : why === 10 ? "gone" : "refused";
  return { state: "failed", failure, code: `fail ${why}` };
}

const TURN_ID_MAX = 80;

function turnIdOf({ msgid }: ServiceMessage): string {
  return msgid.length <= TURN_ID_MAX ? msgid : eventKey("", msgid);
}

function eventOf({ msgtype, text, image, voice }: ServiceMessage): ChatEvent {
  const said = msgtype === "text" ? (text?.content ?? "") : "";
  if (said !== "") return { kind: "said", text: said, deed: "word" };
  if (msgtype === "image" && image !== undefined) return mediaEvent("picture", image);
  return msgtype === "voice" && voice !== undefined
    ? mediaEvent("voice", voice)
    : { kind: "media" };
}

function mediaEvent(
  kind: SentMedia["kind"],
  { media_id: id }: { readonly media_id: string },
): ChatEvent {
  return { kind: "media", media: { id, kind } };
}
