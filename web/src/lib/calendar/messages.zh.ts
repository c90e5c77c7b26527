export const calendar = {
  "console.calendar": "工作日历",
  "console.calendar.about": "时限按工作时间计算；改动只影响此后新定的时限。",
  "console.calendar.opens": "上班时间",
  "console.calendar.closes": "下班时间",
  "console.calendar.time": "时:分，如 08:30；当日结束为 24:00",
  "console.calendar.holidays": "放假日",
  "console.calendar.worked": "调休上班的周末",
  "console.calendar.add": "添加",
  "console.calendar.remove": "删除 {day}",
  "console.calendar.none": "没有",
} as const;
