export const files = {
  "console.command.files.upload": "上传文件",
  "console.command.files.sweep": "清理无主文件",
  "refusal.file-not-found": "图片或录音不存在、已用于其他工单或不是您上传的，请重新上传",
  "refusal.file-empty": "文件是空的，请以 application/octet-stream 上传",
  "refusal.file-too-large": "文件过大，最多 {limit}",
  "refusal.file-type-refused": "只接受 JPEG、PNG、WebP 图片和 MP3、M4A、WAV、AMR 录音",
  "refusal.file-damaged": "文件已损坏，无法读取",
  "refusal.file-too-detailed": "图片过大，最多 {limit} 百万像素",
  "field.fileId": "附件",
  "field.fileIds": "附件",
} as const;
