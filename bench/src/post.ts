import { Agent, request } from "node:http";

const agent = new Agent({ keepAlive: true });

export interface Posted {
  readonly port: number;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/**
 * One POST to this machine, leaner than `fetch`. An idle connection may be closed just as it is
 * used: then it is sent once more, as platforms and carriers do. Throws for whatever is not 200.
 */
export function post(posted: Posted): Promise<string> {
  return once(posted).catch((error: Error) => {
    if ("code" in error && error.code === "ECONNRESET") return once(posted);
    throw error;
  });
}

function once({ port, path, headers, body }: Posted): Promise<string> {
  const length = { "content-length": String(Buffer.byteLength(body)) };
  const method = "POST";
  const to = { port, host: "127.0.0.1", agent, method, path, headers: { ...headers, ...length } };
  return new Promise((resolve, reject) => {
    const asked = request(to, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () =>
        answer.statusCode === 200 ? resolve(text) : reject(new Error(`${path}: ${text}`)),
      );
    });
    asked.on("error", reject);
    asked.end(body);
  });
}
