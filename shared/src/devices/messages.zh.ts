export const devices = {
  "refusal.pairing-code-unknown": "配对码不正确或已过期，请在设备上重新获取",
  "refusal.hall-unknown": "所选的大厅不存在",
  "refusal.device-not-paired": "该设备当前未配对",
  "devices.kind.kiosk": "自助机",
  "devices.kind.tv": "叫号屏",
  "devices.state.pairing": "等待配对",
  "devices.state.paired": "已配对",
  "devices.state.revoked": "已撤销",
  "console.command.devices.ask-pairing": "设备申请配对",
  "console.command.devices.approve": "设备配对",
  "console.command.devices.revoke": "撤销设备",
  "console.subject.devices": "设备",
} as const;
