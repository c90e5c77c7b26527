import { z } from "zod";
import { endpoint } from "../api/endpoint.ts";
import { done, id, instant, line, lineOrNone } from "../api/fields.ts";

/** A telephone to try the hotline with: the carrier's side of it is simulated by the server. */

const listening = z.strictObject({
  /** The key that ends digits. */
  endKey: z.string(),
  /** Seconds after which a silent caller is taken to be done. */
  silenceSeconds: z.int(),
  /** Digits after which no more are waited for. */
  digits: z.int().optional(),
});

export const heard = z.strictObject({
  by: z.enum(["hotline", "caller", "agent"]),
  text: z.string(),
  /** At a desk: whose desk it is that speaks, by their id. */
  who: z.string().optional(),
  /** Of what the hotline says: `zh-CN`. */
  language: z.string().optional(),
});

const phoneCall = z.strictObject({
  id: z.string(),
  over: z.boolean(),
  heard: z.array(heard).readonly(),
  /** Null: nobody listens. */
  listens: listening.nullable(),
  /** With somebody at a desk: what one says they hear, and nobody has to be waited for. */
  talks: z.boolean(),
  /** Seconds of silence, after which the phone asks what comes next. */
  pauseSeconds: z.int().optional(),
});
export type PhoneCall = z.output<typeof phoneCall>;

const refusals = ["no-demo-phone"] as const;

const readPhone = endpoint({
  name: "demo.phone",
  method: "get",
  path: "/api/demo/phone",
  permit: "public",
  summary: "Whose telephones of the demo city one may call from, and the hotline's number",
  answer: z.strictObject({
    hotline: z.string(),
    callers: z.array(z.strictObject({ caller: z.string(), household: z.string() })),
  }),
  refusals,
});

const dial = endpoint({
  name: "demo.dial",
  method: "post",
  path: "/api/demo/phone/calls",
  permit: "public",
  key: false,
  summary: "Calls the hotline from a number; an empty one is withheld",
  body: z.strictObject({ caller: lineOrNone(30) }),
  answer: phoneCall,
  refusals: [...refusals, "phone-unknown"],
});

const phoneEvent = endpoint({
  name: "demo.phone-event",
  method: "post",
  path: "/api/demo/phone/calls/:id",
  permit: "public",
  key: false,
  summary: "What the caller does in the call: keys, words, silence, hanging up; or what they hear",
  params: z.strictObject({ id }),
  body: z.strictObject({
    event: z.enum(["keys", "said", "silence", "hang-up", "listen"]),
    text: line(200).optional(),
  }),
  answer: phoneCall,
  refusals: [...refusals, "not-found"],
});
export type PhoneEvent = z.output<NonNullable<typeof phoneEvent.body>>;

const number = line(30);

const ringing = endpoint({
  name: "demo.phone-ringing",
  method: "get",
  path: "/api/demo/phone/ringing",
  permit: "public",
  summary: "Whether it rings at a telephone; whoever asks now and then holds it in their hand",
  query: z.strictObject({ caller: number }),
  answer: z.strictObject({ rings: z.boolean() }),
  refusals: [...refusals, "phone-unknown"],
});

const pickUp = endpoint({
  name: "demo.phone-pick-up",
  method: "post",
  path: "/api/demo/phone/pick-up",
  permit: "public",
  key: false,
  summary: "Picks up a telephone that rings: what the hotline says",
  body: z.strictObject({ caller: number }),
  answer: phoneCall,
  refusals: [...refusals, "phone-unknown", "not-found"],
});

const reject = endpoint({
  name: "demo.phone-reject",
  method: "post",
  path: "/api/demo/phone/reject",
  permit: "public",
  key: false,
  summary: "Lets a telephone that rings be busy",
  body: z.strictObject({ caller: number }),
  answer: done,
  refusals: [...refusals, "phone-unknown", "not-found"],
});

const readTexts = endpoint({
  name: "demo.phone-texts",
  method: "post",
  path: "/api/demo/phone/texts",
  permit: "public",
  key: false,
  summary: "Text messages that came to a telephone of the demo city, the newest first",
  body: z.strictObject({ caller: number }),
  answer: z.strictObject({
    texts: z.array(z.strictObject({ id: z.string(), at: instant, text: z.string() })),
  }),
  refusals: [...refusals, "phone-unknown"],
});

export const phoneEndpoints = { readPhone, dial, phoneEvent, ringing, pickUp, reject, readTexts };
