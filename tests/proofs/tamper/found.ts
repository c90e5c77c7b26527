import type { Engine } from "@warmline/server/domains/ledger/testing.ts";
import { verifyJournal } from "@warmline/server/domains/ledger/verify.ts";
import { collections } from "@warmline/server/modules.ts";
import { verifyStore } from "@warmline/server/platform/stores/verify-store.ts";
import { closeScene, openScene, type Scene } from "./scene.ts";
import { whilePaying, type Tampering } from "./tamperings.ts";

/** What `npm run verify -- --anchor …` says of the store, in lines. */
async function findingsOf({ room, anchor }: Scene, anchored = true): Promise<string[]> {
  const { store } = room.deps;
  const whole = await verifyStore(store, collections, anchored ? { anchor } : {});
  const journal = await verifyJournal(store);
  const told = journal.findings.map(({ kind, householdId, seq, note }) =>
    [householdId, kind, seq, note].filter((part) => part !== undefined).join(" "),
  );
  return [...whole.findings, ...told];
}

/** Null: found and named, and nothing was found before; else what went wrong. */
export async function missed(tampering: Tampering, engine: Engine): Promise<string | null> {
  const scene = await openScene(engine);
  try {
    const before = await findingsOf(scene);
    if (before.length > 0) return `found before anything was done: ${before.join("; ")}`;
    await tampering.tamper(scene);
    const look = () => findingsOf(scene);
    const findings = tampering.meanwhile ? await whilePaying(scene, look) : await look();
    if (!findings.some((finding) => tampering.named.test(finding)))
      return `not named, found: ${findings.join("; ") || "nothing"}`;
    if (tampering.byAnchor && (await findingsOf(scene, false)).length > 0)
      return "found without its anchor: the forgery was a poor one";
    return null;
  } finally {
    await closeScene(scene);
  }
}
