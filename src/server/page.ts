// What all routes of pages have in common.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Page } from '../board/frame.ts';

/** Sends a page to whoever asked. */
export type SendPage = (request: FastifyRequest, reply: FastifyReply, page: Page) => FastifyReply;

/** Pages are no part of what /openapi.json tells programs. */
export const PAGE = { schema: { hide: true } } as const;
export const READ_PAGE = { ...PAGE, config: { scope: 'read', isPage: true } } as const;
