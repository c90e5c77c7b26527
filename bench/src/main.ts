import { cpus } from "node:os";
import { print, type Figure } from "./figures.ts";

/**
 * `npm run bench [commits|lookup|cases|live]`: prints ratios to a floor measured in the same run.
 */
const benches: Record<string, [string, () => Promise<Figure[]>]> = {
  commits: [
    "Commits",
    async () =>
      (await import("./commits.ts")).commitFigures(process.env["WARMLINE_TEST_MONGO_URL"]),
  ],
  lookup: ["Fee lookup", async () => (await import("./lookup.ts")).lookupFigures()],
  cases: ["Cases", async () => (await import("./cases.ts")).caseFigures()],
  live: ["Fact to screen", async () => (await import("./live.ts")).liveFigures()],
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`unknown: ${unknown.join(", ")}; there are: ${Object.keys(benches).join(", ")}`);
  process.exit(2);
}

console.log(`Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "?"}`);
for (const [name, [title, run]] of Object.entries(benches)) {
  if (wanted.length === 0 || wanted.includes(name)) print(title, await run());
}
process.exit(0);
