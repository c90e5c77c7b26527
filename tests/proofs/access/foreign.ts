import type { TestServer } from "@warmline/server/testing.ts";

/** What isolation is tried on, made by other people. */

/** An incident in another's place. */
export async function foreignIncident(server: TestServer, nodeId: string): Promise<string> {
  const { cookie } = await server.signIn(["supervisor"]);
  const body = { kind: "outage", nodeIds: [nodeId], description: "停热", startedAt: 0 };
  return (await server.request("/api/incidents", { cookie, body })).body.id;
}

/** Of a payment that another hall took of another branch's household. */
export async function askedReversal(
  server: TestServer,
  householdId: string,
  hallId: string,
): Promise<string> {
  const { cookie } = await server.signIn(["cashier"], { kind: "hall", hallId });
  const parts = [{ householdId, amountFen: 100 }];
  const tenders = [{ method: "card", amountFen: 100 }];
  const paid = await server.request("/api/payments", { cookie, body: { parts, tenders } });
  const path = `/api/entries/${paid.body.parts[0].entryId}/reversal-request`;
  return (await server.request(path, { cookie, body: { reason: "错户" } })).body.request.id;
}

/** Rights that somebody asked for. */
export async function askedRequest(server: TestServer): Promise<string> {
  const { cookie } = await server.signIn(["administrator"]);
  const body = { act: "create", login: "new.cashier", name: "新人", roles: ["cashier"] };
  const asked = await server.request("/api/staff-requests", {
    cookie,
    body: { ...body, scope: { kind: "city" }, reason: "入职" },
  });
  return asked.body.request.id;
}
