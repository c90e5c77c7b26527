import { brotliCompressSync, gzipSync } from "node:zlib";
import { anyText, anything, pick, type MadeUp, type Source } from "./call.ts";

type Turn = (call: MadeUp, random: Source) => MadeUp;

/** Turns a call that is almost right into one that no honest client would send. */
export function makeHostile(call: MadeUp, random: Source): MadeUp {
  return pick(random, call.body === undefined ? TURNS_OF_READS : TURNS)(call, random);
}

const MEGABYTE = Buffer.alloc(1_048_576 * 16);
/** Small on the wire: 16 MB each. */
const BOMBS = { gzip: gzipSync(MEGABYTE), br: brotliCompressSync(MEGABYTE) };

function withHeaders(call: MadeUp, headers: Readonly<Record<string, string>>): MadeUp {
  return { ...call, headers: { ...call.headers, ...headers } };
}

function textOf({ body = "" }: MadeUp): string {
  return typeof body === "string" ? body : Buffer.from(body).toString("latin1");
}

const contentType: Turn = (call, random) =>
  withHeaders(call, {
    "content-type": pick(random, [
      "",
      "text/plain",
      "application/json; charset=utf-16",
      "application/json; charset=gbk",
      "application/json; charset=nonsense",
      "application/json;;;",
      "application/x-www-form-urlencoded",
      "multipart/form-data",
      "multipart/form-data; boundary=",
      "application/json, text/html",
      "\u00ff\u00fe",
    ]),
  });

const encoding: Turn = (call, random) => {
  const name = pick(random, ["gzip", "br", "deflate", "zstd", "identity, gzip", "nonsense", ""]);
  const body = pick(random, [BOMBS.gzip, BOMBS.br, Buffer.from(textOf(call))]);
  return withHeaders({ ...call, body }, { "content-encoding": name });
};

const brokenJson: Turn = (call, random) => {
  const bytes = Buffer.from(textOf(call));
  const at = Math.floor(random.next() * (bytes.length + 1));
  const piece = pick(random, [
    Buffer.alloc(0),
    Buffer.from([Math.floor(random.next() * 256)]),
    Buffer.from([0xed, 0xa0, 0x80]),
    Buffer.from([0xef, 0xbb, 0xbf]),
    Buffer.from("\0"),
    Buffer.from("[".repeat(30_000)),
    Buffer.from('{"a":'.repeat(20_000)),
    Buffer.from('"'),
    Buffer.from("1e999"),
    Buffer.from('"__proto__":{"admin":true},'),
  ]);
  const rest = bytes.subarray(at + Math.floor(random.next() * 3));
  return { ...call, body: Buffer.concat([bytes.subarray(0, at), piece, rest]) };
};

/** JSON that is well-formed and that no client writes, in the place of one value. */
const RAW_VALUES = [
  '"\\ud800"',
  '"\\u0000"',
  '"\\u202e\\u2066"',
  '"𠮷㛃䶮"',
  "1e999",
  "-1e-999",
  "9007199254740993",
  "0.1",
  `"${"暖".repeat(30_000)}"`,
  "[".repeat(20_000) + "]".repeat(20_000),
  `[${"0,".repeat(40_000)}0]`,
  `{${Array.from({ length: 5_000 }, (_, n) => `"k${n}":0`).join(",")}}`,
  '{"__proto__":{"admin":true},"constructor":{"prototype":{}}}',
  '{"then":1,"toJSON":1}',
  "null",
  "true",
];

