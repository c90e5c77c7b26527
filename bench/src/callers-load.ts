import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { readTwiml, type Verb } from "@warmline/demo/carrier/twiml.ts";
import { signed } from "@warmline/server/channels/twilio/signature.ts";
import { post } from "./post.ts";

/** The carrier's side of many calls at once, leaner than the demo's: no state but each caller's. */

type Fields = Readonly<Record<string, string>>;

export const ACCOUNT = { sid: `AC${"1".repeat(32)}`, tokens: ["a token of the bench"] };
export const HOTLINE = "+863522345678";
/** As it is signed, wherever the server listens. */
export const PUBLIC_URL = "https://warm.example";

export interface Target {
  readonly port: number;
  /** Whether answers are held against what they must be: a floor has but one. */
  readonly checked: boolean;
}

interface Step {
  readonly does: Fields;
  /** Null: nothing more, the hotline hangs up. */
  readonly hears: RegExp | null;
}

const press = (Digits: string, hears: Step["hears"]): Step => ({ does: { Digits }, hears });
const GREETED: Step = { does: {}, hears: /供热客服热线/ };
const REPORTED: readonly Step[] = [
  { does: { SpeechResult: "我家不热", Confidence: "0.9" }, hears: /从什么时候开始/ },
  press("1", /哪些房间不热/),
  press("1", /老人、婴幼儿或病人/),
  press("2", /请核对/),
];
const AGAIN = press("2", /请说出您遇到的问题/);
const FILED = [press("1", /已受理，工单号/), press("2", /服务评价/), press("1", null)];

/** Some say it twice before they agree: between six and thirteen turns. */
function conversation(serial: number): readonly Step[] {
  return [GREETED, ...REPORTED, ...(serial % 2 === 0 ? [] : [AGAIN, ...REPORTED]), ...FILED];
}

export interface Caller {
  readonly phone: string;
  /** Milliseconds between what is heard and what is done; drawn anew each time. */
  think(): number;
}

/** Calls and converses, again and again, each time from another number, until it is over. */
export async function callOnAndOn(
  target: Target,
  next: () => Caller,
  told: (milliseconds: number) => void,
  until: () => boolean,
): Promise<void> {
  while (!until()) await converse(target, next(), told, until);
}

let serial = 0;

async function converse(
  target: Target,
  { phone, think }: Caller,
  told: (milliseconds: number) => void,
  until: () => boolean,
): Promise<void> {
  const call = fieldsOf(phone);
  for (const [turn, step] of conversation((serial += 1)).entries()) {
    if (turn > 0) await sleep(think());
    if (until()) break;
    const door = turn === 0 ? "voice" : `turn?turn=${turn}`;
    const CallStatus = turn === 0 ? "ringing" : "in-progress";
    const sent = performance.now();
    const text = await tell(target, door, { ...call, ...step.does, CallStatus });
    told(performance.now() - sent);
    if (target.checked) check(text, step, turn);
    if (turn === 0) await tell(target, "status", stateOf(call, "in-progress", 1));
  }
  await hangUp(target, call);
}

export function hangUp(target: Target, call: Fields): Promise<string> {
  return tell(target, "status", stateOf(call, "completed", 2));
}

function stateOf(call: Fields, CallStatus: string, sequence: number): Fields {
  const Timestamp = new Date().toUTCString().replace("GMT", "+0000");
  const ended: Fields = CallStatus === "completed" ? { CallDuration: "60" } : {};
  return { ...call, CallStatus, SequenceNumber: `${sequence}`, Timestamp, ...ended };
}

export function fieldsOf(phone: string): Fields {
  const name = `${process.pid} ${serial} ${phone}`;
  const CallSid = `CA${createHash("md5").update(name).digest("hex")}`;
  return { AccountSid: ACCOUNT.sid, CallSid, From: phone, To: HOTLINE, Direction: "inbound" };
}

/** The right words in TwiML, and the caller listened to at the door of the next turn. */
function check(text: string, { hears }: Step, turn: number): void {
  const verbs = readTwiml(text) ?? [];
  const gather = verbs.find((verb) => verb.verb === "Gather");
  const words = [...verbs, ...(gather?.inside ?? [])].map(wordsOf).join("");
  const right =
    hears === null
      ? gather === undefined && verbs.at(-1)?.verb === "Hangup"
      : hears.test(words) && gather?.action === `turn?turn=${turn + 1}`;
  if (!right) throw new Error(`turn ${turn} was answered with ${text}`);
}

function wordsOf(verb: Verb): string {
  return verb.verb === "Say" ? verb.text : "";
}

/** One signed request to a door of the hotline. Throws for whatever is not 200. */
export function tell({ port }: Target, door: string, fields: Fields): Promise<string> {
  const path = `/hooks/twilio/${door}`;
  const body = new URLSearchParams(fields).toString();
  const headers = {
    "content-type": "application/x-www-form-urlencoded",
    "x-twilio-signature": signed(ACCOUNT, PUBLIC_URL + path, fields),
  };
  return post({ port, path, headers, body });
}
