'use server';

import { streamText, type CoreAssistantMessage, type CoreMessage, type CoreToolMessage } from 'ai';
import { createStreamableValue, getMutableAIState, streamUI, type StreamableValue } from 'ai/rsc';
import type { ReactNode } from 'react';
import { z } from 'zod';
import { Growing } from '../components/growing';
import { Problem } from '../components/problem';
import { Waiting } from '../components/waiting';
import { WeatherCard } from '../components/weather-card';
import { Stopped } from '../components/stopped';
import { messageOf } from '../lib/message';
import { model, watchedModel } from '../lib/model';
import { start } from '../lib/running';
import { lookUpWeather } from '../lib/weather';
import type { AI } from './ai';

const system =
  'You help people who travel. Look the weather up with the tool whenever a question turns on it; ' +
  'answer everything else in a few plain sentences.';

interface Answer {
  /** Keeps changing in the browser while the server renders. */
  answer: ReactNode;
  /** True when nothing changes any more. */
  finished: StreamableValue<boolean>;
}

/** Characters of a question or of a city's name. */
const maxLength = 4000;

/** Anyone can call an action, with any arguments and any state. */
function check(text: unknown, id: unknown, history: unknown): void {
  const isHistory = Array.isArray(history) && history.every((message) => roles.includes(message?.role));
  const isId = typeof id === 'string' && id.length <= 64;
  if (typeof text === 'string' && text.length <= maxLength && isId && isHistory) return;
  throw new TypeError(`An action was called with ${typeof text} or a history that this page does not send.`);
}

const roles: unknown[] = ['user', 'assistant', 'tool'];

/** Answers a question with text, or with a component that a tool call makes. */
export async function ask(question: string, id: string): Promise<Answer> {
  const history = getMutableAIState<typeof AI>();
  const messages: CoreMessage[] = [...history.get(), { role: 'user', content: question }];
  const finished = createStreamableValue(false);
  const text = createStreamableValue('');
  const said = <Growing text={text.value} />;
  const { signal, end } = start(id);
  const watched = watchedModel(signal);

  const succeed = (...answer: (CoreAssistantMessage | CoreToolMessage)[]) => {
    history.done([...messages, ...answer]);
    finished.done(true);
    end();
  };
  // The question is not kept either: it can be asked again.
  const fail = (error: unknown) => {
    history.done(history.get());
    finished.done(true);
    end();
    if (signal.aborted) return <Stopped />;
    console.error(error);
    return <Problem retry>{messageOf(error)}</Problem>;
  };

  try {
    check(question, id, messages);
    const { value } = await streamUI({
      model: watched.model,
      system,
      messages,
      abortSignal: signal,
      initial: <Waiting>Thinking…</Waiting>,
      text({ content, delta, done }) {
        if (!done) {
          text.append(delta);
          return said;
        }
        text.done();
        const failure = signal.aborted ? undefined : watched.failure();
        if (signal.aborted && content === '') return fail(failure);
        if (failure === undefined) {
          succeed({ role: 'assistant', content });
          return said;
        }
        return (
          <>
            {said}
            {fail(failure)}
          </>
        );
      },
      tools: {
        weather: {
          description: 'The weather in a city, today and on the next days',
          parameters: z.object({ city: z.string().describe('Name of the city') }),
          async *generate({ city }, { toolName, toolCallId }) {
            text.done();
            yield <Waiting>Looking up the weather in {city}…</Waiting>;
            try {
              const weather = await lookUpWeather(city, signal);
              const call = { toolName, toolCallId };
              succeed(
                { role: 'assistant', content: [{ type: 'tool-call', ...call, args: { city } }] },
                { role: 'tool', content: [{ type: 'tool-result', ...call, result: weather }] },
              );
              return <WeatherCard weather={weather} />;
            } catch (error) {
              return fail(error);
            }
          },
        },
      },
    });
    return { answer: value, finished: finished.value };
  } catch (error) {
    text.done();
    return { answer: fail(error), finished: finished.value };
  }
}

/** Writes a postcard; the text grows in the browser while it is written. */
export async function writePostcard(city: string, id: string): Promise<StreamableValue<string>> {
  const history = getMutableAIState<typeof AI>();
  const content = `Write a postcard of three sentences from ${city} to a friend. Mention the weather.`;
  const messages: CoreMessage[] = [...history.get(), { role: 'user', content }];
  const postcard = createStreamableValue('');
  const { signal, end } = start(id);

  async function write(): Promise<void> {
    let text = '';
    check(city, id, messages);
    for await (const part of streamText({ model, system, messages, abortSignal: signal }).fullStream) {
      if (signal.aborted) break;
      if (part.type === 'error') throw part.error;
      if (part.type !== 'text-delta') continue;
      text += part.textDelta;
      postcard.append(part.textDelta);
    }
    history.done([...messages, { role: 'assistant', content: text }]);
    postcard.done();
  }

  // Not awaited, so that the browser has the value before it is complete. The message is sent and not the error:
  // React hides the messages of the server's errors.
  write()
    .catch((error: unknown) => {
      if (!signal.aborted) console.error(error);
      history.done(history.get());
      if (signal.aborted) postcard.done();
      else postcard.error(messageOf(error));
    })
    .finally(end);
  return postcard.value;
}
