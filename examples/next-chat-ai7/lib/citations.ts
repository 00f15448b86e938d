import type { SourceUrlUIPart } from 'ai';
import { textOf, type ChatMessage } from './chat-message';

/** The pages that an answer draws on. */
export function sourcesOf({ parts }: ChatMessage): SourceUrlUIPart[] {
  return parts.filter((part) => part.type === 'source-url').filter(({ url }) => hostOf(url) !== undefined);
}

/** The number that marks a source in the text: its id where the service numbers them, else its place. */
export const markOf = ({ sourceId }: SourceUrlUIPart, index: number) =>
  /^\d+$/.test(sourceId) ? sourceId : String(index + 1);

/** The place of a source in the page. */
export const anchorOf = (message: string, mark: string) => `source-${message}-${mark}`;

/** Undefined for anything but a page of the web. */
export function hostOf(url: string): string | undefined {
  const { protocol, host = '' } = URL.canParse(url) ? new URL(url) : {};
  return protocol === 'https:' || protocol === 'http:' ? host.replace(/^www\./, '') : undefined;
}

/** The text to copy: with the list of its sources, to which its marks lead. */
export function textWithSources(message: ChatMessage): string {
  const text = textOf(message).replaceAll(/\[ref_(\d{1,3})\]/g, '[$1]');
  const list = sourcesOf(message).map((source, index) => `[${markOf(source, index)}] ${source.url}`);
  return [text, list.join('\n')].filter(Boolean).join('\n\n');
}

/** An element or a text of an HTML tree. */
interface HtmlNode {
  type: string;
  tagName?: string;
  value?: string;
  properties?: Record<string, string>;
  children?: HtmlNode[];
}

/** A plugin for rehype: marks such as `[ref_1]` become links to the sources, except in code. */
export function linkCitations({ message, marks }: { message: string; marks: string[] }) {
  return function link(node: HtmlNode): void {
    if (node.tagName === 'code' || node.tagName === 'a') return;
    node.children?.forEach(link);
    node.children = node.children?.flatMap((child) =>
      child.type === 'text' ? splitAtMarks(child.value ?? '', message, marks) : [child],
    );
  };
}

function splitAtMarks(text: string, message: string, marks: string[]): HtmlNode[] {
  // The pieces at odd places are the numbers of marks.
  return text.split(/\[ref_(\d{1,3})\]/).flatMap((piece, index): HtmlNode[] => {
    if (index % 2 === 0) return piece === '' ? [] : [{ type: 'text', value: piece }];
    // A source that is not listed: the mark would lead nowhere.
    if (!marks.includes(piece)) return [];
    const properties = { href: `#${anchorOf(message, piece)}` };
    return [{ type: 'element', tagName: 'a', properties, children: [{ type: 'text', value: piece }] }];
  });
}
