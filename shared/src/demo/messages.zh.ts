export const demo = {
  "refusal.no-demo-city": "这里没有演示城市",
  "refusal.demo-hall-unknown": "演示城市里没有这个大厅",
  "console.command.demo.begin": "开始生成演示城市",
  "console.command.demo.found": "演示城市：机构与员工",
  "console.command.demo.case": "演示城市：工单",
  "console.command.demo.finish": "演示城市生成完毕",
  "console.command.demo.switch-simulator": "开关模拟居民",
  "console.subject.demo": "演示城市",
  "console.command.demo.settle": "演示城市：用户与账务",
  "field.hall": "营业厅",
  "field.on": "开关",
} as const;
