import { pathOf } from "../post.ts";
import type { Text } from "../texts.ts";
import { failure, type Answered, type Asked, type OfRest } from "./answer.ts";

/** `/Messages`: send one, or list those to a number. Null: it is none of these. */
export function messageAnswers(on: OfRest, { method, path, fields }: Asked): Answered | null {
  if (path !== "/Messages") return null;
  return method === "POST" ? send(on, fields) : list(on, fields);
}

const MOBILE = /^\+861[3-9]\d{9}$/;

function send(on: OfRest, fields: URLSearchParams): Answered {
  const [to, from] = [fields.get("To") ?? "", fields.get("From") ?? ""];
  if (!MOBILE.test(to)) return failure(400, 21614, `'To' number is not a mobile number: ${to}`);
  if (!on.account.numbers.includes(from)) {
    return failure(400, 21606, `The 'From' phone number provided (${from}) is not yours`);
  }
  const tells = pathOf(on, fields.get("StatusCallback") ?? "") ?? "";
  const text = on.carrier.text({ from, to, body: fields.get("Body") ?? "", tells });
  return { status: 201, body: resource(on, text) };
}

/** The newest first, as the real one lists them. */
function list(on: OfRest, fields: URLSearchParams): Answered {
  const [to, from] = [fields.get("To"), fields.get("From")];
  const found = on.carrier.texts().filter((one) => one.to === to && one.from === from);
  const messages = found.toReversed().map((one) => resource(on, one));
  return { status: 200, body: { messages, next_page_uri: null } };
}

function resource({ account }: OfRest, { id, from, to, body, status, createdAt }: Text): object {
  const date_created = new Date(createdAt).toUTCString();
  return { sid: id, account_sid: account.sid, from, to, body, status, date_created };
}
