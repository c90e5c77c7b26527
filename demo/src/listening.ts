import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";

/** A simulated interface of somebody else's. */
export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens at this machine alone, at a port that is free. */
export async function listening(answer: RequestListener): Promise<Listening> {
  const server = createServer(answer);
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = new Promise<void>((done) => server.close(() => done()));
      server.closeAllConnections();
      await closed;
    },
  };
}
