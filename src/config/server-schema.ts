// What an admin may write about the server that has the store. The errors end the sentences of problems.ts.
import { absolutePath, textThat } from './schema-words.ts';

// A server has the whole of its address: its paths are part of the pages and of the API.
const STORE_RULE = 'an https: or http: URL without a path, such as https://andon.example.org';

function isServerUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  const { username, password, pathname, search, hash } = url;
  return [username, password, search, hash].every((part) => part === '') && pathname === '/';
}

/** Settings of a layer. */
export const serverSettings = {
  store: textThat(STORE_RULE, isServerUrl)
    .meta({ description: 'The server that has the store; else it is in the state folder.' })
    .optional(),
  tokenFile: absolutePath
    .meta({ description: "A file with the server's token; else it is in ANDON_TOKEN." })
    .optional(),
  caFile: absolutePath
    .meta({ description: "Certificates that are trusted for the server, in place of the system's." })
    .optional(),
};
