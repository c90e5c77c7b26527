// Reads vitest's JSON report and prints `N passed, N failed` (and skipped, if any) as one line.
// Fails when a test failed, a file could not be loaded, or nothing ran at all.
import { readFileSync } from "node:fs";

const text = readFileSync(process.argv[2], "utf8");
const report = text === "" ? { testResults: [] } : JSON.parse(text);
const count = { passed: 0, failed: 0, skipped: 0 };
for (const { status, assertionResults } of report.testResults) {
  for (const each of assertionResults) {
    if (each.status === "passed" || each.status === "failed") count[each.status] += 1;
    else count.skipped += 1;
  }
  // A file that breaks before its first test, or after its last, counts as one failure.
  if (status === "failed" && !assertionResults.some((each) => each.status === "failed")) {
    count.failed += 1;
  }
}
const skipped = count.skipped > 0 ? `, ${count.skipped} skipped` : "";
process.stdout.write(`${count.passed} passed, ${count.failed} failed${skipped}\n`);
process.exitCode = count.failed > 0 || count.passed === 0 ? 1 : 0;
