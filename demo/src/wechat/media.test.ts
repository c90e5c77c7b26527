import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { onEachEngine } from "@warmline/server/engines-fixture.ts";
import { chatMedia } from "@warmline/shared/chats/media.ts";
import { AMR, PNG } from "./contract/files.ts";
import { openOfficialPlatform, type OfficialPlatform } from "./contract/official.ts";
import { HOME, openChatRoom, type ChatRoom } from "./contract/room.ts";

// A MongoDB just started takes its time over the first collections.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

onEachEngine((engine) => {
  let on: ChatRoom<OfficialPlatform>;
  beforeAll(async () => {
    on = await openChatRoom(engine, await openOfficialPlatform());
  });
  afterAll(() => on.close());

  /** Somebody sends a picture, and is answered. */
  async function picture(userId: string, content: Uint8Array = PNG): Promise<string> {
    const before = on.answers(userId).length;
    await on.platform.official.picture(userId, content);
    return on.answer(userId, before + 1);
  }
  test("a picture that came before the report hangs on its case", async () => {
    await on.talk("o-before", "绑定", HOME.number, HOME.tail);
    expect(await picture("o-before")).toContain("已收到，会附在本次报修的工单上");
    expect(await on.talk("o-before", "厨房暖气漏水", "2")).toContain("请发一张现场照片");
    expect(await on.talk("o-before", "没有", "1")).toContain("已受理");
    expect(await on.attached("o-before", 1)).toEqual(["image/png"]);
  });

  test("one that came before any word is kept, said to be, and answered by the menu", async () => {
    expect(await picture("o-first")).toMatch(/^已收到，会附在.*请回复数字/s);
    await on.talk("o-first", "管道爆了", "翠湖小区6号楼2单元301", "1", "没有", "1");
    expect(await on.attached("o-first", 1)).toEqual(["image/png"]);
  });

  test("one that was asked for, and one that came after it, hang on it too", async () => {
    await on.talk("o-after", "管道爆了", "翠湖小区5号楼2单元301", "1");
    expect(await picture("o-after")).toMatch(/已收到.*请核对/s);
    expect(await on.talk("o-after", "1")).toContain("已受理");
    expect(await picture("o-after")).toContain("已收到");
    expect(await on.attached("o-after", 2)).toEqual(["image/png", "image/png"]);
  });

  test("a voice message is heard by its words, and kept", async () => {
    await on.platform.official.voice("o-voice", AMR, "路上管道漏水");
    expect(await on.answer("o-voice", 1)).toContain("请输入小区");
    await on.talk("o-voice", "解放路口", "2", "没有", "1");
    expect(await on.attached("o-voice", 1)).toEqual(["audio/amr"]);
  });

  test("what is no picture, or is there no more, is said to be lost", async () => {
    await on.talk("o-lost", "你好");
    expect(await picture("o-lost", Buffer.from("no picture"))).toContain("已收到");
    expect(await on.answer("o-lost", 3)).toContain("没能保存");
    const fields = { FromUserName: "o-lost", MsgType: "image", MsgId: "7101", MediaId: "gone" };
    expect((await on.platform.tell(fields)).status).toBe(200);
    expect(await on.answer("o-lost", 5)).toContain("没能保存");
    const lost = await on.server().deps.store.find(chatMedia, {
      index: "byState",
      where: { state: "lost" },
    });
    expect(lost.map(({ failure }) => failure)).toEqual(["file-type-refused", "gone"]);
  });

  test("a place is nothing that is kept", async () => {
    await on.talk("o-place", "报修");
    await on.platform.tell({ FromUserName: "o-place", MsgType: "location", MsgId: "7102" });
    expect(await on.answer("o-place", 2)).toContain("收不了这类消息");
  });
});
