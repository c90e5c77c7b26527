export const devices = {
  "console.device.code": "配对码",
  "console.device.code.hint": "自助机或叫号屏上显示的 6 位码",
  "console.device.name": "名称",
  "console.device.kind": "类型",
  "console.device.paired": "配对时间",
  "console.device.approve": "配对新设备",
  "console.device.approved": "{name} 已配对",
  "console.device.revoke": "撤销",
  "console.device.revoke.about": "{name} 将立即不能使用，需要重新配对。",
  "console.devices.none": "还没有设备",
} as const;
