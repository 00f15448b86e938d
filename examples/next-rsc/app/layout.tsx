import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { AI } from './ai';
import './style.css';

export const metadata: Metadata = {
  title: 'Travel desk',
  description: 'Answers that are components, streamed by the server.',
};

export const viewport: Viewport = { colorScheme: 'light dark' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>
        <AI>{children}</AI>
      </body>
    </html>
  );
}
