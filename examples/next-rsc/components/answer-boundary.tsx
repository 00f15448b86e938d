'use client';

import { Component, type ReactNode } from 'react';
import { Problem } from './problem';

/**
 * Catches what an answer throws while it streams, such as a connection that breaks off, so that the rest of the
 * conversation stays.
 */
export class AnswerBoundary extends Component<{ children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return <Problem retry>The answer broke off.</Problem>;
  }
}
