import { tool } from 'ai';
import { z } from 'zod';

const zones = {
  Beijing: 'Asia/Shanghai',
  Hangzhou: 'Asia/Shanghai',
  Frankfurt: 'Europe/Berlin',
  London: 'Europe/London',
  Singapore: 'Asia/Singapore',
  Sydney: 'Australia/Sydney',
  Tokyo: 'Asia/Tokyo',
  Washington: 'America/New_York',
};
const cities = Object.keys(zones) as [keyof typeof zones];

/** The tools that the model may call. */
export const tools = {
  clock: tool({
    description: 'The time and the day in a city',
    parameters: z.object({ city: z.enum(cities) }),
    execute: async ({ city }) =>
      new Intl.DateTimeFormat('en-GB', {
        timeZone: zones[city],
        weekday: 'long',
        hour: '2-digit',
        minute: '2-digit',
      }).format(new Date()),
  }),
};
