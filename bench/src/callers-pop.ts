import { setTimeout as sleep } from "node:timers/promises";
import { io, type Socket } from "socket.io-client";
import { RING_MS } from "@warmline/shared/acd/choose.ts";
import type { AcdRow } from "@warmline/shared/acd/live.ts";
import type { RowChange } from "@warmline/shared/api/live.ts";
import { fieldsOf, hangUp, tell, type Target } from "./callers-load.ts";

/** An agent at a desk, in front of a screen. */
export interface Desk {
  readonly id: string;
  readonly cookie: string;
}

export interface Desks {
  /** Milliseconds from each reservation to its row on the screen of whoever is reserved. */
  readonly samples: number[];
  close(): void;
}

/**
 * Agents who take calls, each with a socket that follows the desks. Their calls are over as soon as
 * they are seen, so that there is always somebody for the next.
 */
export async function openDesks(target: Target, desks: readonly Desk[]): Promise<Desks> {
  const samples: number[] = [];
  const sockets = await Promise.all(
    desks.map(async (desk) => {
      const socket = await connect(target, desk);
      socket.on("changes", ({ changes }: { changes: RowChange[] }) => {
        for (const { row } of changes) seen(row as AcdRow | null, desk);
      });
      await socket.emitWithAck("join", { view: "acd", params: {} });
      await ready(target, desk);
      return socket;
    }),
  );
  function seen(row: AcdRow | null, { id }: Desk): void {
    if (row?.kind !== "call" || row.call.state !== "reserved" || row.call.agentId !== id) return;
    const { reservedUntil } = row.call;
    // Decided then, committed a moment later: what the commit takes is in it.
    if (reservedUntil !== undefined) samples.push(Date.now() - (reservedUntil - RING_MS));
    const call = calling.get(row.call.id);
    calling.delete(row.call.id);
    if (call !== undefined) void hangUp(target, call);
  }
  return { samples, close: () => sockets.forEach((socket) => socket.disconnect()) };
}

const calling = new Map<string, ReturnType<typeof fieldsOf>>();

/** Callers who ask for a person, one after the other at this pace. */
export async function askForPeople(
  target: Target,
  everyMs: number,
  until: () => boolean,
): Promise<void> {
  const asking: Promise<void>[] = [];
  for (let serial = 0; !until(); serial += 1) {
    asking.push(askForPerson(target, `+86138${String(10_000_000 + serial)}`));
    await sleep(everyMs);
  }
  await Promise.all(asking);
}

async function askForPerson(target: Target, phone: string): Promise<void> {
  const call = fieldsOf(phone);
  calling.set(call["CallSid"] ?? "", call);
  await tell(target, "voice", { ...call, CallStatus: "ringing" });
  const asked = { ...call, CallStatus: "in-progress", Digits: "0" };
  const text = await tell(target, "turn?turn=1", asked);
  if (!text.includes("waiting?look=0")) throw new Error(`not queued: ${text}`);
}

async function ready({ port }: Target, { cookie }: Desk): Promise<void> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/acd/ready`, {
    method: "POST",
    headers: {
      cookie,
      "content-type": "application/json",
      "idempotency-key": `bench-ready-${cookie.slice(-12)}-${process.pid}`,
    },
    body: "{}",
  });
  if (!answer.ok) throw new Error(`not ready: ${await answer.text()}`);
}

async function connect({ port }: Target, { cookie }: Desk): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ["websocket"],
    forceNew: true,
    extraHeaders: { cookie },
  });
  await new Promise<void>((done, fail) => socket.once("connect", done).once("connect_error", fail));
  return socket;
}
