import { isObject, valueOfJSON, type JSONObject, type JSONValue } from '../../util/json.js';

type Fields = Record<string, unknown>;

/** The message of a node so far. Its facts are kept because looking through it at each chunk takes quadratic time. */
interface NodeState {
  /** Its place among the messages. */
  place: number;
  content: string;
  /** True if the content begins like an object; undefined while it is blank. */
  opens: boolean | undefined;
  /** True if the content has come in one chunk. */
  isWhole: boolean;
  /** Characters that it says to the user. */
  said: number;
}

/** The messages of a workflow while they arrive, joined by node. */
export class Workflow {
  /** The joined messages, for the metadata of the answer. */
  readonly messages: JSONValue[] = [];
  private readonly nodes = new Map<unknown, NodeState>();
  /** The nodes that have said something to the user. */
  private readonly speakers = new Set<NodeState>();
  private said = 0;

  /** Adds the message of a chunk. Returns the text that it says to the user. */
  add(value: Fields): string {
    const node = this.nodeOf(value.node_id);
    const message = isObject(value.message) ? value.message : {};
    const content = typeof message.content === 'string' ? message.content : '';
    join(node, content);
    this.messages[node.place] = { ...value, message: { ...message, content: node.content } } as JSONObject;
    // An end that returns JSON repeats it as it grows; its text comes with the last chunk.
    const speaks = value.node_type === 'End' && node.opens !== true;
    this.said -= node.said;
    node.said = speaks ? node.content.length : 0;
    this.said += node.said;
    if (node.said > 0) this.speakers.add(node);
    else this.speakers.delete(node);
    return speaks ? content : '';
  }

  /** The part of a text that no node has said: the last chunk of a workflow repeats the text of its end. */
  unsaid(text: string): string {
    if (this.said === 0) return text;
    if (text.length <= this.said) return '';
    const said = [...this.speakers].map(({ content }) => content).join('');
    return text.startsWith(said) ? text.slice(said.length) : '';
  }

  private nodeOf(id: unknown): NodeState {
    const known = this.nodes.get(id);
    if (known !== undefined) return known;
    const node = { place: this.messages.length, content: '', opens: undefined, isWhole: true, said: 0 };
    this.nodes.set(id, node);
    this.messages.push(null);
    return node;
  }
}

/** Text comes in pieces. JSON comes whole each time, as far as it has grown. */
function join(node: NodeState, content: string): void {
  if (content === '') return;
  if (repeats(node, content)) {
    node.content = content;
    node.isWhole = true;
    return;
  }
  node.isWhole = node.content === '';
  node.content += content;
  if (content.trim() !== '') node.opens ??= opensObject(content);
}

function repeats({ content: before, opens, isWhole }: NodeState, content: string): boolean {
  if (before.length < 2 || opens !== true || !opensObject(content)) return false;
  return (
    (content.length >= before.length && content.startsWith(before)) || (isWhole && valueOfJSON(before) !== undefined)
  );
}

function opensObject(text: string): boolean {
  return text.trimStart().startsWith('{');
}
