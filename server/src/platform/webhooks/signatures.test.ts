import { describe, expect, test } from "vitest";
import { instantOf } from "@warmline/shared/kernel/time.ts";
import type { SignedRequest } from "./signature.ts";
import { hmacSignature, wechatSha1, wechatSignature } from "./signatures.ts";
import { signForm, urlAndFormSignature } from "./testing.ts";

const AT = 1_700_000_000;
const clock = { now: () => instantOf(AT * 1_000) };

function request(how: Partial<SignedRequest> & { search?: string; text?: string }): SignedRequest {
  const { search = "", text = "" } = how;
  const query = new URLSearchParams(search);
  return { url: "https://warm.example/hooks", query, headers: {}, body: Buffer.from(text), ...how };
}

describe("HMAC-SHA256 over timestamp and body", () => {
  const strategy = hmacSignature({
    secrets: ["new secret", "old secret"],
    clock,
    signatureHeader: "X-Signature",
    timestampHeader: "X-Timestamp",
  });
  const BODY = '{"id":"evt_1","text":"暖气不热"}';
  // Both made with `printf '<timestamp>.<body>' | openssl dgst -sha256 -hmac '<secret>'`.
  const OF_BODY = "e1d284b562e811aa8c995b0ab97ca47385d14c2de22462dd74a6fb28661e9212";
  const OF_NOTHING = "f1dfdbd36516491b883377145104745896e58b00a7f0be35a034015747163c50";
  const signed = (signature: string, timestamp: string, text = BODY) =>
    request({ headers: { "x-signature": signature, "x-timestamp": timestamp }, text });

  test.each([
    ["the right one", OF_BODY, String(AT), BODY, true],
    ["in capitals", OF_BODY.toUpperCase(), String(AT), BODY, true],
    ["by the older secret, over nothing", OF_NOTHING, String(AT), "", true],
    ["of another body", OF_NOTHING, String(AT), BODY, false],
    ["one letter changed", `f${OF_BODY.slice(1)}`, String(AT), BODY, false],
    ["cut short", OF_BODY.slice(0, -2), String(AT), BODY, false],
    ["made longer", `${OF_BODY}00`, String(AT), BODY, false],
    ["of another time", OF_BODY, String(AT + 1), BODY, false],
    ["time that is no number", OF_BODY, `${AT}x`, BODY, false],
    ["none at all", "", String(AT), BODY, false],
  ])("%s", (_, signature, timestamp, text, right) => {
    expect(strategy.holds(signed(signature, timestamp, text))).toBe(right);
  });

  test.each([
    [-301, false],
    [-300, true],
    [300, true],
    [301, false],
  ])("is fresh for five minutes either way: %i s", (seconds, right) => {
    const late = hmacSignature({
      secrets: ["old secret"],
      clock: { now: () => instantOf((AT + seconds) * 1_000) },
      signatureHeader: "x-signature",
      timestampHeader: "x-timestamp",
    });
    expect(late.holds(signed(OF_NOTHING, String(AT), ""))).toBe(right);
  });

  test("is carried when both headers are there", () => {
    expect(strategy.carried(signed(OF_BODY, String(AT)))).toBe(true);
    expect(strategy.carried(request({ headers: { "x-signature": OF_BODY } }))).toBe(false);
    expect(strategy.carried(request({ headers: { "x-timestamp": String(AT) } }))).toBe(false);
  });
});

describe("the official account's plain signature", () => {
  /** Published with several of its libraries. */
  const TIMESTAMP = 1_410_685_589;
  const SIGNATURE = "f21891de399b4e33a1a93c9a7b8a8fffb5a443ff";
  const strategy = wechatSignature({
    token: "test",
    clock: { now: () => instantOf(TIMESTAMP * 1_000) },
  });
  const search = `signature=${SIGNATURE}&timestamp=${TIMESTAMP}&nonce=test`;

  test("is SHA-1 over what it covers, sorted and joined", () => {
    expect(wechatSha1(["test", String(TIMESTAMP), "test"])).toBe(SIGNATURE);
    expect(wechatSha1(["0", "c", "a", "b"])).toBe("a8addbc99f8b3f51d2adbceb605d650b9a8940e2");
  });

  test.each([
    ["the right one", search, true],
    ["in another order", search.split("&").toReversed().join("&"), true],
    ["with more beside it", `${search}&openid=o1&echostr=%E6%9A%96`, true],
    ["another nonce", search.replace("nonce=test", "nonce=tset"), false],
    ["another time", search.replace(String(TIMESTAMP), String(TIMESTAMP + 1)), false],
    ["another signature", search.replace("f21", "f22"), false],
    ["given twice", `${search}&signature=${SIGNATURE}`, false],
  ])("%s", (_, given, right) => {
    expect(strategy.holds(request({ search: given }))).toBe(right);
  });

  test("is old after five minutes", () => {
    const late = wechatSignature({
      token: "test",
      clock: { now: () => instantOf((TIMESTAMP + 301) * 1_000) },
    });
    expect(late.holds(request({ search }))).toBe(false);
  });

  test.each(["", "signature=&timestamp=1&nonce=1", search.replace("nonce=test", "")])(
    "is not carried by %j",
    (given) => {
      expect(strategy.carried(request({ search: given }))).toBe(false);
      expect(strategy.holds(request({ search: given }))).toBe(false);
    },
  );
});

test("a strategy can sign URL and form letter by letter, as Twilio publishes it", () => {
  const url = "https://mycompany.com/myapp.php?foo=1&bar=2";
  const [from, to] = ["%2B14158675309", "%2B18005551212"];
  const text = `CallSid=CA1234567890ABCDE&Caller=${from}&Digits=1234&From=${from}&To=${to}`;
  expect(signForm("12345", url, text)).toBe("RSOYDt4T1cUTdK1PDd93/VVr8B8=");
  const headers = { "x-test-signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8=" };
  const strategy = urlAndFormSignature("12345");
  expect(strategy.holds(request({ url, text, headers }))).toBe(true);
  const turned = url.replace("foo=1&bar=2", "bar=2&foo=1");
  expect(strategy.holds(request({ url: turned, text, headers }))).toBe(false);
});
