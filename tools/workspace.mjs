// What `npm start`, `npm test` and their like need before anything else: packages installed and
// screens built. Plain JavaScript without packages, as it must run on Node 20 in a fresh clone.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { constants } from "node:os";
import { delimiter, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const bin = join(root, "node_modules", ".bin");
const windows = process.platform === "win32";

/** Node 24 as the package `node` brings it, whatever Node runs this file. */
export const node24 = join(root, "node_modules", "node", "bin", windows ? "node.exe" : "node");

/** Inside, `node` and every tool are those of node_modules. */
export const environment = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` };

/** Workspaces that are built, with what they build into and what the result depends on. */
const SCREENS = [
  { name: "web", output: "web/build", sources: ["web", "shared/src", "fonts/rare-han.css"] },
  { name: "kiosk", output: "kiosk/dist", sources: ["kiosk", "shared/src", "fonts/rare-han.css"] },
];

/** Installs when something that package-lock.json names is missing or of another version. */
export function ensureInstalled() {
  if (installed()) return;
  say("installing packages (once, and after package-lock.json changed) …");
  const started = Date.now();
  // Development packages build the screens, so they are needed even where NODE_ENV is production.
  npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], "the installation");
  if (spawnSync(node24, ["--version"]).status !== 0) {
    fail("Node 24 was not installed: npm must be allowed to run the install script of `node`");
  }
  say(`installed in ${seconds(started)}`);
}

function installed() {
  const now = readJson("node_modules/.package-lock.json");
  if (now === null || !existsSync(node24)) return false;
  const wanted = Object.entries(readJson("package-lock.json").packages);
  return wanted.every(
    ([path, { version, link, optional, devOptional }]) =>
      !path.includes("node_modules/") ||
      (link === true && existsSync(join(root, path))) ||
      ((optional || devOptional) && now.packages[path] === undefined) ||
      now.packages[path]?.version === version,
  );
}

/** Builds those screens whose sources are not the ones they were built from. */
export function ensureBuilt() {
  for (const { name, output, sources } of SCREENS) {
    if (readJson(`${name}/package.json`).scripts?.build === undefined) continue;
    const stamp = join(root, output, ".sources");
    const hash = hashOf([...sources, "package-lock.json"]);
    if (existsSync(stamp) && readFileSync(stamp, "utf8") === hash) continue;
    say(`building ${name} …`);
    const started = Date.now();
    const quietly = ["--silent", "-w", name, "--", "--logLevel", "warn"];
    npm(["run", "build", ...quietly], `the build of ${name}`);
    writeFileSync(stamp, hash);
    say(`built ${name} in ${seconds(started)}`);
  }
}

const GENERATED = new Set(["node_modules", "build", "dist", ".svelte-kit"]);

function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths.flatMap((each) => filesUnder(join(root, each)))) {
    hash.update(relative(root, path)).update("\0").update(readFileSync(path)).update("\0");
  }
  return hash.digest("hex");
}

function filesUnder(path) {
  const entries = existsSync(path) ? tryList(path) : [];
  if (entries === null) return [path];
  return entries
    .filter(({ name }) => !GENERATED.has(name) && !name.includes(".test."))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const inside = join(path, entry.name);
      return entry.isDirectory() ? filesUnder(inside) : [inside];
    });
}

function tryList(path) {
  try {
    return readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === "ENOTDIR") return null;
    throw error;
  }
}

function npm(args, what) {
  const own = process.env.npm_execpath;
  const through = own?.endsWith(".js") ? [process.execPath, [own, ...args]] : ["npm", args];
  const { status, error } = spawnSync(...through, {
    cwd: root,
    stdio: "inherit",
    env: environment,
    shell: windows && through[0] === "npm",
  });
  if (status !== 0) fail(`${what} failed${error ? `: ${error.message}` : ""}`);
}

const ORPHAN_CHECK_MS = 500;

/** Makes Node read the settings of `.env`, where there is one; tests must not see them. */
export function settings() {
  return existsSync(join(root, ".env")) ? ["--env-file=.env"] : [];
}

/**
 * Runs a program under Node 24 in this terminal; this process then ends as that one does. Signals
 * are passed on, but for Ctrl-C, which a terminal sends to both.
 */
export function runInNode24(args, options = {}) {
  const child = spawn(node24, args, {
    cwd: root,
    stdio: "inherit",
    env: { ...environment, ...options.env },
  });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.on(signal, () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    });
  }
  // npm runs scripts through a shell that may die of a signal without passing it on.
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && child.kill("SIGTERM"), ORPHAN_CHECK_MS).unref();
  child.on("error", (error) => fail(`${args[0]} could not be started: ${error.message}`));
  child.on("exit", (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
}

export function say(text) {
  process.stderr.write(`warmline: ${text}\n`);
}

export function fail(text) {
  say(text);
  process.exit(1);
}

export function seconds(since) {
  return `${((Date.now() - since) / 1000).toFixed(1)} s`;
}

function readJson(path) {
  const full = join(root, path);
  return existsSync(full) ? JSON.parse(readFileSync(full, "utf8")) : null;
}
