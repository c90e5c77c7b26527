import { cpSync, existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { execFileSync, spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { dirname, join, matchesGlob } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";

/** What the image holds, told from Dockerfile and .dockerignore: no container engine is at hand. */
const root = fileURLToPath(new URL("..", import.meta.url));
const read = (name: string) => readFileSync(join(root, name), "utf8");

const patterns = read(".dockerignore")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"));

/** As Docker reads it: the last pattern that fits decides, a folder takes what is in it along. */
function ignored(path: string): boolean {
  const parts = path.split("/");
  const paths = parts.map((_, place) => parts.slice(0, place + 1).join("/"));
  let left = false;
  for (const pattern of patterns) {
    const wanted = pattern.replace(/^!/, "");
    if (paths.some((one) => matchesGlob(one, wanted))) left = !pattern.startsWith("!");
  }
  return left;
}

const inContext = execFileSync("git", ["ls-files"], { cwd: root, encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((path) => !ignored(path));
/** `COPY --from=build /warmline/server server`: sources that the last stage takes over. */
const copied = [...read("Dockerfile").matchAll(/^COPY --from=build \/warmline\/(\S+) \S+$/gm)].map(
  ([, path = ""]) => path,
);
const shipped = inContext.filter((path) =>
  copied.some((one) => path === one || path.startsWith(`${one}/`)),
);

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "warmline-image-"));
  for (const path of shipped) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    cpSync(join(root, path), join(folder, path));
  }
  symlinkPackages();
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** The installed packages, with our own ones where the image has them. */
function symlinkPackages(): void {
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "@warmline"), { recursive: true });
  for (const name of ["server", "shared", "bots", "search", "demo"]) {
    symlinkSync(join(folder, name), join(modules, "@warmline", name));
  }
  for (const name of ["server", "shared", "bots", "search"]) {
    const own = join(root, name, "node_modules");
    if (existsSync(own)) symlinkSync(own, join(folder, name, "node_modules"));
  }
  const others = execFileSync("ls", ["-A", join(root, "node_modules")], { encoding: "utf8" });
  for (const name of others.trim().split("\n")) {
    if (name !== "@warmline") symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
}

test("neither tests, nor what they share, nor the demo city are in it", () => {
  const unwanted =
    /\.test\.ts$|\/(testing|[a-z-]*fixture|contract)\.ts$|\/contract\/|^(demo|tests|bench)\//;
  expect(shipped.length).toBeGreaterThan(150);
  expect(shipped.filter((path) => unwanted.test(path))).toEqual([]);
});

async function start(settings: Record<string, string>) {
  const child = spawn(process.execPath, ["server/src/main.ts"], {
    cwd: folder,
    env: { PATH: process.env["PATH"], DATA_DIR: join(folder, "data"), PORT: "0", ...settings },
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (part) => (said += part));
  const code = new Promise<number | null>((done) => child.once("exit", done));
  return { child, code, said: () => said };
}

test("it starts, and gives its first administrator a password", async () => {
  const { child, code, said } = await start({ DEMO: "false", LOG_LEVEL: "error" });
  await expect.poll(said, { timeout: 15_000 }).toMatch(/first administrator: admin \/ \S+/);
  const url = /^Warmline (http:\S+)$/m.exec(said())?.[1];
  expect((await fetch(`${url}/api/health`)).status).toBe(200);
  child.kill("SIGTERM");
  expect(await code).toBe(0);
});

test("asked for the demo city it says that it has none", async () => {
  const { code, said } = await start({ DEMO: "true" });
  expect(await code).toBe(1);
  expect(said()).toContain("which is not part of what is shipped");
});