const rawValue: Turn = (call, random) => {
  const places = [...textOf(call).matchAll(/:("[^"]*"|[\d.e+-]+|true|false|null)/g)];
  if (places.length === 0) return { ...call, body: pick(random, RAW_VALUES) };
  const { 0: found, index } = pick(random, places);
  const text = textOf(call);
  const value = pick(random, RAW_VALUES);
  return { ...call, body: `${text.slice(0, index)}:${value}${text.slice(index + found.length)}` };
};

const wholeBody: Turn = (call, random) => {
  return { ...call, body: pick(random, [JSON.stringify(anything(random)) ?? "", anyText(random)]) };
};

const query: Turn = (call, random) => {
  const name = /[?&]([^=&]+)=/.exec(call.path)?.[1] ?? pick(random, ["limit", "q", "id", "state"]);
  const more = pick(random, [
    `${name}=1&${name}=2`,
    `${name}[]=1&${name}[]=2`,
    `${name}[a][b][c]=1`,
    `${name}[__proto__]=1&__proto__[x]=1`,
    `${name}=%`,
    `${name}=%zz&%ff=%c0%af`,
    `${name}=%ED%A0%80%00%E2%80%AE`,
    `${name}=${"a".repeat(7_000)}`,
    "b=1&".repeat(1_500),
    "&&&===",
    "?",
    `${name}=1e999`,
    `${name}=-9007199254740993`,
  ]);
  return { ...call, path: `${call.path}${call.path.includes("?") ? "&" : "?"}${more}` };
};

const path: Turn = (call, random) => {
  const [bare = "", search] = call.path.split("?");
  const segments = bare.split("/");
  const place = 2 + Math.floor(random.next() * (segments.length - 1));
  segments[place] = pick(random, [
    "%",
    "%zz",
    "%c0%af",
    "%00",
    "%ff%fe",
    "..%2f..%2fetc%2fpasswd",
    "..",
    "",
    "%F0%A0%AE%B7%E3%9B%83%E4%B6%AE",
    "%E2%80%AE",
    "%ED%A0%80",
    "__proto__",
    "constructor",
    "x".repeat(6_000),
    "\u00e6\u009a\u0096",
    "a;b=c",
    "%2525",
  ]);
  return { ...call, path: segments.join("/") + (search === undefined ? "" : `?${search}`) };
};

const cookies: Turn = (call, random) => {
  const { cookie = "" } = call.headers;
  const odd = pick(random, [
    "warmline=%E0%A4%A",
    `warmline=${"x".repeat(7_000)}`,
    "=; ;; warmline",
    'warmline="',
    "warmline=\u00ff\u00fe",
    "__proto__=1; constructor=1",
    `${cookie}; ${cookie}`,
    "a=1; ".repeat(800),
  ]);
  return withHeaders(call, { cookie: pick(random, [odd, `${odd}; ${cookie}`]) });
};

const headers: Turn = (call, random) =>
  withHeaders(
    call,
    pick<Readonly<Record<string, string>>>(random, [
      { "accept-language": ",;q=x, en-\u00ff" },
      { "accept-language": "en,".repeat(1_000) },
      { "idempotency-key": "\u00ff".repeat(10) },
      { "idempotency-key": "k".repeat(7_000) },
      { "idempotency-key": "__proto__" },
      { origin: "http://[" },
      { origin: "null" },
      { "acting-as": "\u00ff" },
      { "x-forwarded-for": "999.1.1.1, ::1, \u00ff" },
      { "x-forwarded-proto": "gopher" },
      { forwarded: "for=_" },
      { host: "evil.example" },
      { host: "[" },
      { range: "bytes=0-1,5-" },
      { "if-none-match": '"x"', "if-modified-since": "never" },
      { accept: "application/xml" },
      { expect: "100-continue" },
      { expect: "the-spanish-inquisition" },
      { upgrade: "h2c", connection: "upgrade" },
      { "x-http-method-override": "DELETE" },
      { "x-long": "x".repeat(14_000) },
      { "x-too-long": "x".repeat(20_000) },
      Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`x-${n}`, "1"])),
    ]),
  );

const method: Turn = (call, random) => {
  return { ...call, method: pick(random, ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PURGE"]) };
};

const TURNS_OF_READS: readonly Turn[] = [query, query, path, path, cookies, headers, method];
const TURNS: readonly Turn[] = [
  ...TURNS_OF_READS,
  contentType,
  encoding,
  brokenJson,
  brokenJson,
  rawValue,
  rawValue,
  wholeBody,
];
