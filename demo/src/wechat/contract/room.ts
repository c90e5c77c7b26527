import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { eastHome, furnish } from "@warmline/server/domains/cases/fixture.ts";
import { closeAndDrop } from "@warmline/server/engines-fixture.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { chatMedia } from "@warmline/shared/chats/media.ts";
import { storedFiles } from "@warmline/shared/files/model.ts";
import { chatIdOf, chatMessages, chats, type ChatMessage } from "@warmline/shared/chats/model.ts";
import { conversations } from "@warmline/shared/conversations/model.ts";
import type { ChatPlatform } from "./platform.ts";

/** For tests: a server of ours at a simulated platform; a household is on file. */

export const HOME = { id: eastHome.id, number: "100000001", tail: "8000" } as const;

export const SLOW = { timeout: 15_000, interval: 20 };

export interface ChatRoom<P extends ChatPlatform = ChatPlatform> {
  readonly platform: P;
  /** Another one after each restart. */
  server(): TestServer;
  /** Ends the server, lets people do something meanwhile, and starts it again where it was. */
  restart(meanwhile: () => Promise<unknown>): Promise<void>;
  write(userId: string, text: string, id?: string): Promise<void>;
  /** Says one thing after the other, each once the one before was answered; the last answer. */
  talk(userId: string, ...texts: readonly string[]): Promise<string>;
  /** The answer with this number, the first being 1, once it came. */
  answer(userId: string, count: number): Promise<string>;
  answers(userId: string): readonly string[];
  chatOf(userId: string, account?: string): ReturnType<typeof readChat>;
  /** How many turns the conversation that goes on has had. */
  turnsOf(userId: string): Promise<number>;
  messagesOf(userId: string, state: ChatMessage["state"]): Promise<ChatMessage[]>;
  casesOfHome(): Promise<Case[]>;
  /** Kinds of the files that hang on the case of the conversation, once there are so many. */
  attached(userId: string, count: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

function readChat({ deps }: TestServer, account: string, userId: string) {
  return deps.store.get(chats, chatIdOf(account, userId));
}

export async function openChatRoom<P extends ChatPlatform>(
  engine: Readonly<Record<string, string>>,
  platform: P,
): Promise<ChatRoom<P>> {
  const folder = await mkdtemp(join(tmpdir(), "warmline-chats-"));
  const settings = { AREA_CODE: "0352", ...engine, ...platform.settings, DATA_DIR: folder };
  const [first] = platform.accounts;
  let server = await startTestServer(settings);
  await furnish(server.deps);
  await platform.at(server);
  const answers = (userId: string) => platform.answers(first, userId);
  const answer = async (userId: string, count: number) => {
    // Two may come between two looks: the one asked for is still in its place.
    await expect.poll(() => answers(userId).length, SLOW).toBeGreaterThanOrEqual(count);
    return answers(userId)[count - 1] ?? "";
  };
  const write = (userId: string, text: string, id?: string) =>
    platform.write({ account: first, userId, text, id });
  const chatOf = (userId: string, account: string = first) => readChat(server, account, userId);
  return {
    platform,
    server: () => server,
    async restart(meanwhile) {
      await server.close();
      await platform.at(null);
      const doing = meanwhile();
      server = await startTestServer(settings);
      await platform.at(server);
      await doing;
    },
    write,
    answers,
    answer,
    async talk(userId, ...texts) {
      let last = "";
      for (const text of texts) {
        const before = answers(userId).length;
        await write(userId, text);
        last = await answer(userId, before + 1);
      }
      return last;
    },
    chatOf,
    async turnsOf(userId) {
      const id = (await chatOf(userId))?.conversationId ?? "";
      return (await server.deps.store.get(conversations, id))?.turnCount ?? 0;
    },
    async messagesOf(userId, state) {
      const where = { chatId: chatIdOf(first, userId), state };
      return server.deps.store.find(chatMessages, { index: "byChatState", where });
    },
    casesOfHome: () =>
      server.deps.store.find(cases, {
        index: "byHouseholdOpen",
        where: { householdId: HOME.id, open: true },
      }),
    async attached(userId, count) {
      const { store } = server.deps;
      const conversationId = (await chatOf(userId))?.conversationId ?? "";
      const where = { conversationId, state: "attached" } as const;
      const media = () => store.find(chatMedia, { index: "byConversation", where });
      await expect.poll(async () => (await media()).length, SLOW).toBe(count);
      const found = await media();
      const kept = await store.getMany(
        storedFiles,
        found.map(({ fileId = "" }) => fileId),
      );
      const caseIds = new Set(found.map(({ caseId }) => caseId));
      expect(new Set(kept.map(({ caseId }) => caseId))).toEqual(caseIds);
      return kept.map(({ type }) => type);
    },
    async close() {
      await closeAndDrop(server);
      await platform.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
