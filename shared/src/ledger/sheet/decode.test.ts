import { expect, test } from "vitest";
import { decodeOpeningSheet, readOpeningSheet } from "./opening-sheet.ts";

const TEXT = "户号,姓名,采暖季,欠费\r\n100000009,王小明,2024-2025,12.50\r\n";

/** 户号,姓名,采暖季,欠费 and the row, as Excel on a Chinese Windows saves CSV. */
const GBK = bytesOf(
  "bba7bac52cd0d5c3fb2cb2c9c5afbcbe2cc7b7b7d10d0a" +
    "3130303030303030392ccdf5d0a1c3f72c323032342d323032352c31322e35300d0a",
);

function bytesOf(hex: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function utf16(text: string, littleEndian: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let at = 0; at < text.length; at += 1) {
    view.setUint16(at * 2, text.charCodeAt(at), littleEndian);
  }
  return new Uint8Array(view.buffer);
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const join = (...parts: readonly Uint8Array[]) => Uint8Array.from(parts.flatMap((one) => [...one]));

test.each([
  ["UTF-8", utf8(TEXT)],
  ["UTF-8 with its mark", utf8(`\uFEFF${TEXT}`)],
  ["GB 18030", GBK],
  ["UTF-16 LE with its mark", utf16(`\uFEFF${TEXT}`, true)],
  ["UTF-16 BE with its mark", utf16(`\uFEFF${TEXT}`, false)],
  ["UTF-16 LE", utf16(TEXT, true)],
  ["UTF-16 BE", utf16(TEXT, false)],
])("%s is read", async (_, bytes) => {
  const { text = "" } = await decodeOpeningSheet(bytes);
  expect(text).toBe(TEXT);
  expect(readOpeningSheet(text).households).toMatchObject([
    { number: "100000009", seasons: [{ chargedFen: 1_250 }] },
  ]);
});

test("names in characters beyond GBK, of four bytes in GB 18030", async () => {
  const named = TEXT.replace("王小明", "𠮷㛃䶮");
  const rare = bytesOf("9534b2358230b731fe9f");
  const bytes = join(GBK.slice(0, 33), rare, GBK.slice(39));
  expect(await decodeOpeningSheet(bytes)).toEqual({ text: named });
});

test("plain ASCII is the same in UTF-8 and GB 18030", async () => {
  const text = "household,season,owed\n100000009,2024-2025,1\n";
  expect(await decodeOpeningSheet(utf8(text))).toEqual({ text });
});

test("a sheet whose first line names nothing is shown as it is, for that to be said", async () => {
  expect(await decodeOpeningSheet(utf8("姓名\n王"))).toEqual({ text: "姓名\n王" });
  expect(await decodeOpeningSheet(bytesOf("d0d5c3fb0acdf5"))).toEqual({ text: "姓名\n王" });
});

const ENGLISH = utf8("household,season,owed,name\n100000009,2024-2025,1,");

test.each([
  ["two encodings read it, differently", join(ENGLISH, bytesOf("c2a4")), "sheet-encoding", 1],
  ["no encoding reads it", join(ENGLISH, bytesOf("ff")), "sheet-encoding", 2],
  ["a byte of GB 18030 is lost", GBK.slice(0, -23), "sheet-encoding", 2],
  ["half a character of UTF-16", utf16(`\uFEFF${TEXT}`, true).slice(0, -1), "sheet-encoding", 3],
  ["a byte in a sheet marked UTF-8", join(utf8("\uFEFFa\n"), bytesOf("bb")), "sheet-encoding", 2],
  ["half an .xlsx", bytesOf("504b030414000600"), "sheet-damaged", 1],
  ["an .xls", bytesOf("d0cf11e0a1b11ae1"), "sheet-workbook", 1],
])("%s: refused", async (_, bytes, code, line) => {
  expect((await decodeOpeningSheet(bytes)).faults).toMatchObject([{ code, line }]);
});
