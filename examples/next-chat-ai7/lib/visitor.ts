import { cookies } from 'next/headers';

/** The name of this browser: an app with accounts asks for the user here. The proxy makes sure that there is one. */
export async function visitor(): Promise<string> {
  return (await cookies()).get('visitor')?.value ?? '';
}
