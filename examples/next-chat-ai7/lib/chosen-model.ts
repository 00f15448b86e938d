import { cookies } from 'next/headers';
import { models } from './models';
import { firstSettings } from './settings';

/** The model that this browser chose last, for a new conversation. */
export async function chosenModel(): Promise<string> {
  const chosen = (await cookies()).get('model')?.value;
  return models.some(({ id }) => id === chosen) ? chosen! : firstSettings.model;
}
