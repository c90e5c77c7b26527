import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { endpoints } from "@warmline/shared/manifests.ts";
import { inLanguage } from "@warmline/shared/knowledge/in-both.ts";
import { knowledgeItems, knowledgeVersions } from "@warmline/shared/knowledge/model.ts";
import { content as schema } from "@warmline/shared/knowledge/rows.ts";
import { KNOWLEDGE_INTENTS, wordsOf } from "@warmline/shared/knowledge/content.ts";
import { faultIn } from "@warmline/shared/knowledge/script.ts";
import { closeAndDrop, onEachEngine } from "../../engines-fixture.ts";
import { startTestServer, type TestServer } from "../../testing.ts";
import { residentArticle } from "./resident-article.ts";
import { firstKnowledge } from "./seed-command.ts";
import { SEED_ARTICLES } from "./seed/articles.ts";
import { SEED_SCRIPTS } from "./seed/scripts.ts";

const SEEDS = [...SEED_ARTICLES, ...SEED_SCRIPTS];

describe("what comes with the program", () => {
  test("40 articles and 6 scripts, each title once", () => {
    expect([SEED_ARTICLES.length, SEED_SCRIPTS.length]).toEqual([40, 6]);
    const titles = SEEDS.flatMap(({ title }) => [title.zh, title.en]);
    expect(new Set(titles).size).toBe(2 * SEEDS.length);
  });

  test.each(SEEDS.map((one) => [one.title.zh, one] as const))("%s", (_, content) => {
    expect(schema.parse(content)).toEqual(content);
    expect(content.kind === "script" ? faultIn(content.steps) : null).toBe(null);
    for (const word of [content.title.en, ...wordsOf(content)]) expect(word).not.toBe("");
    for (const language of ["zh", "en"] as const) {
      const han = /\p{Script=Han}/u.test(inLanguage(content.title, language));
      expect(han).toBe(language === "zh");
    }
  });

  test("what is linked to an intent is for residents, and every intent has some", () => {
    const linked = SEED_ARTICLES.filter(({ intents }) => intents.length > 0);
    expect(linked.map(({ audience }) => audience)).toEqual(linked.map(() => "resident"));
    expect(new Set(linked.flatMap(({ intents }) => intents))).toEqual(new Set(KNOWLEDGE_INTENTS));
  });

  test("figures are those of the charging rules", () => {
    const yuan = (fen: number) => (fen / 100).toLocaleString("en", { minimumFractionDigits: 2 });
    const charge = Math.round((103_470 * 258_500) / 1e5);
    const base = Math.round(charge * 0.3);
    const restored = Math.round(((charge - base) * 92) / 151);
    const all = SEED_ARTICLES.map((one) => one.body.zh).join("\n");
    for (const sum of [charge, base, charge - base, restored]) expect(all).toContain(yuan(sum));
  });

  test("nothing in it is a phone number or a date", () => {
    for (const seed of SEEDS) {
      expect(wordsOf(seed).join("\n")).not.toMatch(/\d{5}|20\d\d|\d月|\d 月/u);
    }
  });
});

/** What residents ask, and the article that they are told. */
const ASKED = [
  ["stop-restore", "怎么报停", "K-032"],
  ["stop-restore", "怎么复热", "K-034"],
  ["stop-restore", "报停的基础费怎么算", "K-033"],
  ["fee-question", "怎么收费的", "K-022"],
  ["fee-question", "滞纳金怎么算", "K-026"],
  ["fee-question", "层高超了怎么收费", "K-024"],
  ["not-warm", "暖气不热怎么办", "K-001"],
  ["not-warm", "地暖不热怎么调", "K-004"],
  ["private-alteration", "怎么举报偷热", "K-020"],
] as const;

onEachEngine((settings) => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer(settings);
  });
  afterAll(() => closeAndDrop(server));

  test("is put in once, also by two nodes at once, and what was retired stays so", async () => {
    const { deps } = server;
    await Promise.all([firstKnowledge(deps), firstKnowledge(deps)]);
    const holding = { index: "byState", where: { state: "holding" } };
    expect(await deps.store.count(knowledgeItems, holding)).toBe(46);
    expect(await deps.store.size(knowledgeVersions)).toBe(46);
    const { cookie } = await server.signIn(["supervisor"]);
    const found = await server.request("/api/knowledge/find", {
      cookie,
      body: { q: "放气 一组" },
    });
    const [row] = found.body.rows;
    expect(row).toMatchObject({ number: "K-003", version: 1, ownerName: "Warmline" });
    const body = { rev: row.rev, reason: "由本单位另写" };
    await server.request(`/api/knowledge/${row.id}/retire`, { cookie, body });
    await firstKnowledge(deps);
    expect(await deps.store.count(knowledgeItems, holding)).toBe(45);
    const next = await server.request("/api/knowledge", {
      cookie,
      body: { content: { ...SEED_ARTICLES[0], keywords: [] } },
    });
    expect(next.body.number).toBe("K-041");
    for (const [intent, asked, number] of ASKED) {
      expect([asked, (await residentArticle(deps.store, { intent, asked }))?.number]).toEqual([
        asked,
        number,
      ]);
    }
    expect(endpoints.some(({ name }) => name === "knowledge.seed")).toBe(false);
  });
});
