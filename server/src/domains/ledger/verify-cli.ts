import { pino } from "pino";
import { formatInstant, instantOf } from "@warmline/shared/kernel/time.ts";
import { LANGUAGES, formatMessage } from "@warmline/shared/messages/index.ts";
import type { Anchor } from "@warmline/shared/store/port.ts";
import { openStoreToRead } from "../../engines.ts";
import { collections } from "../../modules.ts";
import { readConfig } from "../../config.ts";
import { verifyStore } from "../../platform/stores/verify-store.ts";
import { orSay, progressLines } from "../../program.ts";
import { helpersFor, withHelpers } from "./verification-helpers.ts";
import { verifyJournal } from "./verify.ts";

/**
 * `npm run verify`: holds the store against its hash chain and walks the journal, and names what
 * was tampered with, the first first. It only reads, and may run while the server works. `--anchor`
 * prints the newest commit with its hash, to be written down elsewhere; `--anchor POSITION:HASH`
 * checks that the history which ended there is still in the store. Exit code 0: sound, 1: findings,
 * or no data to read.
 */
const asked = anchorAsked(process.argv.slice(2));
const config = readConfig(process.env);
const log = pino({ level: config.LOG_LEVEL });
const store = await orSay(openStoreToRead(config, log, collections));
try {
  const tell = progressLines();
  const whole = await orSay(
    verifyStore(store, collections, {
      anchor: asked.anchor,
      onProgress: (done, of) => tell("commits", done, of),
    }),
  );
  for (const finding of whole.findings) print(finding);
  const report = await orSay(
    withHelpers(config, await helpersFor(store, 0), (helpers) =>
      verifyJournal(store, ({ stage, done, of }) => tell(stage, done, of), helpers),
    ),
  );
  for (const { kind, householdId, entryId, seq, note } of report.findings) {
    const where = [
      householdId === undefined ? "" : `household ${householdId}`,
      seq === undefined ? "" : `entry ${seq}`,
      entryId === undefined ? "" : `(${entryId})`,
    ].filter((part) => part !== "");
    const [chinese, english] = LANGUAGES.map((one) => formatMessage(one, `ledger.finding.${kind}`));
    print(`${where.join(" ")}: ${chinese} / ${english}; ${note}`);
  }
  const { entries, households, mismatches } = report;
  for (const { householdId, season, why } of mismatches.first) {
    const [chinese, english] = LANGUAGES.map((one) =>
      formatMessage(one, `households.mismatch.${why}`, { season }),
    );
    print(`household ${householdId}: ${chinese} / ${english}`);
  }
  const { commits, documents, anchor } = whole;
  const findings = [...whole.findings, ...report.findings];
  const outcome = findings.length === 0 ? "sound" : `${findings.length} findings`;
  print(
    `${formatInstant(instantOf(Date.now()))}  ${entries} entries of ${households} households, ` +
      `${documents} documents and ${commits} commits: ${outcome}; ` +
      `${mismatches.count} seasons charged otherwise than agreed`,
  );
  if (asked.print) print(`anchor ${anchor.position}:${anchor.hash}`);
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  await store.close();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** `--anchor`, or `--anchor POSITION:HASH`. */
function anchorAsked(argv: readonly string[]): { print: boolean; anchor?: Anchor } {
  const place = argv.indexOf("--anchor");
  if (place < 0) return { print: false };
  const given = argv[place + 1];
  if (given === undefined) return { print: true };
  const [, position, hash] = /^(\d+):([0-9a-f]{64})$/.exec(given) ?? [];
  if (position !== undefined && hash !== undefined) {
    return { print: true, anchor: { position: Number(position), hash } };
  }
  process.stderr.write(`${given} is no anchor: POSITION:HASH\n`);
  return process.exit(2);
}
