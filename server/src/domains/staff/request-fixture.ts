import { expect } from "vitest";
import type { RequestRow } from "@warmline/shared/requests/api.ts";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import { startTestServer, type SignedIn, type TestAnswer, type TestServer } from "../../testing.ts";

/** For tests: a server with one administrator who asks and a second one who approves. */
export const city = { kind: "city" } as const;
export const reason = "轮岗";

type Seen = Pick<RequestRow, "id" | "rev">;

export interface RequestDesk {
  readonly server: TestServer;
  asker: SignedIn;
  second: SignedIn;
  /** Two who have asked for nothing yet. */
  anew(): Promise<void>;
  post(path: string, body: object, by: SignedIn, key?: string): Promise<TestAnswer>;
  ask(body: object, by?: SignedIn): Promise<TestAnswer>;
  approve(request: Seen, by?: SignedIn): Promise<TestAnswer>;
  turnDown(verb: "decline" | "withdraw", request: Seen, by: SignedIn): Promise<TestAnswer>;
  draw(id: string, by: SignedIn, key?: string): Promise<TestAnswer>;
  /** Both halves, as they are typed. */
  drawn(id: string): Promise<string>;
  stored(id: string): Promise<StaffMember>;
  byLogin(login: string): Promise<StaffMember | undefined>;
  /** Asks that somebody, an agent if nobody is given, becomes finance. */
  askFinance(person?: Pick<SignedIn, "id">): Promise<{ id: string; request: RequestRow }>;
}

export async function openRequestDesk(): Promise<RequestDesk> {
  const server = await startTestServer();
  const administrator = () => server.signIn(["administrator"]);
  const desk: RequestDesk = {
    server,
    asker: await administrator(),
    second: await administrator(),
    async anew() {
      desk.asker = await administrator();
      desk.second = await administrator();
    },
    post: (path, body, { cookie }, key) =>
      server.request(path, { cookie, body, ...(key === undefined ? {} : { key }) }),
    ask: (body, by = desk.asker) => desk.post("/api/staff-requests", { reason, ...body }, by),
    approve: ({ id, rev }, by = desk.second) =>
      desk.post(`/api/requests/${id}/approve`, { rev }, by),
    turnDown: (verb, { id, rev }, by) =>
      desk.post(`/api/requests/${id}/${verb}`, { rev, reason: "不符合岗位要求" }, by),
    draw: (id, by, key) => desk.post(`/api/staff/${id}/draw-half`, {}, by, key),
    async drawn(id) {
      const [first, second] = [await desk.draw(id, desk.asker), await desk.draw(id, desk.second)];
      expect([first.body.half, second.body.half]).toEqual(["first", "second"]);
      return `${first.body.secret}-${second.body.secret}`;
    },
    stored: async (id) => (await server.deps.store.get(staff, id))!,
    async byLogin(login) {
      const all = await server.deps.store.find(staff, { index: "byActive", limit: 10_000 });
      return all.find((one) => one.login === login);
    },
    async askFinance(person) {
      const { id } = person ?? (await server.signIn(["agent"]));
      const { rev, name } = await desk.stored(id);
      const wanted = { act: "change", id, rev, name, roles: ["finance"], scope: city };
      const asked = await desk.ask(wanted);
      expect(asked.status, JSON.stringify(asked.body)).toBe(200);
      return { id, ...asked.body };
    },
  };
  return desk;
}
