export const page = {
  "page.product": "暖线",
  "page.demo": "演示数据",
  "page.error.not-found": "没有这个页面",
  "page.error.broken": "页面出错了",
  "page.error.about": "地址可能已变更，可以回到工作台重新开始。",
  "page.error.home": "回到工作台",
  "page.loading": "正在加载",
  "page.span.days": "{days} 天 {hours} 小时",
  "page.span.hours": "{hours} 小时 {minutes} 分",
  "page.span.minutes": "{minutes} 分钟",
} as const;
