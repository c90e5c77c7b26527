import { expect } from "vitest";
import { eastHome, furnish } from "@warmline/server/domains/cases/fixture.ts";
import { startTestServer, type TestServer } from "@warmline/server/testing.ts";
import { cases, type Case } from "@warmline/shared/cases/model.ts";
import { startOfficial, type Simulated } from "./of-process.ts";
import type { OfOfficial } from "./rest.ts";

/** For tests: residents who write to the simulated account; a household is on file. */

export const HOME = { id: eastHome.id, number: "100000001", tail: "8000" } as const;

export const SLOW = { timeout: 15_000, interval: 20 };

export interface OfficialRoom extends Simulated {
  readonly server: TestServer;
  /** Something comes before messages are taken; null: no more. */
  hinder(by: OfOfficial["onTheWay"] | null): void;
  /** Says one thing after the other, each once the one before was answered; the last answer. */
  talk(userId: string, ...texts: readonly string[]): Promise<string>;
  /** What the account answered last, once there are so many answers in all. */
  answer(userId: string, count: number): Promise<string>;
  answers(userId: string): string[];
  casesOfHome(): Promise<Case[]>;
}

export async function openOfficial(settings: Record<string, string>): Promise<OfficialRoom> {
  const server = await startTestServer({ DEMO: "true", AREA_CODE: "0352", ...settings });
  await furnish(server.deps);
  let hindered: OfOfficial["onTheWay"] | null = null;
  const onTheWay = (userId: string) => hindered?.(userId) ?? null;
  const simulated = await startOfficial(server.deps, server.url, { onTheWay, retryMs: 20 });
  if (simulated === null) throw new Error("no simulated account");
  const { official } = simulated;
  const answers = (userId: string) =>
    official.chatOf(userId).shown.flatMap(({ by, text }) => (by === "account" ? [text] : []));
  const answer = async (userId: string, count: number) => {
    await expect.poll(() => answers(userId).length, SLOW).toBe(count);
    return answers(userId).at(-1) ?? "";
  };
  return {
    ...simulated,
    server,
    hinder: (by) => void (hindered = by),
    answers,
    answer,
    async talk(userId, ...texts) {
      let last = "";
      for (const text of texts) {
        const before = answers(userId).length;
        expect(await official.say(userId, text)).toBe(true);
        last = await answer(userId, before + 1);
      }
      return last;
    },
    casesOfHome: () =>
      server.deps.store.find(cases, {
        index: "byHouseholdOpen",
        where: { householdId: HOME.id, open: true },
      }),
  };
}
