import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { speak, write } from "../say/render.ts";
import { withOutcomes } from "../say/said.ts";
import type { Facts } from "./capability.ts";
import type { Event, Intent } from "./event.ts";
import { newSession } from "./session.ts";
import { begun, CHAT, PHONE, takeTurn, WORLDS, type World } from "./world-fixture.ts";

/**
 * Whole dialogues, as text: `phone known` names the channel and the caller, with what they write
 * first; `>` is what they do (keys, words, nothing, `[media]`, or
 * what came of waiting), the lines under it are what they
 * hear, `!` what is done. After a change
 * of words: `UPDATE_DIALOGUES=1`, and read what has changed.
 */
const FOLDER = join(import.meta.dirname, "dialogues");
const CHANNELS: Readonly<Record<string, Facts>> = {
  phone: PHONE,
  chat: CHAT,
  "phone-at-night": { ...PHONE, open: false },
  "phone-on-holiday": { ...PHONE, open: false, holiday: true },
};

test.each(readdirSync(FOLDER))("%s", (file) => {
  const path = join(FOLDER, file);
  const script = readFileSync(path, "utf8");
  const played = script.trim().split("\n\n").map(play).join("\n\n") + "\n";
  if (process.env["UPDATE_DIALOGUES"] !== undefined) writeFileSync(path, played);
  expect(played).toBe(script);
});

function play(script: string): string {
  const lines = script.split("\n");
  const title = lines.filter((line) => line.startsWith("#"));
  const opening = lines[title.length] ?? "";
  const [channel = "", caller = "", first] = opening.split(" ");
  const facts = CHANNELS[channel];
  if (facts === undefined) throw new Error(`no channel ${channel}`);
  const known: World = WORLDS[caller as keyof typeof WORLDS];
  const world = first === undefined ? known : { ...known, first };
  const render = facts.capability.turn === "spoken" ? speak : write;
  let session = newSession("zh");
  const played = [...title, opening];
  const turn = (event: Event) => {
    const done = takeTurn(session, event, world, facts);
    session = JSON.parse(JSON.stringify(done.session));
    const replies = withOutcomes(done.replies, [{ number: "20261127-0042", ahead: 4 }]);
    played.push(
      ...replies.map((reply) => `  ${render(session.language, reply)}`),
      ...done.intents.map((intent) => `! ${told(intent)}`),
    );
  };
  turn(begun(world));
  for (const line of lines.filter((one) => one.startsWith(">"))) {
    played.push(line);
    turn(eventOf(line.slice(1).trim(), facts));
  }
  return played.join("\n");
}

function eventOf(said: string, { capability }: Facts): Event {
  if (said === "") return { kind: "silence" };
  const [, kind] = /^\[(media|served|unattended)\]$/.exec(said) ?? [];
  if (kind !== undefined) return { kind: kind as "media" | "served" | "unattended" };
  if (capability.keys && /^[\d*#]+$/.test(said)) return { kind: "keys", digits: said };
  return { kind: "said", text: said };
}

function told({ kind, ...rest }: Intent): string {
  return [kind, ...Object.entries(rest).map(([name, value]) => `${name}=${value}`)].join(" ");
}
