// Errors as problem details (RFC 9457): the same code, message and hints that the command prints.
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { WireProblem } from '../push/wire.ts';
import { AndonError } from '../text/andon-error.ts';
import type { ErrorCode, ErrorKind } from '../text/andon-error.ts';

const STATUS_OF_CODE: Readonly<Partial<Record<ErrorCode, number>>> = {
  'access-denied': 403,
  'line-unknown': 404,
  'not-permitted': 403,
  'request-changed': 422,
  'schedule-unknown': 428,
  'signature-wrong': 401,
  'stop-changed': 412,
  'stop-lifted': 409,
  'stop-unknown': 404,
  'stop-without-build': 409,
  'token-missing': 401,
  'token-unknown': 404,
  'too-many-requests': 429,
  'webhook-unknown': 404,
};
const STATUS_OF_KIND: Readonly<Record<ErrorKind, number>> = {
  usage: 400,
  config: 500,
  unavailable: 503,
  deadline: 504,
  tampered: 500,
  internal: 500,
};

/** Says an error as a problem; what is no fault of the client's is called internal, and told to the log alone. */
export function problemOf(error: unknown): WireProblem {
  if (error instanceof AndonError) {
    const { code, kind, hints, message } = error;
    return problem(STATUS_OF_CODE[code] ?? STATUS_OF_KIND[kind], message, { code, kind, hints });
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const hints = error.validation.slice(0, 10).map(({ instancePath, message }) => {
      return `${instancePath === '' ? 'the request' : instancePath}: ${message ?? 'is wrong'}`;
    });
    return problem(400, 'The request is not of the form that it has to be', {
      code: 'value-invalid',
      kind: 'usage',
      hints,
    });
  }
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500 && error instanceof Error
    ? problem(status, error.message, { code: 'request-invalid', kind: 'usage', hints: [] })
    : problem(500, 'The server has failed', { code: 'internal', kind: 'internal', hints: ['See its log'] });
}

function problem(
  status: number,
  title: string,
  rest: { readonly code: string; readonly kind: string; readonly hints: readonly string[] },
): WireProblem {
  return { type: `urn:andon:problem:${rest.code}`, title, status, ...rest };
}

function statusOf(error: unknown): number | undefined {
  const status = error instanceof Error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
