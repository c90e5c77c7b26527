export const jobs = {
  "refusal.job-not-failed": "This job has not failed, or somebody has seen to it already",
  "job.cases.sweep-files": "Removal of uploads that nobody used",
  "job.ledger.verify": "Verification of the journal",
  "job.demo.simulate": "Residents and clerks of the demo city",
  "jobs.error.process-lost": "The process that carried it out was gone before the end",
  "jobs.error.deadline-passed": "It took longer than it may",
  "jobs.stage.chains": "Entries and balances of each household",
  "jobs.stage.log": "Commit log",
  "console.command.jobs.retry": "Job tried again",
  "console.command.jobs.discard": "Job discarded",
} as const;
