import { once } from "node:events";
import { manifests } from "@warmline/shared/manifests.ts";
import type { View } from "@warmline/shared/api/live.ts";
import { LiveClient } from "@warmline/server/platform/realtime/testing.ts";
import { DEADLINE_MS } from "./attack.ts";
import { anyText, anything, pick, valueFor, type Source } from "./call.ts";
import { schemaOf } from "../json-schema.ts";

const EVENTS = ["join", "join", "join", "leave", "digest", "time", "__proto__", "snapshot", ""];
/** Packets as no client of the library sends them: broken, of other kinds, of other namespaces. */
const FRAMES = [
  "",
  "4",
  "42",
  "42[",
  '42["join"]',
  '42["join",{"view":"cases","params":{}}',
  `42["join",${"[".repeat(5_000)}`,
  "42{}",
  '4299999999999999999999["join",{}]',
  '43["join"]',
  '451-["join",{"_placeholder":true,"num":0}]',
  '459999-["join"]',
  "40/admin,",
  '40/__proto__,{"token":1}',
  "41",
  "44",
  "2probe",
  "9",
  "𠮷㛃䶮\u202e\u0000",
  "x".repeat(20_000),
];
const views: readonly View[] = manifests.flatMap((one) => one.views);

/** One thing that a socket should not send; answers what is wrong with what came of it, or null. */
export async function attackLive(url: string, cookie: string, random: Source) {
  if (random.next() < 0.3) return attackFrames(url, cookie, random);
  const client = await LiveClient.connected(url, cookie);
  try {
    for (let sent = 0; sent < 20 && client.socket.connected; sent += 1) {
      const fault = await sendOne(client, random);
      if (fault !== null) return fault;
    }
    return null;
  } finally {
    client.close();
  }
}

async function sendOne({ socket }: LiveClient, random: Source): Promise<string | null> {
  const event = pick(random, EVENTS);
  const view = pick(random, views);
  const params = valueFor(schemaOf(view.params), random, "hall");
  const request = pick<unknown>(random, [
    { view: view.name, params },
    { view: view.name, params: anything(random) },
    { view: anyText(random), params },
    { view: anything(random) },
    { room: `${view.name}/${anyText(random)}` },
    anything(random),
    Buffer.from(anyText(random)),
  ]);
  const emit = socket.timeout(DEADLINE_MS) as unknown as {
    emit(event: string, ...given: unknown[]): void;
  };
  if (event !== "join") {
    emit.emit(
      event,
      ...(random.next() < 0.8 ? [request] : [request, request, request]),
      () => null,
    );
    return null;
  }
  const said = JSON.stringify(request)?.slice(0, 300);
  const answer = await new Promise<unknown>((done) => {
    // Whoever sends too much is cut off, which answers everything.
    socket.once("disconnect", () => done({ ok: true }));
    emit.emit(event, request, (late: unknown, joined: unknown) => done(late ?? joined));
  });
  if (answer instanceof Error) return `a join is not answered: ${said}`;
  const { ok, code, message } = answer as { ok: boolean; code?: string; message?: string };
  return ok || (code && message) ? null : `a join is refused without a sentence: ${said}`;
}

/** Node's WebSocket takes headers, too, which its types (the browser's) do not say. */
const Socket = WebSocket as unknown as new (
  url: string,
  options: { readonly headers: Readonly<Record<string, string>> },
) => WebSocket;

async function attackFrames(url: string, cookie: string, random: Source): Promise<null> {
  const address = `${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`;
  const socket = new Socket(address, { headers: { cookie } });
  await once(socket, "open", { signal: AbortSignal.timeout(DEADLINE_MS) });
  const ended = once(socket, "close");
  socket.send("40");
  for (let sent = 0; sent < 5 && socket.readyState === WebSocket.OPEN; sent += 1) {
    const frame = pick(random, FRAMES);
    socket.send(random.next() < 0.9 ? frame : new TextEncoder().encode(frame));
  }
  socket.close();
  await ended;
  return null;
}
