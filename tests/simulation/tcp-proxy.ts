import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A way to a server that a test can cut and give back. */
export interface TcpProxy {
  readonly port: number;
  /** All connections end, new ones are refused. */
  cut(): Promise<void>;
  /** Connections stay open and nothing comes through any more, in neither direction. */
  freeze(): void;
  /** Requests arrive; the connection ends in place of the next answer, once. */
  loseAnAnswer(): void;
  restore(): Promise<void>;
  close(): Promise<void>;
}

type Mode = "open" | "frozen" | "losing";

export async function startProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let mode: Mode = "open";
  let port = 0;
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => {});
      socket.on("close", () => {
        sockets.delete(socket);
        for (const other of [client, upstream]) other.destroy();
      });
    }
    client.on("data", (data) => void (mode !== "frozen" && upstream.write(data)));
    upstream.on("data", (data) => {
      if (mode === "open") client.write(data);
      if (mode !== "losing") return;
      mode = "open";
      client.destroy();
    });
  });

  async function listen(): Promise<void> {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
  }
  async function cut(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  await listen();
  return {
    get port() {
      return port;
    },
    cut,
    freeze: () => void (mode = "frozen"),
    loseAnAnswer: () => void (mode = "losing"),
    async restore() {
      mode = "open";
      // What was held back is lost: such a connection cannot go on.
      for (const socket of sockets) socket.destroy();
      if (!server.listening) await listen();
    },
    close: cut,
  };
}

/** The server that a connection string names; the string with the proxy in its place. */
export function through(url: string, port: number): string {
  const address = new URL(url);
  address.hostname = "127.0.0.1";
  address.port = String(port);
  return address.href;
}

export function targetOf(url: string): { host: string; port: number } {
  const { hostname, port } = new URL(url);
  return { host: hostname, port: Number(port) };
}
