import type { EndpointCase } from './endpoint-case.js';

function list(query: string, message: string): EndpointCase {
  const request = { protocol: 'dashscope', path: `/tasks/?${query}`, method: 'GET' } as const;
  return { rule: 'task-filter', request, code: 'InvalidParameter', message };
}

/** A request for each rule of tasks. None of them creates a task. */
export const taskCases: EndpointCase[] = [
  {
    rule: 'task-cancel',
    request: { protocol: 'dashscope', path: '/tasks/00000000-0000-0000-0000-000000000000/cancel' },
    code: 'UnsupportedOperation',
    message: 'Failed to cancel the task, please confirm if the task is in PENDING status.',
  },
  list('start_time=today', "'start_time' must be YYYYMMDDhhmmss"),
  list('page_size=0', "'page_size' must be a whole number from 1 to 100"),
  list('start_time=20260101000000&end_time=20260103000000', "'end_time' must be at most 24 hours after start_time"),
];
