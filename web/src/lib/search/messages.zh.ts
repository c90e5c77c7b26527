export const search = {
  "console.search": "查找",
  "console.search.placeholder": "户号、姓名、拼音、电话、地址、工单号、反映的内容",
  "console.search.keys": "Ctrl K",
  "console.search.recent": "最近打开",
  "console.search.commands": "操作",
  "console.search.kind.household": "用户",
  "console.search.kind.case": "工单",
  "console.search.kind.incident": "停热事件",
  "console.search.none": "没有找到。可以换一种写法，或少输入一个词",
  "console.search.more": "还有更多，再加一个词可缩小范围",
  "console.search.forgiven": "没有完全一致的，以下是相近的",
  "console.search.hint": "↑ ↓ 选择，回车打开，Esc 关闭",
} as const;
