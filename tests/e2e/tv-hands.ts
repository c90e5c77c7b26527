import type { Page } from "playwright-core";

/** Writes down what is played: the clip's file, from when to when on the context's clock. */
export const LISTEN = `{
  globalThis.played = [];
  const files = new WeakMap();
  const { arrayBuffer } = Response.prototype;
  Response.prototype.arrayBuffer = async function () {
    const bytes = await arrayBuffer.call(this);
    files.set(bytes, this.url);
    return bytes;
  };
  const { decodeAudioData } = BaseAudioContext.prototype;
  BaseAudioContext.prototype.decodeAudioData = async function (bytes) {
    const file = files.get(bytes);
    const buffer = await decodeAudioData.call(this, bytes);
    files.set(buffer, file);
    return buffer;
  };
  const { start } = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function (at) {
    globalThis.played.push({ file: files.get(this.buffer), at, until: at + this.buffer.duration });
    return start.call(this, at);
  };
}`;

export interface Played {
  readonly file: string;
  readonly at: number;
  readonly until: number;
}

export const played = (tv: Page) => tv.evaluate<Played[]>("globalThis.played");
const clipName = ({ file }: Played) => file.split("/").at(-1)!.split(".")[0]!;

/** The calls that were spoken, a line of clips each. */
export async function spoken(tv: Page): Promise<string[]> {
  const names = (await played(tv)).map(clipName).join(" ");
  return names.split(/ (?=qing|ticket)/).filter((call) => call !== "");
}

/** What is said of `A032` after the first word: its letter, its digits, and the rest. */
export function said(label: string, rest: string): string {
  const digits = Array.from(label.slice(1), (digit) => `digit-${digit}`);
  return [`letter-${label[0]}`, ...digits, rest].join(" ");
}
