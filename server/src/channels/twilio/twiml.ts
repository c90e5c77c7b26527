import VoiceResponse from "twilio/lib/twiml/VoiceResponse.js";
import type { Expected } from "@warmline/bots/core/event.ts";
import { speak } from "@warmline/bots/say/render.ts";
import type { SpokenRange } from "@warmline/shared/acd/wait.ts";
import type { Closing } from "@warmline/shared/acd/closing.ts";
import { formatMessage, LANGUAGES, type Language } from "@warmline/shared/messages/index.ts";
import { messageHook, turnHook } from "@warmline/shared/twilio/api.ts";
import { CALLER } from "@warmline/shared/twilio/parties.ts";
import { talkInside } from "./conference/twiml.ts";
import type { Reached } from "./ring-back/reach.ts";
import type { Talked } from "./talk.ts";
import { waitingDoor, type Waited } from "./waiting.ts";

/** What a caller hears of the machine, and the turn in which they are listened to next. */
export interface Spoken {
  readonly says: "busy" | "withheld" | "closed" | "closed-withheld" | "again" | "thanks" | "sorry";
  readonly nextTurn?: number;
  /** 预约回电: the call that this line is of; null or left out: its own. */
  readonly callId?: string | null;
}

/** Seconds without a key or a word after which a caller is held to be done. */
const SILENCE_SECONDS = 6;

const VOICES = {
  zh: { says: "zh-CN", hears: "cmn-Hans-CN" },
  en: { says: "en-US", hears: "en-US" },
} as const;

/** What a conversation says. Where it wants a person the machine goes on. */
export function talkTwiml(talked: Talked): string {
  const { answer, nextTurn, withheld, waits, closing, callId } = talked;
  const { language, replies, expects, intents } = answer;
  const response = new VoiceResponse();
  const door = turnDoor(turnHook.path, nextTurn, callId);
  const listening = expects && gather(response, language, expects, door);
  for (const reply of replies) {
    (listening ?? response).say({ language: VOICES[language].says }, speak(language, reply));
  }
  if (waits) lookAgain(response, { look: 0, rev: null, callId: null });
  else if (closing !== null) {
    announce(response, language, closing);
    machine(response, { says: withheld ? "closed-withheld" : "closed", nextTurn: 1, callId });
  } else if (intents.some(({ kind }) => kind === "person")) {
    machine(response, { says: withheld ? "withheld" : "busy", nextTurn: 1, callId });
  } else if (listening === null) response.hangup();
  return response.toString();
}

/** 队列关闭: what a supervisor has to say, in its own voice. */
function announce(
  response: VoiceResponse,
  language: Language,
  { announcement, announcementEn }: Closing,
): void {
  const english = language === "en" ? announcementEn : undefined;
  const said = english === undefined ? "zh" : "en";
  response.say({ language: VOICES[said].says }, english ?? announcement);
}

const LOOK_SECONDS = 3;

/**
 * What whoever waits for a person hears of us; whoever has one talks with them, and comes back to
 * the same door when they are led out of the conference.
 */
