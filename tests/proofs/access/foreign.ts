import { queuedCalls } from "@warmline/shared/acd/model.ts";
import type { Household } from "@warmline/shared/households/model.ts";
import { smsMessages } from "@warmline/shared/sms/model.ts";
import { insert } from "@warmline/shared/store/write.ts";
import type { TestServer } from "@warmline/server/testing.ts";
import { failedSms } from "./failed-sms.ts";
import { conversationOf, goneCall } from "./things.ts";
import { dueRefund } from "./refundable.ts";
import { deskChat } from "./desk-chat.ts";
import { unreachedNotice } from "./unreached-notice.ts";
import { unsentMessage } from "./unsent-message.ts";

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
  const parts = [{ accountId: householdId, amountFen: 100 }];
  const tenders = [{ method: "card", amountFen: 100 }];
  const paid = await server.request("/api/payments", { cookie, body: { parts, tenders } });
  const path = `/api/entries/${paid.body.parts[0].entryId}/reversal-request`;
  return (await server.request(path, { cookie, body: { reason: "错户" } })).body.request.id;
}

/** An account, and a refund of it that is due in another hall. */
export async function foreignRefund(server: TestServer, accountId: string, hallId: string) {
  const id = await dueRefund(server, accountId, hallId);
  return [
    ["/api/accounts/", accountId],
    ["/api/refunds/", id],
  ] as const;
}

/** Whose caller is known in another branch. */
export async function foreignQueuedCall({ deps }: TestServer, branchId: string): Promise<string> {
  const call = goneCall(deps.clock.now(), branchId);
  await deps.store.commit([insert(queuedCalls, call)]);
  return call.id;
}

/** Who holds another's household. */
export async function foreignCustomer(
  server: TestServer,
  { id, rev, customerId }: Household,
): Promise<string> {
  if (customerId !== undefined) return customerId;
  const { cookie } = await server.signIn(["cashier"]);
  const body = { kind: "person", name: "王小明", phones: [], household: { id, rev } };
  return (await server.request("/api/customers", { cookie, body })).body.id;
}

/** Conversations and what could not be sent of them: where each is, and its id. */
export async function foreignMessages(
  { deps }: TestServer,
  caseId: string,
  branchId: string,
): Promise<readonly (readonly [string, string])[]> {
  const now = deps.clock.now();
  const [sms, message, notice] = ["foreign-sms", "foreign-message", "foreign-notice"];
  const conversation = await conversationOf(deps, branchId);
  await deps.store.commit([
    deskChat(conversation, now, branchId),
    insert(smsMessages, failedSms(sms, caseId, now)),
    ...unsentMessage(message, now),
    unreachedNotice(notice, branchId, now),
  ]);
  return [
    ["/api/sms/", sms],
    ["/api/chats/messages/", message],
    ["/api/notices/", notice],
    ["/api/conversations/", conversation],
    ["/api/chatdesk/chats/", conversation],
  ];
}
