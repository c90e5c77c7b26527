// `npm run dev`: the server, restarted on every change, and the screens with hot reload. The
// screens pass /api and the sockets on to PORT; when one of the three ends, all end.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { ensureInstalled, environment, node24, root, say } from "./workspace.mjs";

ensureInstalled();
const server = `http://127.0.0.1:${process.env.PORT ?? 8080}`;
const vite = join(root, "node_modules", "vite", "bin", "vite.js");
const children = [
  start("server", ["--watch-preserve-output", "--watch", "server/src/main.ts"], root),
  start("web", [vite, "dev", "--port", "5173", "--strictPort"], join(root, "web")),
  start("kiosk", [vite, "dev", "--port", "5174", "--strictPort"], join(root, "kiosk")),
];
say("web http://localhost:5173, kiosk http://localhost:5174");
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => stop(0));

function start(name, args, cwd) {
  const child = spawn(node24, args, {
    cwd,
    stdio: "inherit",
    env: { ...environment, WARMLINE_SERVER: server },
  });
  child.on("exit", (code) => {
    say(`${name} has ended`);
    stop(code ?? 1);
  });
  return child;
}

function stop(code) {
  process.exitCode ??= code;
  for (const child of children) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
  }
}
