import { hasEnded } from "@warmline/shared/calls/states.ts";
import type { PhoneCall, PhoneEvent } from "@warmline/shared/demo/phone-api.ts";
import { follow, goOn, hangUp, hear, stop } from "./carry-out.ts";
import { membersOf, type Room, type WithConferences } from "./conferences.ts";
import { DESK, inTurn, lineIn, lineOfClient, lineOut, shown, VOICE, type Line } from "./line.ts";
import { Handsets } from "./handsets.ts";
import { report, type CarrierOptions, type Rung } from "./report.ts";
import { keepTexts, type Texts } from "./texts.ts";

/** 模拟运营商: calls the hotline as Twilio does, and carries out what it answers. */
export interface Carrier extends Texts {
  /** From a number, or a word for one that is withheld. */
  dial(from: string): Promise<PhoneCall>;
  /** Null: there is no such call. */
  tell(id: string, event: PhoneEvent): Promise<PhoneCall | null>;
  /** The hotline calls somebody; answers at once, and rings them meanwhile. */
  ring(call: Ringing): Line;
  /** Somebody's desk, by the client's name, connects to a call. */
  connect(client: string, callId: string): Promise<Line>;
  /** At the desk itself: the conference does not know of it. */
  mute(line: Line, muted: boolean): void;
  /** Of the conferences that go on, by their name. */
  readonly rooms: ReadonlyMap<string, Room>;
  /** Led out of the conference, each at its own pace. */
  leadOut(line: Line): void;
  endRoom(room: Room): void;
  /** A call as the carrier keeps it. */
  line(id: string): Line | undefined;
  /** The oldest first. */
  lines(): readonly Line[];
  /** Whoever is in the call goes on at another door of the hotline. */
  lead(line: Line, path: string): void;
  readonly handsets: Handsets;
  /** The hotline ends it, while it rings, too. */
  end(line: Line): void;
}

type Ringing = Omit<Parameters<typeof lineOut>[0], "account" | "createdAt">;

/** Calls that are forgotten in a corner must not fill the memory. */
const LINES_MAX = 500;

/** Its calls are in the memory of this process, as they are of a demo. */
export function makeCarrier(options: CarrierOptions): Carrier {
  const on: WithConferences = { ...options, rooms: new Map() };
  const { account, clock } = on;
  const lines = new Map<string, Line>();
  const handsets = new Handsets(clock);
  const begin = (line: Line, first: () => Promise<void>) => {
    lines.set(line.id, line);
    const [oldest] = lines.keys();
    if (lines.size > LINES_MAX && oldest !== undefined) lines.delete(oldest);
    line.turn = first();
    return line;
  };
  /** A page that is gone, or another one: somebody has one voice. */
  const replaced = async (client: string) => {
    const own = [...lines.values()].filter(({ parties }) => parties["From"] === `client:${client}`);
    for (const line of own) await inTurn(line, () => hangUp(on, line));
  };
  const leadOut = (line: Line) => void inTurn(line, () => goOn(on, line));
  const carrier: Carrier = {
    ...keepTexts(on),
    async dial(from) {
      const [createdAt, to] = [clock.now(), account.numbers[0] ?? ""];
      const line = lineIn({ account: account.sid, from, to, createdAt });
      line.answeredAt = createdAt;
      await begin(line, () => callIn(on, line)).turn;
      return shown(line);
    },
    async tell(id, event) {
      const line = lines.get(id);
      if (line === undefined) return null;
      await inTurn(line, () => hear(on, line, event));
      return shown(line);
    },
    ring(call) {
      const line = lineOut({ ...call, account: account.sid, createdAt: clock.now() });
      const inHand = handsets.ring(call.to);
      const rung = inHand ?? on.ringing?.(call.to) ?? "answer";
      begin(line, () => callOut(on, line, rung));
      const tell = (event: PhoneEvent) => carrier.tell(line.id, event);
      const alone = inHand === null;
      void line.turn.then(() => (alone && line.answeredAt !== 0 ? on.pickedUp?.(tell) : null));
      return line;
    },
    handsets,
    async connect(client, callId) {
      await replaced(client);
      const createdAt = clock.now();
      const line = lineOfClient({ account: account.sid, client, callId, createdAt });
      line.answeredAt = createdAt;
      line.status = "in-progress";
      await begin(line, () => follow(on, line, DESK)).turn;
      return line;
    },
    mute(line, muted) {
      line.silent = muted;
    },
    rooms: on.rooms,
    leadOut,
    endRoom: (room) => membersOf(room).forEach(leadOut),
    line: (id) => lines.get(id),
    lines: () => [...lines.values()],
    lead: (line, path) => void inTurn(line, () => goElsewhere(on, line, path)),
    end(line) {
      // Not after what it does now: it may ring for long.
      void (line.answeredAt === 0 ? report(on, line, "canceled") : hangUp(on, line));
      handsets.answer(line.parties["To"] ?? "", "busy");
    },
  };
  return carrier;
}

async function callIn(on: WithConferences, line: Line): Promise<void> {
  await report(on, line, "ringing");
  await follow(on, line, VOICE);
  if (line.status === "ringing") await report(on, line, "in-progress");
}

async function goElsewhere(on: WithConferences, line: Line, path: string): Promise<void> {
  if (hasEnded(line.status)) return;
  await stop(on, line);
  await follow(on, line, path);
}

async function callOut(
  on: WithConferences,
  line: Line,
  rings: Rung | Promise<Rung>,
): Promise<void> {
  await report(on, line, "initiated");
  await report(on, line, "ringing");
  const rung = await rings;
  if (hasEnded(line.status)) return;
  if (rung !== "answer") return report(on, line, rung);
  line.answeredAt = on.clock.now();
  await report(on, line, "in-progress");
  await follow(on, line, line.path);
}
