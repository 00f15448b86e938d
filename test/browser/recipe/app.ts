import { createServer } from 'node:http';
import { server as chat } from '../../../examples/recipes/node-server.js';

// The least page that the Playwright recipe can be tried on; the apps in examples have better ones.
const page = `<!doctype html>
<title>Chat</title>
<form><input aria-label="Message"><button>Send</button><button type="button">Stop</button></form>
<p id="answer"></p><p role="alert"></p>
<script>
  const [form] = document.forms;
  const [input, , stop] = form.elements;
  form.onsubmit = async (event) => {
    event.preventDefault();
    const leaving = new AbortController();
    stop.onclick = () => leaving.abort();
    const body = JSON.stringify({ messages: [{ role: 'user', content: input.value }] });
    const response = await fetch('/api/chat', { method: 'POST', body, signal: leaving.signal });
    let rest = '';
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + text).split('\\n');
      rest = lines.pop();
      for (const line of lines) {
        if (line.startsWith('0:')) document.querySelector('#answer').append(JSON.parse(line.slice(2)));
        if (line.startsWith('3:')) document.querySelector('[role=alert]').append(JSON.parse(line.slice(2)));
      }
    }
  };
</script>`;

createServer((request, response) => {
  if (request.method === 'POST') chat.emit('request', request, response);
  else response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
}).listen(Number(process.env['PORT']));
