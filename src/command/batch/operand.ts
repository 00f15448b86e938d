/** The file of a job, which every command of batches takes. */
export const operand = {
  type: 'operand',
  value: 'FILE.jsonl',
  summary: 'the file of the job: a call in each line',
} as const;
