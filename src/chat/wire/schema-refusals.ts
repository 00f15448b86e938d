import { wordsOfText } from '../../http/error-words.js';
import type { JSONObject } from '../../util/json.js';

/** The fields of an `APICallError` that tell if it is a refusal. */
interface Refusal {
  message: string;
  statusCode?: number;
  responseBody?: string;
}

/** A provider's memory of a model's refusals to answer by a JSON schema. */
export interface SchemaRefusals {
  /** The service's message, if it has refused this schema or all schemas. */
  reason(schema: JSONObject): string | undefined;
  /** Remembers a refusal; false for any other error. */
  learn(schema: JSONObject, error: Refusal): boolean;
}

// Schemas are also made at run time, and each is kept as text.
const maxRefusals = 100;

/** The refusals of one model. `known` is the memory of its provider: messages by model, or by model and schema. */
export function schemaRefusals(known: Map<string, string>, model: string): SchemaRefusals {
  return {
    reason(schema) {
      return known.size === 0 ? undefined : (known.get(model) ?? known.get(keyOf(model, schema)));
    },
    learn(schema, error) {
      if (!isSchemaRefusal(error)) return false;
      const words = wordsOfText(error.responseBody ?? '')?.message ?? error.message;
      const [oldest] = known.keys();
      if (known.size >= maxRefusals && oldest !== undefined) known.delete(oldest);
      known.set(isOfOneSchema(error) ? keyOf(model, schema) : model, words.slice(0, 200));
      return true;
    },
  };
}

function keyOf(model: string, schema: JSONObject): string {
  return `${model} ${JSON.stringify(schema)}`;
}

const answerFormat = /response[_ .]?format/i;

/**
 * True if a request was refused for its answer's format. Model Studio: "Unknown format of response_format" (error codes
 * page); DeepSeek: "This response_format type is unavailable now" (BerriAI/litellm#31466); Volcengine: "The parameter
 * `response_format.type` …" (agno-agi/agno#2553). Schemas of tools and thinking have similar errors, which don't count.
 */
export function isSchemaRefusal({ message, statusCode, responseBody }: Refusal): boolean {
  if (statusCode !== undefined && statusCode !== 400 && statusCode !== 422) return false;
  if (/enable_thinking|thinking mode/i.test(message)) return false;
  const parameter = wordsOfText(responseBody ?? '')?.parameter ?? '';
  // It may quote a schema, and a schema may have a property named "tools".
  if (answerFormat.test(message) || answerFormat.test(parameter)) return true;
  if (/\btools?\b|\bfunctions?\b/i.test(message)) return false;
  const schema = /json[_ ]?schema|structured[_ ]?output|guided[_ ]?(json|decoding)|\bgrammar\b/i;
  return schema.test(message) || schema.test(parameter);
}

/** True if a refusal concerns only this schema, so that others may work. */
function isOfOneSchema({ message }: Refusal): boolean {
  return /invalid (json[_ ]?)?schema|grammar|keyword|propert(y|ies)|recursi|\$ref|feature/i.test(message);
}
