import { readFile } from 'node:fs/promises';
import { experimental_generateVideo as generateVideo, experimental_startVideo as startVideo } from 'ai7';
import { save } from './save.js';
import { qwen } from './service-ai7.js';

const model = qwen.video('wan2.7-t2v');

const { operation } = await startVideo({
  model,
  prompt: 'A lighthouse in a storm, seen from a boat',
  duration: 5,
  resolution: '1280x720',
});
const stored = await save('operation.json', Buffer.from(JSON.stringify(operation)));
console.log(`Started: ${stored}`);

// From here on it could be another process, after a restart: the file is all that it needs.
const { taskId } = JSON.parse(await readFile(stored, 'utf8')) as { taskId: string };

await qwen.tasks.wait(taskId, {
  onProgress({ status, submittedAt }) {
    const seconds = Math.round((Date.now() - submittedAt!.getTime()) / 1000);
    console.log(`${status} after ${seconds} s`);
  },
});

// No task is created, and nothing is paid again.
const { video } = await generateVideo({ model, prompt: '', providerOptions: { qwen: { resume: { taskId } } } });
console.log(`${video.mediaType}: ${await save('lighthouse.mp4', video.uint8Array)}`);
