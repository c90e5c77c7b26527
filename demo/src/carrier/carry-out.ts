import { hasEnded } from "@warmline/shared/calls/states.ts";
import type { PhoneEvent } from "@warmline/shared/demo/phone-api.ts";
import { join, leave, speak, type WithConferences } from "./conferences.ts";
import { pathFrom, resultOf, type Line } from "./line.ts";
import { ask, type Fields } from "./post.ts";
import { report } from "./report.ts";
import type { Dial, Verb } from "./twiml.ts";

const FALLBACK = "/hooks/twilio/fallback";

/** A call that is forgotten must not go round for ever. */
const REQUESTS_MAX = 300;

/** Asks a door of the hotline what to do, and does it; where it fails, the fallback. */
export async function follow(
  on: WithConferences,
  line: Line,
  path: string,
  more: Fields = {},
): Promise<void> {
  line.requests += 1;
  if (line.requests > REQUESTS_MAX) return hangUp(on, line);
  const answer = await ask(on, path, { ...line.parties, CallStatus: line.status, ...more });
  // Ended from elsewhere while it was asked.
  if (hasEnded(line.status)) return;
  if (answer.ok) {
    line.path = path;
    return carryOut(on, line, answer.verbs);
  }
  if (path === FALLBACK) return hangUp(on, line);
  return follow(on, line, FALLBACK, { ErrorCode: answer.failure, ErrorUrl: on.url + path });
}

/** As far as nobody has to be waited for. */
async function carryOut(on: WithConferences, line: Line, verbs: readonly Verb[]): Promise<void> {
  for (const [place, verb] of verbs.entries()) {
    const rest = verbs.slice(place + 1);
    switch (verb.verb) {
      case "Say":
        say(line, verb);
        break;
      case "Pause":
        [line.pauseSeconds, line.rest] = [verb.seconds, rest];
        return;
      case "Gather":
        for (const inner of verb.inside) say(line, inner);
        [line.gather, line.rest] = [verb, rest];
        return;
      case "Redirect":
        return follow(on, line, pathFrom(line.path, verb.to));
      case "Dial":
        line.rest = rest;
        return talk(on, line, verb);
      case "Hangup":
      case "Conference":
        return hangUp(on, line);
    }
  }
  return hangUp(on, line);
}

async function talk(on: WithConferences, line: Line, { action, inside }: Dial): Promise<void> {
  const [noun] = inside;
  if (noun?.verb !== "Conference") return hangUp(on, line);
  line.leadOut = action;
  await join(on, line, noun);
}

/** Out of the conference: what the hotline wanted done then. */
export async function goOn(on: WithConferences, line: Line): Promise<void> {
  const { leadOut, rest } = line;
  if (leadOut === null) return;
  await stop(on, line);
  if (leadOut === "") return carryOut(on, line, rest);
  return follow(on, line, pathFrom(line.path, leadOut), { DialCallStatus: "completed" });
}

function say({ heard }: Line, verb: Verb): void {
  if (verb.verb !== "Say") return;
  heard.push({ by: "hotline", text: verb.text, language: verb.language });
}

export async function hangUp(on: WithConferences, line: Line): Promise<void> {
  if (hasEnded(line.status)) return;
  await stop(on, line);
  await report(on, line, "completed");
}

/** Whatever it did: nobody is waited for, or talked with, any more. */
export async function stop(on: WithConferences, line: Line): Promise<void> {
  waitForNobody(line);
  if (line.leadOut === null) return;
  line.leadOut = null;
  await leave(on, line);
}

function waitForNobody(line: Line): void {
  [line.gather, line.pauseSeconds, line.rest] = [null, undefined, []];
}

/** What the caller does; what nobody listens for is lost. */
export async function hear(
  on: WithConferences,
  line: Line,
  { event, text = "" }: PhoneEvent,
): Promise<void> {
  if (hasEnded(line.status) || event === "listen") return;
  if (event === "hang-up") return hangUp(on, line);
  if (line.leadOut !== null) return speak(on, line, event === "said" ? text : "");
  const { gather, rest, pauseSeconds } = line;
  const paused = gather === null;
  if (paused && (pauseSeconds === undefined || event !== "silence")) return;
  waitForNobody(line);
  if (text !== "") line.heard.push({ by: "caller", text });
  if (paused || (event === "silence" && !gather.tellsSilence)) return carryOut(on, line, rest);
  return follow(on, line, pathFrom(line.path, gather.action), resultOf(gather, { event, text }));
}
