import { membersOf, type Room } from "../conferences.ts";
import { failure, type Answered, type Asked, type OfRest } from "./answer.ts";

/** `/Conferences`: find by name, end, and who is in one. Null: it is none of these. */
export function conferenceAnswers(on: OfRest, { method, path, fields }: Asked) {
  const [, id, rest = ""] = /^[/]Conferences(?:[/](CF[0-9a-f]{32})(.*))?$/.exec(path) ?? [];
  if (path === "/Conferences" && method === "GET") return list(on, fields);
  const room = [...on.carrier.rooms.values()].find((one) => one.id === id);
  if (room === undefined) return null;
  if (rest === "" && method === "POST") {
    if (fields.get("Status") === "completed") on.carrier.endRoom(room);
    return { status: 200, body: resource(on, room) };
  }
  if (rest === "/Participants" && method === "GET") {
    const participants = membersOf(room).map(({ id: lineId }) => party(on, room, lineId));
    return page("participants", participants);
  }
  const [, lineId = ""] = /^[/]Participants[/](CA[0-9a-f]{32})$/.exec(rest) ?? [];
  return ofParty(on, room, lineId, { method, fields });
}

function list(on: OfRest, fields: URLSearchParams): Answered {
  const room = on.carrier.rooms.get(fields.get("FriendlyName") ?? "");
  return page("conferences", room === undefined ? [] : [resource(on, room)]);
}

function ofParty(
  on: OfRest,
  room: Room,
  lineId: string,
  { method, fields }: Pick<Asked, "method" | "fields">,
): Answered | null {
  const member = room.members.get(lineId);
  if (member === undefined) return failure(404, 20404, "The participant was not found");
  if (method === "DELETE") {
    on.carrier.leadOut(member.line);
    return { status: 204, body: null };
  }
  if (method !== "POST") return null;
  const coaches = fields.get("Coaching") === "true" ? (fields.get("CallSidToCoach") ?? "") : null;
  if (coaches !== null && !room.members.has(coaches)) {
    return failure(400, 16028, "Participant to be whispered is not present in the conference");
  }
  if (fields.has("Coaching")) member.coaches = coaches;
  if (fields.has("Hold")) member.held = fields.get("Hold") === "true";
  if (fields.has("Muted")) member.muted = fields.get("Muted") === "true";
  return { status: 200, body: party(on, room, lineId) };
}

/** As lists are answered; ours are never longer than one page. */
function page(name: string, rows: readonly object[]): Answered {
  return { status: 200, body: { [name]: rows, next_page_uri: null, page_size: rows.length } };
}

function resource({ account }: OfRest, { id, name }: Room): object {
  return { sid: id, account_sid: account.sid, friendly_name: name, status: "in-progress" };
}

function party({ account }: OfRest, room: Room, lineId: string): object {
  const member = room.members.get(lineId);
  return {
    account_sid: account.sid,
    conference_sid: room.id,
    call_sid: lineId,
    label: member?.label,
    hold: member?.held,
    muted: member?.muted,
    coaching: member?.coaches !== null,
    call_sid_to_coach: member?.coaches,
  };
}
