import { hasEnded, type CallState } from "@warmline/shared/calls/states.ts";
import type { PhoneCall, PhoneEvent } from "@warmline/shared/demo/phone-api.ts";
import type { Line } from "./line.ts";
import { post, type Fields } from "./post.ts";
import type { TextOptions } from "./texts.ts";

/** How callbacks reach the hotline: a real network does each of these. */
type Delivery = "at-once" | "twice" | "backwards";

export interface CarrierOptions extends TextOptions {
  /** `backwards`: all of them after the end, the last first. */
  readonly delivery?: Delivery;
  /** Which callbacks never arrive; left out: all of them do. */
  readonly loses?: ((fields: Fields) => boolean) | undefined;
  /** What comes of ringing at a number, once it does; left out: they answer at once. */
  readonly ringing?: (to: string) => Rung | Promise<Rung>;
  /** Somebody picked up and has heard the first words; left out: whoever holds the carrier acts. */
  readonly pickedUp?: (tell: (event: PhoneEvent) => Promise<PhoneCall | null>) => Promise<void>;
}

/** `failed`: the network cannot reach it. */
export type Rung = "answer" | "busy" | "no-answer" | "failed";

/** What the carrier calls the steps of which a callback may be wanted. */
function stepOf(state: CallState): string {
  if (hasEnded(state)) return "completed";
  return state === "in-progress" ? "answered" : state;
}

/** The call stands so from now on, and the hotline is told as the network delivers it. */
export async function report(on: CarrierOptions, line: Line, state: CallState): Promise<void> {
  line.status = state;
  if (hasEnded(state)) line.endedAt = on.clock.now();
  if (hasEnded(state) && line.answeredAt !== 0) {
    line.talkedS = Math.round((on.clock.now() - line.answeredAt) / 1_000);
  }
  const { steps } = line.tells;
  if (steps === undefined || steps.includes(stepOf(state))) keepCallback(on, line, state);
  if (on.delivery !== "backwards" || hasEnded(state)) await deliver(on, line);
}

function keepCallback({ clock }: CarrierOptions, line: Line, state: CallState): void {
  line.callbacks.push({
    ...line.parties,
    CallStatus: state,
    SequenceNumber: `${line.sequence}`,
    Timestamp: new Date(clock.now()).toUTCString().replace("GMT", "+0000"),
    ...(hasEnded(state) ? { CallDuration: `${line.talkedS}` } : {}),
  });
  line.sequence += 1;
}

async function deliver(on: CarrierOptions, { callbacks, tells }: Line): Promise<void> {
  const due = callbacks.splice(0);
  const order = on.delivery === "backwards" ? due.toReversed() : due;
  for (const fields of order) {
    if (on.loses?.(fields)) continue;
    // A callback that is lost is lost, as with the real one.
    for (const _ of on.delivery === "twice" ? [1, 2] : [1]) {
      await post(on, tells.path, fields).catch(() => null);
    }
  }
}
