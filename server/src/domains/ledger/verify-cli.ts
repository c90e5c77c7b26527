import { pino } from "pino";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import type { VerificationProgress } from "@warmline/shared/ledger/verification.ts";
import { LANGUAGES, formatMessage } from "@warmline/shared/messages/index.ts";
import { openStoreToRead } from "../../engines.ts";
import { collections } from "../../modules.ts";
import { readConfig } from "../../config.ts";
import { orSay } from "../../program.ts";
import { verifyJournal } from "./verify.ts";

/**
 * `npm run verify`: walks the journal and names what was tampered with, the first first. It only
 * reads, and may run while the server works. Exit code 0: sound, 1: findings, or no data to read.
 */
const config = readConfig(process.env);
const log = pino({ level: config.LOG_LEVEL });
const store = await orSay(openStoreToRead(config, log, collections));
try {
  const report = await orSay(verifyJournal(store, progressPrinter()));
  for (const { kind, householdId, entryId, seq, note } of report.findings) {
    const where = [
      householdId === undefined ? "" : `household ${householdId}`,
      seq === undefined ? "" : `entry ${seq}`,
      entryId === undefined ? "" : `(${entryId})`,
    ].filter((part) => part !== "");
    const [chinese, english] = LANGUAGES.map((one) => formatMessage(one, `ledger.finding.${kind}`));
    print(`${where.join(" ")}: ${chinese} / ${english}; ${note}`);
  }
  const { entries, households, commits, findings } = report;
  print(
    `${formatInstant(Date.now())}  ${entries} entries of ${households} households and ` +
      `${commits} commits: ${findings.length === 0 ? "sound" : `${findings.length} findings`}`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  await store.close();
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** One line a second at most. */
function progressPrinter(): (progress: VerificationProgress) => void {
  let next = Date.now() + 1_000;
  return ({ stage, done, of }) => {
    if (Date.now() < next) return;
    next = Date.now() + 1_000;
    process.stderr.write(`${stage}: ${done} of ${of}\n`);
  };
}
