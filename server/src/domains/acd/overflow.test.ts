import { afterAll, beforeAll, expect, test } from "vitest";
import type { Role, Scope } from "@warmline/shared/access/actor.ts";
import type { AcdRow } from "@warmline/shared/acd/live.ts";
import { agents, queuedCalls } from "@warmline/shared/acd/model.ts";
import { OVERFLOW_AFTER_MS } from "@warmline/shared/acd/choose.ts";
import { calls } from "@warmline/shared/calls/model.ts";
import { orgNodes } from "@warmline/shared/households/model.ts";
import { staff } from "@warmline/shared/staff/model.ts";
import { insert, replace } from "@warmline/shared/store/write.ts";
import type { Caller } from "../../platform/commands/caller.ts";
import { runCommand } from "../../platform/commands/run-command.ts";
import { startTestServer, type SignedIn, type TestServer } from "../../testing.ts";
import { sweep } from "./dispatcher.ts";
import { endCall, enqueue } from "./fixture.ts";
import { isServed } from "./queue-commands.ts";
import { acdViews } from "./views.ts";

// The dispatcher follows the log; what depends on time alone is looked for by hand.

const [ONE, TWO] = ["branch-1", "branch-2"];
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const node = (id: string) => ({ id, kind: "branch", name: id, parentId: "c", path: ["c", id] });
  const nodes = [ONE, TWO].map((id) => insert(orgNodes, { ...node(id), kind: "branch" }));
  await server.deps.store.commit(nodes);
});
afterAll(() => server.close());

const channel: Caller = {
  actor: { kind: "channel", id: "twilio", name: "twilio" },
  origin: "twilio",
  language: "zh",
};

