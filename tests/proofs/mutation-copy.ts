import { execFile, execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { existsSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The packages of this repository, which the copy must find in itself. */
const OWN = "@warmline";
/** A test that hangs is not one that fails. */
const PATIENCE_MS = 300_000;

/** A copy of the sources where rules may be broken: the working tree is never touched. */
export interface SourceCopy {
  readonly folder: string;
  /** How many tests passed and failed; null when the run itself came to nothing. */
  test(file: string, only?: string): Promise<Tested | null>;
  remove(): void;
}

export interface Tested {
  readonly passed: number;
  readonly failed: number;
}

/** What git knows or would add, as it stands now, with the installed packages linked. */
export function copySources(): SourceCopy {
  const folder = mkdtempSync(join(tmpdir(), "warmline-mutations-"));
  const listed = execFileSync("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
    cwd: ROOT,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  for (const path of listed.split("\0")) {
    // Deleted and not yet committed.
    if (path === "" || !existsSync(join(ROOT, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    cpSync(join(ROOT, path), join(folder, path));
  }
  linkPackages(folder);
  return {
    folder,
    test: (file, only) => runTests(folder, file, only),
    remove: () => rmSync(folder, { recursive: true }),
  };
}

function linkPackages(folder: string): void {
  const { workspaces } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as {
    readonly workspaces: readonly string[];
  };
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, OWN), { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name !== OWN) symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  for (const workspace of workspaces) {
    symlinkSync(join(folder, workspace), join(modules, OWN, workspace));
    const nested = join(ROOT, workspace, "node_modules");
    if (existsSync(nested)) symlinkSync(nested, join(folder, workspace, "node_modules"));
  }
}

async function runTests(folder: string, file: string, only?: string): Promise<Tested | null> {
  const vitest = join(folder, "node_modules", "vitest", "vitest.mjs");
  const said = join(folder, "tested.json");
  const argv = ["run", "--root", folder, "--project", "code", "--bail", "1", file];
  const report = ["--reporter", "json", "--outputFile", said];
  rmSync(said, { force: true });
  await new Promise<void>((resolve) => {
    const options = { cwd: folder, timeout: PATIENCE_MS, maxBuffer: 64 * 1024 * 1024 };
    const named = only === undefined ? [] : ["-t", only];
    execFile(process.execPath, [vitest, ...argv, ...named, ...report], options, () => resolve());
  });
  if (!existsSync(said)) return null;
  const told = JSON.parse(readFileSync(said, "utf8")) as {
    readonly numPassedTests: number;
    readonly numFailedTests: number;
  };
  return { passed: told.numPassedTests, failed: told.numFailedTests };
}
