import { testChat } from './chat.js';

testChat('next-chat-ai7', (text) => ({ id: 'one', role: 'user', parts: [{ type: 'text', text }] }));
