// `npm run check`: every script of package.json named `check:…`, a line each, two at a time. What a
// failed one printed is shown; `npm run check:<name>` runs one alone.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ensureInstalled, environment, root, seconds } from "./workspace.mjs";

const AT_ONCE = 2;

ensureInstalled();
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const wanted = process.argv.slice(2);
const waiting = Object.entries(scripts)
  .filter(([name]) => name.startsWith("check:"))
  .map(([name, command]) => ({ name: name.slice("check:".length), command }))
  .filter(({ name }) => wanted.length === 0 || wanted.includes(name));

// Types of SvelteKit's routes are generated; the linter and the compilers need them.
await run(scripts.sync);
const failed = [];
await Promise.all(Array.from({ length: AT_ONCE }, work));
if (failed.length > 0) {
  process.stdout.write(`check: ${failed.join(", ")} failed\n`);
  process.exitCode = 1;
}

async function work() {
  for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
    const started = Date.now();
    const { code, output } = await run(step.command);
    const mark = code === 0 ? "✓" : "✗";
    process.stdout.write(`${mark} ${step.name.padEnd(10)} ${seconds(started)}\n`);
    if (code === 0) continue;
    failed.push(step.name);
    process.stdout.write(`${output.trimEnd()}\n\n`);
  }
}

function run(command) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, {
      cwd: root,
      shell: true,
      env: { ...environment, NO_COLOR: "1" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const parts = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (part) => parts.push(part));
    }
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, output: parts.join("") }));
  });
}
