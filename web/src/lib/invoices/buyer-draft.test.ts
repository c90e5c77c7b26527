import { expect, test } from "vitest";
import { buyerOf } from "./buyer-draft.ts";

const EMPTY = { title: "", taxNumber: "", email: "", phone: "" };

test.each([
  [EMPTY, null],
  [{ ...EMPTY, title: "  " }, null],
  [{ ...EMPTY, title: " 张三 " }, { title: "张三" }],
  [
    { title: "超市", taxNumber: " 91350100M000100Y43 ", email: "a@b.cn", phone: "13800000000" },
    { title: "超市", taxNumber: "91350100M000100Y43", email: "a@b.cn", phone: "13800000000" },
  ],
])("%j is the buyer %j", (draft, buyer) => {
  expect(buyerOf(draft)).toEqual(buyer);
});
