import { expect } from "vitest";
import { staff, type StaffMember } from "@warmline/shared/staff/model.ts";
import type { RequestRow } from "@warmline/shared/staff/request-api.ts";
import { startTestServer, type SignedIn, type TestAnswer, type TestServer } from "../../testing.ts";

/** For tests: a server with one administrator who asks and a second one who confirms. */
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
  confirm(request: Seen, by?: SignedIn): Promise<TestAnswer>;
  turnDown(verb: "decline" | "withdraw", request: Seen, by: SignedIn): Promise<TestAnswer>;
  stored(id: string): Promise<StaffMember>;
  /** Asks that somebody, an agent if nobody is given, becomes finance. */
  askFinance(
    person?: Pick<SignedIn, "id">,
  ): Promise<{ id: string; request: RequestRow; firstHalf: string }>;
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
    confirm: ({ id, rev }, by = desk.second) =>
      desk.post(`/api/staff-requests/${id}/confirm`, { rev }, by),
    turnDown: (verb, { id, rev }, by) =>
      desk.post(`/api/staff-requests/${id}/${verb}`, { rev, reason: "不符合岗位要求" }, by),
    stored: async (id) => (await server.deps.store.get(staff, id))!,
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
