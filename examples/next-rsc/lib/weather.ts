import { setTimeout } from 'node:timers/promises';

export type Sky = 'sunny' | 'cloudy' | 'rainy';

/** The weather of a day, in degrees Celsius. */
export interface Day {
  name: string;
  sky: Sky;
  low: number;
  high: number;
}

export interface Weather {
  city: string;
  sky: Sky;
  temperature: number;
  days: Day[];
}

const skies: Sky[] = ['sunny', 'cloudy', 'rainy'];

/**
 * Stands in for a weather service, which you would ask here: numbers made from the city's name, and about as slow.
 */
export async function lookUpWeather(city: string, signal: AbortSignal): Promise<Weather> {
  await setTimeout(900, undefined, { signal });
  if (city.trim() === '') throw new Error('Which city? The weather service was given none.');
  const seed = [...city].reduce((sum, letter) => sum + letter.codePointAt(0)!, 0);
  const days = ['Today', 'Tomorrow', 'In two days'].map((name, index): Day => {
    const low = ((seed + index * 5) % 17) + 3;
    return { name, sky: skies[(seed + index) % skies.length]!, low, high: low + 5 + ((seed + index) % 4) };
  });
  const today = days[0]!;
  return { city, sky: today.sky, temperature: today.high - 2, days };
}
