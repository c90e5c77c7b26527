import { randomBytes } from "node:crypto";
import type { Line } from "./line.ts";
import { pathOf, post } from "./post.ts";
import type { CarrierOptions } from "./report.ts";
import type { Conference } from "./twiml.ts";

interface Member {
  readonly line: Line;
  readonly label: string;
  /** 保持: hears music, and is not heard. */
  held: boolean;
  /** By the hotline: hears, and is not heard. */
  muted: boolean;
  /** 耳语: heard by the member with this line alone, once they are there. */
  coaches: string | null;
}

/** 会议: a conference that goes on, with whoever is in it by the ids of their lines. */
export interface Room {
  readonly id: string;
  readonly name: string;
  readonly tells: string;
  readonly members: Map<string, Member>;
  sequence: number;
}

export interface WithConferences extends CarrierOptions {
  /** By their name; one that everybody left is over. */
  readonly rooms: Map<string, Room>;
}

export async function join(
  on: WithConferences,
  line: Line,
  { name, label, muted, tells }: Conference,
): Promise<void> {
  const room = on.rooms.get(name) ?? newRoom(name, tells);
  on.rooms.set(name, room);
  const member = { line, label, held: false, muted, coaches: null };
  room.members.set(line.id, member);
  await tell(on, room, member, "participant-join");
}

function newRoom(name: string, tells: string): Room {
  const id = `CF${randomBytes(16).toString("hex")}`;
  return { id, name, tells, members: new Map(), sequence: 0 };
}

/** Whoever is in none leaves none. */
export async function leave(on: WithConferences, line: Line): Promise<void> {
  const room = roomOf(on, line);
  const member = room?.members.get(line.id);
  if (room === undefined || member === undefined) return;
  room.members.delete(line.id);
  if (room.members.size === 0) on.rooms.delete(room.name);
  await tell(on, room, member, "participant-leave");
}

export function roomOf({ rooms }: Pick<WithConferences, "rooms">, { id }: Line): Room | undefined {
  return [...rooms.values()].find(({ members }) => members.has(id));
}

export function membersOf({ members }: Room): Line[] {
  return [...members.values()].map(({ line }) => line);
}

/**
 * Text for speech: who is held or muted is heard by nobody, who coaches by one alone, who is held
 * hears nobody.
 */
export function speak(on: WithConferences, line: Line, text: string): void {
  const room = roomOf(on, line);
  const speaker = room?.members.get(line.id);
  if (room === undefined || speaker === undefined || text === "") return;
  const said = { by: isClient(line) ? ("agent" as const) : ("caller" as const), text };
  const atDesks = isClient(line) ? { ...said, who: speaker.label } : said;
  for (const member of room.members.values()) {
    if (member !== speaker && !hears(member, speaker)) continue;
    member.line.heard.push(isClient(member.line) ? atDesks : said);
  }
}

function hears({ line, held }: Member, speaker: Member): boolean {
  const isHeard = !speaker.held && !speaker.muted && !speaker.line.silent;
  return isHeard && !held && (speaker.coaches === null || speaker.coaches === line.id);
}

function isClient({ parties }: Line): boolean {
  return parties["From"]?.startsWith("client:") ?? false;
}

async function tell(
  on: WithConferences,
  room: Room,
  { line, label }: Member,
  event: "participant-join" | "participant-leave",
): Promise<void> {
  if (room.tells === "") return;
  const { parties } = line;
  const fields = {
    AccountSid: parties["AccountSid"] ?? "",
    CallSid: line.id,
    ConferenceSid: room.id,
    FriendlyName: room.name,
    StatusCallbackEvent: event,
    ParticipantLabel: label,
    SequenceNumber: `${(room.sequence += 1)}`,
    Timestamp: new Date(on.clock.now()).toUTCString().replace("GMT", "+0000"),
  };
  // A callback that is lost is lost, as with the real one.
  await post(on, pathOf(on, room.tells) ?? room.tells, fields).catch(() => null);
}
