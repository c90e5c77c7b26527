export const search = {
  "refusal.search-unavailable": "查找暂时不可用，正在恢复，请稍后再试",
  "refusal.pins-full": "最多置顶 20 项，请先取消一项",
  "console.command.search.pin": "置顶",
  "console.command.search.unpin": "取消置顶",
} as const;
