import { pino } from "pino";
import { formatInstant } from "@warmline/shared/kernel/time.ts";
import type { VerificationProgress } from "@warmline/shared/ledger/verification.ts";
import { LANGUAGES, sentence } from "@warmline/shared/messages/index.ts";
import { openEngines } from "../../engines.ts";
import { collections } from "../../modules.ts";
import { readConfig } from "../../config.ts";
import { verifyJournal } from "./verify.ts";

/**
 * `npm run verify`: walks the journal and names what was tampered with, the first first. It only
 * reads, and may run while the server works. Exit code 0: sound, 1: findings.
 */
const config = readConfig(process.env);
const engines = await openEngines(config, pino({ level: config.LOG_LEVEL }), collections);
try {
  const report = await verifyJournal(engines.store, progressPrinter());
  for (const { kind, householdId, entryId, seq, note } of report.findings) {
    const where = [
      householdId === undefined ? "" : `household ${householdId}`,
      seq === undefined ? "" : `entry ${seq}`,
      entryId === undefined ? "" : `(${entryId})`,
    ].filter((part) => part !== "");
    const [chinese, english] = LANGUAGES.map((one) => sentence(one, `ledger.finding.${kind}`));
    print(`${where.join(" ")}: ${chinese} / ${english}; ${note}`);
  }
  const { entries, households, commits, findings } = report;
  print(
    `${formatInstant(Date.now())}  ${entries} entries of ${households} households and ` +
      `${commits} commits: ${findings.length === 0 ? "sound" : `${findings.length} findings`}`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
} finally {
  await engines.close();
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
