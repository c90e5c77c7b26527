export const jobs = {
  "refusal.job-not-failed": "这个任务没有失败，或者已经有人处理过",
  "job.cases.sweep-files": "清理未使用的上传文件",
  "job.ledger.verify": "账本核对",
  "job.demo.simulate": "演示城市的居民和柜员",
  "jobs.error.process-lost": "执行它的进程中途停止，没有完成",
  "jobs.error.deadline-passed": "超过了规定的时间",
  "jobs.stage.chains": "各户分录与余额",
  "jobs.stage.log": "提交日志",
  "console.command.jobs.retry": "让任务重试",
  "console.command.jobs.discard": "丢弃任务",
} as const;
