/** Asks the server of this app. Throws an error whose message is for the reader. */
export async function request(path: string, init?: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch(() => {
    throw new Error('The server cannot be reached.');
  });
  if (!response.ok) throw new Error((await response.text()) || `The server answered with status ${response.status}.`);
  return response;
}
