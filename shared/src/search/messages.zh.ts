export const search = {
  "refusal.search-unavailable": "查找暂时不可用，正在恢复，请稍后再试",
} as const;
