/**
 * A child of the bench: serves a bare floor or Warmline in a process of its own, and says its port.
 */
import { createServer, type Server as HttpServer } from "node:http";
import { DatabaseSync } from "node:sqlite";
import type { AddressInfo } from "node:net";
import express from "express";
import { pino } from "pino";
import { Server } from "socket.io";
import { openDeps } from "@warmline/server/engines.ts";
import { readConfig } from "@warmline/server/config.ts";
import { modules } from "@warmline/server/modules.ts";
import { startService } from "@warmline/server/service.ts";
import { openRawFloor } from "./same-bytes.ts";

const [kind = "", given = ""] = process.argv.slice(2);

// Nobody is left to ask for anything.
process.once("disconnect", () => process.exit(0));

function listen(server: HttpServer): void {
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
}

/** Bare Express: one prepared read of a row that holds the answer, which is decoded and sent. */
function serveFloor(): void {
  const database = new DatabaseSync(given, { readOnly: true });
  const statement = database.prepare("SELECT body FROM floor WHERE number = ?");
  const app = express().disable("x-powered-by").disable("etag");
  app.get("/lookup/:number", (request, response) => {
    const row = statement.get(request.params.number);
    response.json(JSON.parse(String(row?.["body"])));
  });
  listen(createServer(app));
}

/**
 * A raw Socket.IO echo: what one socket says, everybody in the room hears, once bare `node:sqlite`
 * has committed as many documents of as many bytes as a case takes.
 */
function serveEcho(): void {
  const documents = JSON.parse(given) as string[];
  const raw = openRawFloor();
  process.once("exit", () => raw.close());
  process.once("SIGTERM", () => process.exit(0));
  const server = createServer();
  const io = new Server(server, { transports: ["websocket"], serveClient: false });
  io.on("connection", (socket) => {
    void socket.join("all");
    socket.on("say", (description: unknown) => {
      raw.commit(documents);
      io.to("all").emit("heard", description);
    });
  });
  listen(server);
}

async function serveOurs(): Promise<void> {
  const config = readConfig(process.env);
  const log = pino({ level: "error" });
  const service = await startService({ deps: await openDeps(config, log, modules), modules });
  process.send?.(service.port);
}

if (kind === "floor") serveFloor();
else if (kind === "echo") serveEcho();
else if (kind === "turns") {
  listen(createServer((await import("./callers-floor.ts")).turns(given)));
} else if (kind === "chats") {
  listen(createServer((await import("./chat-floor.ts")).chatTurns(given)));
} else if (kind === "raw" || kind === "medici") {
  const floors = await import("./payment-floors.ts");
  listen(createServer(await floors[kind](given)));
} else await serveOurs();
