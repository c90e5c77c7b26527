import { afterAll, beforeAll, expect, test } from "vitest";
import { queuedCalls } from "@warmline/shared/acd/model.ts";
import { EAST, eastHome, furnish, WEST } from "@warmline/server/domains/cases/fixture.ts";
import { heardBy, openTelephone, type Telephone } from "./talk-fixture.ts";

let telephone: Telephone;
beforeAll(async () => {
  telephone = await openTelephone();
  await furnish(telephone.server.deps);
});
afterAll(() => telephone.server.close());

const STRANGER = "+8613800000099";

async function wantsPerson(phone: string) {
  const { id } = await telephone.carrier.dial(phone);
  await telephone.carrier.tell(id, { event: "keys", text: "0" });
  return telephone.carrier.line(id)!;
}
const queued = (id: string) => telephone.server.deps.store.get(queuedCalls, id);

test("a call is of the branch in which its number is on file; a stranger's of none", async () => {
  const agent = await telephone.agentReady();
  const known = await wantsPerson(eastHome.phone);
  const stranger = await wantsPerson(STRANGER);
  expect(await queued(known.id)).toMatchObject({ branchIds: [EAST] });
  expect(await queued(stranger.id)).not.toHaveProperty("branchIds");
  for (const { id } of [known, stranger]) await telephone.carrier.tell(id, { event: "hang-up" });
  await agent.post("sign-off");
});

test("nobody is left to wait for a dispatcher of another branch", async () => {
  const west = { kind: "branch", branchId: WEST } as const;
  const { cookie } = await telephone.server.signIn(["dispatcher"], west);
  const post = (path: string) => telephone.server.request(`/api/acd/${path}`, { cookie, body: {} });
  expect((await post("ready")).status).toBe(200);
  const known = await wantsPerson(eastHome.phone);
  expect(await queued(known.id)).toBeNull();
  expect(heardBy(known).join()).toContain("回");
  const stranger = await wantsPerson(STRANGER);
  expect(await queued(stranger.id)).toMatchObject({ state: "waiting" });
  await telephone.carrier.tell(stranger.id, { event: "hang-up" });
  await post("sign-off");
});
