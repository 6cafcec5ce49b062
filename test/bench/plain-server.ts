// The barest server that reads something: what andon's is held against. Arguments: a database, and a port.
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

const [, , file = '', port = '0'] = process.argv;
const database = new DatabaseSync(file, { readOnly: true });
const read = database.prepare("SELECT value FROM view WHERE name = 'line' AND key = 'main'");

createServer((_, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ line: 'main', row: read.get() }));
}).listen(Number(port), '127.0.0.1');
