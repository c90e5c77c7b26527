import { expect, test } from "vitest";
import { signatureOf, TOKENS, type Fields } from "./fixture.ts";
import { twilioSignature } from "./signature.ts";

const strategy = twilioSignature(TOKENS);

interface Sent {
  readonly url: string;
  readonly body: string;
  readonly signature?: string | undefined;
}

function holds({ url, body, signature }: Sent): boolean {
  const query = new URLSearchParams(url.split("?")[1] ?? "");
  const headers = signature === undefined ? {} : { "x-twilio-signature": signature };
  const head = { url, query, headers };
  return strategy.carried(head) && strategy.holds({ ...head, body: Buffer.from(body) });
}

const VOICE = "https://warm.example/hooks/twilio/voice";
const CALL = { CallSid: "CA1", From: "+8613800000011" };

/** What was signed, and what comes in: a proxy may have added or dropped a default port. */
const table: [what: string, url: string, fields: Fields, arrives?: string][] = [
  ["a plain address", VOICE, CALL],
  ["a query in its own order", `${VOICE}?b=2&a=1`, CALL],
  ["a parameter twice", `${VOICE}?a=2&a=1`, CALL],
  ["Chinese in the query", `${VOICE}?name=%E5%BC%A0%E4%B8%89`, CALL],
  ["Chinese in small letters", `${VOICE}?name=%e5%bc%a0`, CALL],
  ["a plus and a blank in the query", `${VOICE}?a=1+2&b=1%202`, CALL],
  ["an apostrophe in the query", `${VOICE}?a=it's`, CALL],
  ["an empty query", `${VOICE}?`, CALL],
  ["a port given by the carrier", VOICE.replace(".example", ".example:443"), CALL, VOICE],
  ["a port given by us", VOICE, CALL, VOICE.replace(".example", ".example:443")],
  ["a port of its own", VOICE.replace(".example", ".example:8443"), CALL],
  ["plain http", VOICE.replace("https", "http"), CALL],
  ["a path below another", VOICE.replace("/hooks", "/warm/hooks"), CALL],
  ["Chinese in the form", VOICE, { ...CALL, SpeechResult: "暖气不热，三号楼" }],
  ["signs in the form", VOICE, { ...CALL, SpeechResult: "a=1&b=2+3%" }],
  ["an empty field", VOICE, { ...CALL, Digits: "" }],
  ["no field at all", VOICE, {}],
];

test.each(table)("%s: by both tokens, and by no other", (_, url, fields, arrives = url) => {
  const body = new URLSearchParams(fields).toString();
  for (const token of TOKENS) {
    expect(holds({ url: arrives, body, signature: signatureOf(token, url, fields) })).toBe(true);
  }
  const right = signatureOf(TOKENS[0], url, fields);
  const wrong: Sent[] = [
    { url: arrives, body, signature: signatureOf("a guess", url, fields) },
    { url: arrives, body, signature: right.toLowerCase() },
    { url: arrives, body, signature: "" },
    { url: arrives, body },
    { url: `${arrives}x`, body, signature: right },
    { url: arrives, body: `${body}&Digits=1`, signature: right },
    { url: arrives.replace("warm.", "cold."), body, signature: right },
  ];
  expect(wrong.map(holds)).toEqual(wrong.map(() => false));
});

test("what is no form or no address is not the carrier's, and nothing is thrown", () => {
  const signature = signatureOf(TOKENS[0], VOICE, {});
  expect(holds({ url: VOICE, body: "%E6%9A", signature })).toBe(false);
  expect(holds({ url: "nowhere", body: "", signature })).toBe(false);
});
