// Describes a route for /openapi.json: beside what it takes, which the schemas say that check it, who may ask, what is
// answered, and which headers mean something.
import type { SwaggerTransform } from '@fastify/swagger';
import { jsonSchemaTransform } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { ANSWERS, PROBLEM } from './answers.ts';

type JsonSchema = Readonly<Record<string, unknown>>;

const header = (description: string): JsonSchema => ({
  type: 'object',
  properties: { [description.split(':', 1)[0] ?? '']: { type: 'string', description } },
});
const KEY = header(
  'idempotency-key: The same again when a request is repeated, which is then done once within a day',
);
const TAG = header('if-none-match: The ETag of an answer that was had before: 304 where it is still so');
const LAST = header('last-event-id: The number of the last entry that was had');
const HEADERS: Readonly<Record<string, JsonSchema>> = { 'GET /v1/lines': TAG, 'GET /v1/events': LAST };

/** As a transform of @fastify/swagger. */
export const describeRoute: SwaggerTransform = (data) => {
  const { schema, url } = jsonSchemaTransform(data);
  const { scope } = data.route.config ?? {};
  const method = String(data.route.method);
  const name = `${method} ${data.url}`;
  const headers = HEADERS[name] ?? (method === 'GET' || scope === undefined ? undefined : KEY);
  const isWebhook = data.url.startsWith('/v1/webhooks/');
  return {
    url,
    schema: {
      ...schema,
      ...(headers === undefined ? {} : { headers }),
      description: describeAccess(scope, isWebhook),
      security: scope === undefined ? [] : [{ token: [] }],
      response: {
        [name === 'POST /v1/stops' ? 201 : 200]: describeAnswer(ANSWERS[name] ?? z.looseObject({})),
        '4XX': {
          description: 'What is wrong with the request, and the way out',
          content: { 'application/problem+json': { schema: toJsonSchema(PROBLEM) } },
        },
      },
    },
  };
};

function describeAccess(scope: string | undefined, isWebhook: boolean): string {
  if (isWebhook) return 'Takes the proof of its sender.';
  return scope === undefined ? 'Takes no token.' : `Takes a token with the scope "${scope}".`;
}

function describeAnswer(answer: z.ZodType | string): JsonSchema {
  if (typeof answer === 'string')
    return { description: 'As it is made', content: { [answer]: { schema: { type: 'string' } } } };
  return {
    description: answer.description ?? 'It is so',
    content: { 'application/json': { schema: toJsonSchema(answer) } },
  };
}

function toJsonSchema(type: z.ZodType): JsonSchema {
  const { $schema: _schema, ...schema } = z.toJSONSchema(type, { io: 'output' });
  return schema;
}
