import { hasEnded } from "@warmline/shared/calls/states.ts";
import type { Line } from "../line.ts";
import { pathOf } from "../post.ts";
import { failure, type Answered, type Asked, type OfRest } from "./answer.ts";

/** `/Calls`: place one, look at one, lead it elsewhere or end it. Null: it is none of these. */
export function callAnswers(on: OfRest, { method, path, fields }: Asked): Answered | null {
  if (path === "/Calls") return method === "POST" ? place(on, fields) : list(on, fields);
  const [, id] = /^\/Calls\/(CA[0-9a-f]{32})$/.exec(path) ?? [];
  const line = id === undefined ? undefined : on.carrier.line(id);
  if (line === undefined) return null;
  if (method === "GET") return { status: 200, body: resource(line) };
  return method === "POST" ? update(on, line, fields) : null;
}

/** The newest first, as the real one lists them; of no more than is kept. */
function list({ carrier }: OfRest, fields: URLSearchParams): Answered {
  const [to, from] = [fields.get("To"), fields.get("From")];
  const found = carrier
    .lines()
    .filter(({ parties }) => parties["To"] === to && parties["From"] === from);
  return { status: 200, body: { calls: found.toReversed().map(resource), next_page_uri: null } };
}

const E164 = /^\+[1-9]\d{6,14}$/;

function place(on: OfRest, fields: URLSearchParams): Answered {
  const [to, from] = [fields.get("To") ?? "", fields.get("From") ?? ""];
  if (!E164.test(to)) return failure(400, 21211, `Invalid 'To' Phone Number: ${to}`);
  if (!on.account.numbers.includes(from)) {
    return failure(400, 21210, `'From' phone number not verified: ${from}`);
  }
  const path = pathOf(on, fields.get("Url") ?? "");
  if (path === null) return failure(400, 21205, "Url is not a valid URL");
  const steps = fields.getAll("StatusCallbackEvent");
  const told = pathOf(on, fields.get("StatusCallback") ?? "");
  const tells = told === null ? { path: "", steps: [] } : { path: told, steps };
  return { status: 201, body: resource(on.carrier.ring({ from, to, path, tells })) };
}

function update(on: OfRest, line: Line, fields: URLSearchParams): Answered {
  if (hasEnded(line.status)) return failure(400, 21220, "Call is not in-progress.");
  if (fields.has("Status")) on.carrier.end(line);
  else {
    const path = pathOf(on, fields.get("Url") ?? "");
    if (path === null) return failure(400, 21205, "Url is not a valid URL");
    on.carrier.lead(line, path);
  }
  return { status: 200, body: resource(line) };
}

function resource({ id, parties, status, createdAt, answeredAt, endedAt, talkedS }: Line): object {
  return {
    sid: id,
    account_sid: parties["AccountSid"],
    from: parties["From"],
    to: parties["To"],
    direction: parties["Direction"],
    // The interface has no word for a call that was just sent out.
    status: status === "initiated" ? "queued" : status,
    date_created: new Date(createdAt).toUTCString(),
    start_time: answeredAt === 0 ? null : new Date(answeredAt).toUTCString(),
    end_time: endedAt === 0 ? null : new Date(endedAt).toUTCString(),
    duration: hasEnded(status) ? `${talkedS}` : null,
  };
}
