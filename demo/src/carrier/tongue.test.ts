import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import type { PhoneEvent } from "@warmline/shared/demo/phone-api.ts";
import { openTelephone, type Telephone } from "./talk-fixture.ts";

let telephone: Telephone;
beforeAll(async () => {
  telephone = await openTelephone();
});
afterEach(() => telephone.afterwards());
afterAll(() => telephone.server.close());

const queued = (id: string) => telephone.server.deps.store.get(queuedCalls, id);

async function calls(...events: PhoneEvent[]): Promise<string> {
  const { id } = await telephone.carrier.dial("+8613800000011");
  for (const event of events) await telephone.carrier.tell(id, event);
  return id;
}

const key = (text: string): PhoneEvent => ({ event: "keys", text });
const mumble: PhoneEvent = { event: "said", text: "俺那旮旯" };

test("who chose English gets whoever speaks it, though another was idle for longer", async () => {
  const first = await telephone.agentReady();
  telephone.server.deps.advance(1_000);
  const second = await telephone.agentReady();
  const supervisor = await telephone.supervisor();
  const skills = { fees: 2, repairs: 2 };
  const set = (id: string, body: object) => supervisor.post(`agents/${id}/skills`, body);
  expect((await set(second.id, { skills, tongues: ["english"] })).status).toBe(200);
  // Left out it stays.
  await set(second.id, { skills });
  expect(await telephone.server.deps.store.get(agents, second.id)).toMatchObject({
    tongues: ["english"],
  });
  const id = await calls(key("9"), key("0"));
  await expect.poll(async () => (await queued(id))?.agentId).toBe(second.id);
  expect(await queued(id)).toMatchObject({ tongue: "english" });
  const other = await calls(key("0"));
  await expect.poll(async () => (await queued(other))?.agentId).toBe(first.id);
  expect(await queued(other)).not.toHaveProperty("tongue");
  for (const one of [id, other]) await telephone.carrier.tell(one, { event: "hang-up" });
});

test("who is not understood may speak a dialect; who was silent is not said to", async () => {
  await telephone.agentReady();
  const unclear = await calls(mumble, mumble, mumble);
  expect(await queued(unclear)).toMatchObject({ tongue: "dialect" });
  const silence: PhoneEvent = { event: "silence" };
  const silent = await calls(silence, silence, silence);
  expect(await queued(silent)).not.toHaveProperty("tongue");
  for (const one of [unclear, silent]) await telephone.carrier.tell(one, { event: "hang-up" });
});
