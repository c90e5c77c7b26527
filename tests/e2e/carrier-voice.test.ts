import {
  fieldsOf,
  BROWSERS,
  signatureOf,
  TELEPHONE,
  TOKENS,
} from "@warmline/server/channels/twilio/fixture.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { press } from "./console-hands.ts";
import { openStage, shoot, zh, type Stage } from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ settings: (url) => ({ ...TELEPHONE, ...BROWSERS, PUBLIC_URL: url }) });
});
afterAll(() => stage?.close());

/** As the carrier asks a door of the hotline. */
async function tell(door: string, more: Record<string, string>): Promise<string> {
  const url = `${stage.city.url}/hooks/twilio/${door}`;
  const fields = fieldsOf("a call", more);
  const answer = await fetch(url, {
    method: "POST",
    headers: { "x-twilio-signature": signatureOf(TOKENS[0], url, fields) },
    body: new URLSearchParams(fields),
  });
  expect(answer.status).toBe(200);
  return answer.text();
}

test("on a real line the desk connects by the carrier's client", async () => {
  const permissions = ["microphone"];
  const desk = await stage.enter("agent1", "/console/acd", { permissions });
  const sockets: string[] = [];
  desk.on("websocket", (socket) => sockets.push(socket.url()));
  await press(desk, zh("console.acd.ready"));
  await tell("voice", {});
  expect(await tell("turn?turn=1", { Digits: "0", CallStatus: "in-progress" })).toContain(
    "Redirect",
  );
  const call = desk.getByRole("complementary", { name: zh("console.acd.call") });
  await press(desk, zh("console.acd.answer"));
  // Its own server is asked, which is not to be reached from here.
  await expect.poll(() => sockets.join(), { timeout: 20_000 }).toContain("twilio.com");
  await call.getByText(zh("console.voice.lost")).waitFor();
  const tried = sockets.length;
  await shoot(desk, "carrier-voice");
  expect(await tell("waiting?look=1", { CallStatus: "in-progress" })).toContain("<Conference");
  await press(call, zh("console.voice.rejoin"));
  await expect.poll(() => sockets.length, { timeout: 20_000 }).toBeGreaterThan(tried);
  await tell("status", { CallStatus: "completed" });
  await call.getByLabel(zh("console.acd.disposition"), { exact: true }).waitFor();
});
