/** Serves `dist/` and the page of a panel over 127.0.0.1, under the policy that VS Code gives it. */
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { randomUUID } from 'node:crypto';
import { ROOT } from '../../scripts/rig/rigs.mjs';
import { pageHtml } from '../../src/protocol/page';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.html': 'text/html; charset=utf-8',
};

const DIST = join(ROOT, 'dist');

/** A running page server. */
export interface PageServer {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** Starts a page server on a free port; `/` is the page, `/dist/…` the bundles. */
export async function startPageServer(dist = DIST): Promise<PageServer> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname;
    const origin = `http://${request.headers.host ?? ''}`;
    if (path === '/') send(response, '.html', panelPage(origin));
    else if (path === '/favicon.ico') response.writeHead(204).end();
    else sendFile(response, dist, path);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => stop(server) };
}

function panelPage(origin: string): string {
  return pageHtml({
    state: null,
    dist: `${origin}/dist`,
    cspSource: origin,
    nonce: randomUUID(),
    language: 'en',
    title: 'Visualize Backprop',
  });
}

function sendFile(response: ServerResponse, dist: string, path: string): void {
  const file = normalize(join(dist, path.replace(/^\/dist\//, '')));
  if (!file.startsWith(dist) || !existsSync(file) || !statSync(file).isFile()) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
  createReadStream(file).pipe(response);
}

function send(response: ServerResponse, ending: string, text: string): void {
  response.writeHead(200, { 'content-type': TYPES[ending] }).end(text);
}

function stop(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((closed) => server.close(() => closed()));
}
