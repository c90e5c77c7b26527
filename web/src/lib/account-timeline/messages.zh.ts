export const accountTimeline = {
  "console.timeline": "历史回溯",
  "console.timeline.about":
    "账户在任一天日终或任一时刻的样子，由当时已入账的分录重算；之后的分录不计。",
  "console.timeline.day": "截至日期（日终）",
  "console.timeline.back": "回到第几笔分录之后",
  "console.timeline.now": "回到现在",
  "console.timeline.stood-now": "现在，共 {count} 笔分录",
  "console.timeline.stood-day": "{day} 日终，已有 {count} 笔分录",
  "console.timeline.stood-at": "{at}，第 {seq} 笔分录之后",
  "console.timeline.stood-before": "首笔分录之前",
  "console.timeline.owed-after": "之后欠费",
  "console.timeline.on-account-after": "之后预存",
  "console.timeline.counts-from": "自 {day} 起算",
  "console.timeline.chart": "欠费与预存的变化",
  "console.timeline.show": "回到第 {seq} 笔之后",
  "console.timeline.none": "还没有分录。",
} as const;
