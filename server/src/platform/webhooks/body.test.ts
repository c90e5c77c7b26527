import iconv from "iconv-lite";
import { describe, expect, test } from "vitest";
import type { WebhookFormat } from "@warmline/shared/api/webhook.ts";
import { readBody } from "./body.ts";
import { DEPTH_MAX } from "./xml.ts";

const FORM = "application/x-www-form-urlencoded";
const gbk = (text: string) => iconv.encode(text, "gb18030");
const nested = (depth: number) => `${"<a>".repeat(depth)}x${"</a>".repeat(depth)}`;
const lists = (depth: number) => `${"[".repeat(depth)}1${"]".repeat(depth)}`;

function read(format: WebhookFormat, type: string, body: string | Uint8Array): unknown {
  const done = readBody(format, type, Buffer.from(body as string));
  // As plain objects, so that they compare.
  return done.ok ? JSON.parse(JSON.stringify(done.value.value)) : done.code;
}

type Row = readonly [string, string, string | Uint8Array, unknown];

const forms: Row[] = [
  ["fields", FORM, "a=1&b=%E6%9A%96+%E6%B0%94", { a: "1", b: "暖 气" }],
  ["empty values and empty pairs", FORM, "a=&&b&", { a: "", b: "" }],
  ["a field that comes twice", FORM, "a=1&a=2&a=3", { a: ["1", "2", "3"] }],
  [
    "names that objects have",
    FORM,
    "__proto__=1&constructor=2",
    { constructor: "2", ["__proto__"]: "1" },
  ],
  ["GBK by charset", `${FORM}; charset=GBK`, "a=%C5%AF", { a: "暖" }],
  ["GBK that is not escaped", `${FORM};charset="gb18030"`, gbk("a=暖"), { a: "暖" }],
  ["GBK without saying so", FORM, "a=%C6%F8", "bad-body"],
  ["half a character", FORM, "a=%E6%9A", "bad-body"],
  ["a percent sign alone", FORM, "a=100%", "bad-body"],
  ["a value without a name", FORM, "=1", "bad-body"],
  ["more fields than anybody has", FORM, "a=1&".repeat(501), "bad-body"],
  ["an unknown charset", `${FORM}; charset=utf-7`, "a=1", "wrong-content-type"],
  ["JSON", "application/json", "{}", "wrong-content-type"],
  ["a type that begins alike", `${FORM}x`, "a=1", "wrong-content-type"],
  ["no type", "", "a=1", "wrong-content-type"],
];

const JSON_TYPE = "application/json";
const jsons: Row[] = [
  ["an object", JSON_TYPE, '{"a":["暖",null]}', { a: ["暖", null] }],
  ["as deep as it may be", JSON_TYPE, lists(DEPTH_MAX), JSON.parse(lists(DEPTH_MAX))],
  ["deeper", JSON_TYPE, lists(DEPTH_MAX + 2), "bad-body"],
  ["so deep that recursion breaks", JSON_TYPE, lists(30_000), "bad-body"],
  ["broken", JSON_TYPE, '{"a":', "bad-body"],
  ["bytes that are no UTF-8", JSON_TYPE, gbk('{"a":"暖气"}'), "bad-body"],
  ["GBK by charset", `${JSON_TYPE}; charset=gb2312`, gbk('{"a":"暖"}'), { a: "暖" }],
  ["UTF-16", `${JSON_TYPE}; charset=utf-16le`, Buffer.from("{}", "utf16le"), "wrong-content-type"],
];

const XML = "text/xml";
const LAUGHS =
  '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>' +
  "<l>&c;</l>";
const xmls: Row[] = [
  [
    "as WeChat writes it",
    XML,
    "<xml><MsgId>1</MsgId><Content><![CDATA[<!DOCTYPE> &amp; 暖]]></Content></xml>",
    { xml: { MsgId: "1", Content: "<!DOCTYPE> &amp; 暖" } },
  ],
  ["the five entities and numbers", XML, "<a>&lt;&amp;&gt;&#26262;&#x6C14;</a>", { a: "<&>暖气" }],
  ["blanks around elements", XML, "\n<a>\n <b> 1 </b>\n</a>\n", { a: { b: " 1 " } }],
  ["an element that comes twice", XML, "<a><b>1</b><b/></a>", { a: { b: ["1", ""] } }],
  ["attributes", XML, '<a c="2">1<!-- x --></a>', { a: { "@c": "2", "#text": "1" } }],
  [
    "GBK by its declaration",
    XML,
    gbk('<?xml version="1.0" encoding="GBK"?><a>暖</a>'),
    { a: "暖" },
  ],
  ["GBK by charset", `${XML}; charset=GB18030`, gbk("<a>暖</a>"), { a: "暖" }],
  [
    "charset before declaration",
    "application/xml; charset=utf-8",
    '<?xml version="1.0" encoding="GBK"?><a>暖</a>',
    { a: "暖" },
  ],
  ["a byte order mark", XML, "\ufeff<a>1</a>", { a: "1" }],
  ["GBK without saying so", XML, gbk("<a>暖气</a>"), "bad-body"],
  [
    "a charset nobody speaks",
    XML,
    '<?xml version="1.0" encoding="big5"?><a/>',
    "wrong-content-type",
  ],
  [
    "as deep as it may be",
    XML,
    nested(DEPTH_MAX),
    JSON.parse(`${'{"a":'.repeat(DEPTH_MAX)}"x"${"}".repeat(DEPTH_MAX)}`),
  ],
  ["deeper", XML, nested(DEPTH_MAX + 1), "bad-body"],
  ["so deep that recursion breaks", XML, nested(9_000), "bad-body"],
  ["more elements than any message", XML, `<a>${"<b/>".repeat(2_001)}</a>`, "bad-body"],
  ["a billion laughs", XML, LAUGHS, "bad-body"],
  [
    "a file of ours",
    XML,
    '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]><a>&f;</a>',
    "bad-body",
  ],
  ["a document type and nothing else in it", XML, "<!DOCTYPE a><a>1</a>", "bad-body"],
  ["an entity that nobody declared", XML, "<a>&nbsp;</a>", "bad-body"],
  ["text beside elements", XML, "<a>1<b/></a>", "bad-body"],
  ["two roots", XML, "<a/><b/>", "bad-body"],
  ["not closed", XML, "<a><b></a>", "bad-body"],
  ["a control character", XML, "<a>\u0001</a>", "bad-body"],
  ["nothing", XML, "", "bad-body"],
];

describe.each([
  ["a form", "form", forms],
  ["JSON", "json", jsons],
  ["XML", "xml", xmls],
] as const)("%s", (_, format, rows) => {
  test.each([...rows])("%s", (_name, type, body, expected) => {
    expect(read(format, type, body)).toEqual(expected);
  });
});