class Person {
  readonly #who: SignedIn;
  constructor(who: SignedIn) {
    this.#who = who;
  }
  get id(): string {
    return this.#who.id;
  }
  async post(path: string, body: object = {}) {
    const { cookie } = this.#who;
    const answer = await server.request(`/api/${path}`, { cookie, body });
    return { status: answer.status, code: answer.body["code"] as string, body: answer.body };
  }
  async get(path: string) {
    const answer = await server.request(`/api/${path}`, { cookie: this.#who.cookie });
    return { status: answer.status, code: answer.body["code"] as string, body: answer.body };
  }
  async state() {
    return (await server.deps.store.get(agents, this.id))?.state;
  }
  async leaves(callId?: string) {
    if (callId !== undefined) {
      await this.post("acd/hang-up", { callId });
      await this.post("acd/finish-wrap-up", { callId, disposition: { about: "other" } });
    }
    await this.post("acd/sign-off");
  }
}

async function signsOn(roles: readonly Role[], scope: Scope): Promise<Person> {
  const person = new Person(await server.signIn(roles, scope));
  expect(await person.post("acd/ready")).toMatchObject({ status: 200 });
  return person;
}
const dispatcher = (branchId: string) => signsOn(["dispatcher"], { kind: "branch", branchId });

let placed = 0;
/** Whoever calls is recognised in these branches; it waits from now on. */
async function rings(...branchIds: string[]): Promise<string> {
  placed += 1;
  const id = `CA${String(placed).padStart(32, "0")}`;
  const startedAt = server.deps.clock.now();
  const households = branchIds.map((branchId) => ({ id: `h-${branchId}`, number: "1", branchId }));
  const parties = {
    direction: "inbound",
    from: `+861380000${1000 + placed}`,
    to: "+8610",
  } as const;
  const stands = {
    state: "ringing",
    standing: "open",
    startedAt,
    said: [],
    recordings: [],
  } as const;
  const call = { id, ...parties, ...stands, households, caseIds: [], events: [] };
  await server.deps.store.commit([insert(calls, call)]);
  const input = { callId: id, skill: "fees", phone: null, branchIds } as const;
  await runCommand(server.deps, channel, enqueue, input);
  return id;
}
async function waitsFor(ms: number): Promise<void> {
  server.deps.advance(ms);
  await sweep(server.deps);
}
const queued = (id: string) => server.deps.store.get(queuedCalls, id);
const over = (callId: string) => runCommand(server.deps, channel, endCall, { callId });

async function seenFrom(room: string): Promise<string[]> {
  const [view] = acdViews(server.deps);
  return ((await view!.snapshot(room)) as AcdRow[]).flatMap((row) =>
    row.kind === "call" ? row.call.id : [],
  );
}

test("a call rings at its branch's dispatcher after a minute, never at another's", async () => {
  const [mine, other] = [await dispatcher(ONE), await dispatcher(TWO)];
  const call = await rings(ONE);
  // Time goes on by itself, too, on a busy machine for longer.
  await waitsFor(OVERFLOW_AFTER_MS / 2);
  expect([await mine.state(), await other.state()]).toEqual(["ready", "ready"]);
  await waitsFor(OVERFLOW_AFTER_MS / 2);
  expect([await mine.state(), await other.state()]).toEqual(["reserved", "ready"]);
  expect(await server.deps.store.get(agents, mine.id)).toMatchObject({
    overflow: { branchId: ONE },
  });
  const body = { callId: call };
  expect(await other.post("acd/answer", body)).toMatchObject({ code: "call-unknown" });
  expect(await mine.post("acd/answer", body)).toMatchObject({ status: 200 });
  for (const verb of ["hold", "hang-up", "decline", "dial"]) {
    expect(await other.post(`acd/${verb}`, body), verb).toMatchObject({ code: "call-unknown" });
  }
  const disposition = { about: "other" };
  expect(await other.post("acd/dispose", { ...body, disposition })).toMatchObject({
    code: "call-unknown",
  });
  // Nobody asks a colleague who may not have it.
  expect(await mine.post("acd/consult", { ...body, agentId: other.id })).toMatchObject({
    code: "colleague-of-another-branch",
  });
  await mine.leaves(call);
  await other.leaves();
});

test("a call is opened by whoever has it, a stranger's too, and no longer", async () => {
  const [mine, other] = [await dispatcher(ONE), await dispatcher(TWO)];
  const call = await rings();
  await waitsFor(OVERFLOW_AFTER_MS);
  const [has, hasNot] = (await mine.state()) === "reserved" ? [mine, other] : [other, mine];
  expect(await has.post("acd/answer", { callId: call })).toMatchObject({ status: 200 });
  expect(await has.get(`calls/${call}`)).toMatchObject({ status: 200, body: { id: call } });
  expect(await has.get(`calls/${call}/earlier`)).toMatchObject({ status: 200 });
  expect(await hasNot.get(`calls/${call}`)).toMatchObject({ status: 403, code: "out-of-scope" });
  expect(await hasNot.get(`calls/${call}/earlier`)).toMatchObject({ code: "out-of-scope" });
  // Lists, recordings and what others say of it are not theirs at any time.
  for (const path of ["calls?standing=open", `calls/${call}/recordings`, `acd/calls/${call}`]) {
    expect(await has.get(path), path).toMatchObject({ status: 403 });
  }
  const reason = { reason: "不用了" };
  expect(await has.post(`acd/calls/${call}/withdraw-ring-back`, reason)).toMatchObject({
    status: 403,
  });
  await has.leaves(call);
  expect(await has.get(`calls/${call}`)).toMatchObject({ code: "out-of-scope" });
  await hasNot.leaves();
});

test("each branch sees its own calls and strangers', a hall and the hotline all", async () => {
  const ids = [await rings(ONE), await rings(TWO), await rings()];
  const [one, two, both] = ids as [string, string, string];
  expect(await seenFrom(`acd/branch/${ONE}`)).toEqual([one, both]);
  expect(await seenFrom(`acd/branch/${TWO}`)).toEqual([two, both]);
  expect(await seenFrom("agents")).toEqual(ids);
  const [view] = acdViews(server.deps);
  const told = async (id: string) => {
    const changes = await view!.changed(queuedCalls.name, (await queued(id))!, () => true);
    return changes.map(({ room }) => room).toSorted();
  };
  expect(await told(one)).toEqual([`acd/branch/${ONE}`, "agents", "monitors"]);
  expect(await told(both)).toHaveLength(4);
  const joins = async (roles: readonly Role[], scope: Scope) =>
    view!.join({ kind: "staff", id: "p", name: "p", roles, scope }, {});
  const branch = { kind: "branch", branchId: ONE } as const;
  const hall = { kind: "hall", hallId: "h" } as const;
  expect(await joins(["dispatcher"], branch)).toMatchObject({ room: `acd/branch/${ONE}` });
  expect(await joins(["supervisor"], branch)).toMatchObject({ room: `acd/branch/${ONE}` });
  expect(await joins(["cashier"], hall)).toMatchObject({ room: "agents" });
  expect(await joins(["finance"], { kind: "city" })).toMatchObject({ code: "forbidden" });
  for (const id of ids) await over(id);
});

test("an agent of one branch is shown no other's record", async () => {
  const person = new Person(await server.signIn(["agent"], { kind: "branch", branchId: ONE }));
  const [own, other] = [await rings(ONE), await rings(TWO)];
  expect(await person.get(`acd/calls/${own}`)).toMatchObject({ status: 200 });
  expect(await person.get(`acd/calls/${other}`)).toMatchObject({ code: "out-of-scope" });
  const reason = { reason: "不用了" };
  expect(await person.post(`acd/calls/${own}/withdraw-ring-back`, reason)).toMatchObject({
    code: "no-ring-back",
  });
  expect(await person.post(`acd/calls/${other}/withdraw-ring-back`, reason)).toMatchObject({
    code: "out-of-scope",
  });
  for (const id of [own, other]) await over(id);
});

test("the hotline has a call at once, however long a hall's cashier was idle", async () => {
  const cashier = await signsOn(["cashier"], { kind: "hall", hallId: "h" });
  server.deps.advance(9_000);
  const agent = await signsOn(["agent"], { kind: "city" });
  const [first, second] = [await rings(ONE), await rings(TWO)];
  await expect.poll(() => agent.state()).toBe("reserved");
  expect(await queued(first)).toMatchObject({ agentId: agent.id });
  await agent.post("acd/answer", { callId: first });
  await waitsFor(OVERFLOW_AFTER_MS);
  expect(await queued(second)).toMatchObject({ agentId: cashier.id });
  await cashier.post("acd/answer", { callId: second });
  await cashier.leaves(second);
  await agent.leaves(first);
});

/** As an administrator changes it, whatever they are signed on as. */
async function becomes(person: Person, change: object): Promise<void> {
  const member = (await server.deps.store.get(staff, person.id))!;
  await server.deps.store.commit([replace(staff, member, { ...member, ...change })]);
}

test.each([
  ["left", { active: false }],
  ["lost the role", { roles: ["field-worker"] }],
  ["went to another branch", { scope: { kind: "branch", branchId: TWO } }],
])("who %s is signed off in place of being rung", async (_, change) => {
  const person = await dispatcher(ONE);
  await becomes(person, change);
  const call = await rings(ONE);
  await waitsFor(OVERFLOW_AFTER_MS);
  await expect.poll(() => person.state()).toBe("offline");
  expect(await queued(call)).toMatchObject({ state: "waiting", passed: [] });
  await over(call);
});

test("nor is whoever lost the role asked by a colleague", async () => {
  const agent = await signsOn(["agent"], { kind: "city" });
  const call = await rings();
  await expect.poll(() => agent.state()).toBe("reserved");
  await agent.post("acd/answer", { callId: call });
  const person = await dispatcher(ONE);
  await becomes(person, { roles: ["field-worker"] });
  const asked = { callId: call, agentId: person.id };
  expect(await agent.post("acd/consult", asked)).toMatchObject({ code: "agent-unknown" });
  await agent.leaves(call);
  await becomes(person, { roles: ["dispatcher"] });
  await person.leaves();
});

test("who waits is not kept for somebody who may not have them", async () => {
  const reads = { unguarded: server.deps.store };
  expect(await isServed(reads, {})).toBe(false);
  const person = await dispatcher(ONE);
  expect(await isServed(reads, { branchIds: [ONE] })).toBe(true);
  expect(await isServed(reads, {})).toBe(true);
  expect(await isServed(reads, { branchIds: [TWO] })).toBe(false);
  server.deps.advance(1_000);
  const cashier = await signsOn(["cashier"], { kind: "hall", hallId: "h" });
  expect(await isServed(reads, { branchIds: [TWO] })).toBe(true);
  await person.leaves();
  await cashier.leaves();
});
