import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

const SERVER = fileURLToPath(new URL("server.ts", import.meta.url));

export interface Child {
  readonly process: ChildProcess;
  readonly port: number;
}

/** Starts `server.ts` in a process of its own, so that load and server share no event loop. */
export async function startChild(args: string[], env: Record<string, string> = {}): Promise<Child> {
  const child = fork(SERVER, args, { env: { ...process.env, ...env } });
  const [port] = (await once(child, "message")) as [number];
  return { process: child, port };
}