export function waitTwiml(waited: Waited, doorsUrl: string | undefined): string {
  const response = new VoiceResponse();
  const { language, look, rev, callId, withheld } = waited;
  const tell = (text: string) => response.say({ language: VOICES[language].says }, text);
  switch (waited.is) {
    case "unserved":
      machine(response, { says: withheld ? "withheld" : "busy", nextTurn: 1, callId });
      return response.toString();
    case "served":
      return talkTwiml({ ...waited.asked, withheld, waits: false, closing: null, callId });
    case "over":
      tell(formatMessage(language, "twilio.over"));
      response.hangup();
      return response.toString();
    case "connected":
      if (waited.name !== undefined)
        tell(formatMessage(language, "twilio.connected", { name: waited.name }));
      talkInside(response, { callId: waited.talkId, label: CALLER, doorsUrl }, nextLook(waited));
      return response.toString();
    case "kept":
      tell(formatMessage(language, "twilio.place-kept"));
      response.hangup();
      return response.toString();
    case "waiting":
      if (waited.ahead === undefined) break;
      tell(
        waited.ahead === 0
          ? formatMessage(language, "twilio.next")
          : formatMessage(language, "twilio.waiting", { count: waited.ahead }),
      );
      if (waited.takes !== null) tell(takesText(language, waited.takes));
  }
  const next = { look: look + 1, rev, callId };
  if (waited.offersRingBack) {
    const door = doorOf(waitingDoor(next));
    gather(response, language, { keys: "one", speech: false }, door).say(
      { language: VOICES[language].says },
      formatMessage(language, "twilio.offer-ring-back"),
    );
    return response.toString();
  }
  response.pause({ length: LOOK_SECONDS });
  lookAgain(response, next);
  return response.toString();
}

/** What whoever is rung back hears once they answer. */
export function reachTwiml(reached: Reached, doorsUrl: string | undefined): string {
  const response = new VoiceResponse();
  const { language } = reached;
  const tell = (text: string) => response.say({ language: VOICES[language].says }, text);
  if (reached.is === "late") {
    tell(formatMessage(language, "twilio.rung-late"));
    response.hangup();
    return response.toString();
  }
  const { callId, agentName: name, rev } = reached;
  tell(formatMessage(language, "twilio.rung-back", { name }));
  talkInside(response, { callId, label: CALLER, doorsUrl }, nextLook({ look: 0, rev, callId }));
  return response.toString();
}

/** 预计等候. */
function takesText(language: Language, { from, to }: SpokenRange): string {
  if (to === null) return formatMessage(language, "twilio.takes-more", { from });
  if (from === 0) return formatMessage(language, "twilio.takes-at-most", { to });
  return formatMessage(language, "twilio.takes", { from, to });
}

type Look = Pick<Waited, "look" | "rev" | "callId">;

function lookAgain(response: VoiceResponse, look: Look): void {
  response.redirect({ method: "POST" }, doorOf(waitingDoor(look)));
}

function nextLook({ look, rev, callId }: Look): string {
  return doorOf(waitingDoor({ look: look + 1, rev, callId }));
}

/** What the machine says: in both languages, as it does not know which one is spoken. */
export function twiml(spoken: Spoken): string {
  const response = new VoiceResponse();
  machine(response, spoken);
  return response.toString();
}

function machine(response: VoiceResponse, { says, nextTurn, callId = null }: Spoken): void {
  const listening =
    nextTurn === undefined
      ? null
      : gather(
          response,
          "zh",
          { keys: "until-hash", speech: true },
          turnDoor(messageHook.path, nextTurn, callId),
        );
  for (const language of LANGUAGES) {
    const said = formatMessage(language, `twilio.${says}`);
    (listening ?? response).say({ language: VOICES[language].says }, said);
  }
  if (listening === null) response.hangup();
}

/** Digits end by `#`, by their number where one is wanted, or by time since the last one. */
function gather(
  response: VoiceResponse,
  language: Language,
  { keys, speech }: Expected,
  action: string,
) {
  return response.gather({
    input: [...(keys === "none" ? [] : ["dtmf" as const]), ...(speech ? ["speech" as const] : [])],
    finishOnKey: "#",
    ...(keys === "one" ? { numDigits: 1 } : {}),
    timeout: SILENCE_SECONDS,
    speechTimeout: "auto",
    language: VOICES[language].hears,
    actionOnEmptyResult: true,
    method: "POST",
    action,
  });
}

/** Where what they say is told next: each address is told once. */
function turnDoor(path: string, turn: number, callId: string | null): string {
  return `${doorOf(path)}?turn=${turn}${callId === null ? "" : `&call=${callId}`}`;
}

/** Beside the door that answers, wherever the public address has them. */
function doorOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
