import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import './styles/base.css';
import './styles/sidebar.css';
import './styles/message.css';
import './styles/markdown.css';
import './styles/composer.css';

export const metadata: Metadata = { description: 'A chat with models of Model Studio' };
export const viewport: Viewport = { colorScheme: 'light dark', interactiveWidget: 'resizes-content' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
