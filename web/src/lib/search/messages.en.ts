import type { search as zh } from "./messages.zh.ts";

export const search: Record<keyof typeof zh, string> = {
  "console.search": "Search",
  "console.search.placeholder": "Number, name, pinyin, phone, address, case, what was reported",
  "console.search.keys": "Ctrl K",
  "console.search.recent": "Opened lately",
  "console.search.commands": "Actions",
  "console.search.kind.household": "Households",
  "console.search.kind.customer": "Customers",
  "console.search.kind.case": "Cases",
  "console.search.kind.incident": "Incidents",
  "console.search.kind.knowledge": "Knowledge",
  "console.search.kind.call": "Calls",
  "console.search.kind.conversation": "WeChat conversations",
  "console.search.kind.receipt": "Receipts",
  "console.search.kind.place": "Places",
  "console.search.kind.staff": "Staff",
  "console.search.nameless": "Somebody unknown",
  "console.search.none": "Nothing found. Write it another way, or leave a word out",
  "console.search.more": "There are others; a further word narrows it",
  "console.search.forgiven": "Nothing is quite like this; these are near",
  "console.search.hint": "↑ ↓ to choose, Enter to open, Esc to close",
};
