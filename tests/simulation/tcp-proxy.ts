import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

/** A way to a server that a test can cut, slow down and give back. */
export interface TcpProxy {
  readonly port: number;
  /** All connections end, new ones are refused. */
  cut(): Promise<void>;
  /** Connections stay open and nothing comes through any more, in neither direction. */
  freeze(): void;
  /** Requests arrive; the connection ends in place of the next answer, once. */
  loseAnAnswer(): void;
  /**
   * Everything takes so much longer on its way there, and back: from now on, or from the request on
   * that holds these bytes.
   */
  delay(thereMs: number, backMs: number, from?: string): void;
  restore(): Promise<void>;
  close(): Promise<void>;
}

type Mode = "open" | "frozen" | "losing";

export async function startProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let mode: Mode = "open";
  let delays = { there: 0, back: 0 };
  let next: { readonly from: string; readonly delays: typeof delays } | null = null;
  let port = 0;
  const server = createServer((client) => {
    const upstream = connect(target);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on("error", () => {});
    }
    // What is on its way when its sender goes still arrives.
    const there = createPipe(upstream, () => delays.there);
    const back = createPipe(client, () => delays.back);
    client.on("data", (data) => {
      if (next !== null && data.includes(next.from)) [delays, next] = [next.delays, null];
      if (mode !== "frozen") there.write(data);
    });
    upstream.on("data", (data) => {
      if (mode === "open") back.write(data);
      if (mode !== "losing") return;
      mode = "open";
      client.resetAndDestroy();
    });
    client.on("close", () => {
      sockets.delete(client);
      there.end();
    });
    upstream.on("close", () => {
      sockets.delete(upstream);
      client.destroy();
    });
  });

  /** By a reset: of a plain end the driver loses requests that it is just sending, for good. */
  function end(): void {
    for (const socket of sockets) socket.resetAndDestroy();
  }

  async function listen(): Promise<void> {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    ({ port } = server.address() as AddressInfo);
  }
  async function cut(): Promise<void> {
    if (!server.listening) return;
    const closed = once(server, "close");
    server.close();
    end();
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
    delay(there, back, from) {
      if (from === undefined) [delays, next] = [{ there, back }, null];
      else next = { from, delays: { there, back } };
    },
    async restore() {
      mode = "open";
      delays = { there: 0, back: 0 };
      // What was held back is lost: such a connection cannot go on.
      end();
      if (!server.listening) await listen();
    },
    close: cut,
  };
}

/** Writes in order, each after the delay that held when it came. */
function createPipe(to: Socket, delayMs: () => number) {
  let before = Promise.resolve();
  const later = (work: () => void) => {
    const ms = delayMs();
    const due = ms === 0 ? before : new Promise<void>((resolve) => setTimeout(resolve, ms));
    before = Promise.all([before, due]).then(work);
  };
  return {
    write: (data: Buffer) => later(() => void (to.destroyed || to.write(data))),
    end: () => later(() => to.destroy()),
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
