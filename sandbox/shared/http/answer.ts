import type { ServerResponse } from "node:http";

export type Answer = { status: number; body: string | Buffer; headers: Record<string, string> };

export function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { "content-length": Buffer.byteLength(body), ...headers });
  response.end(body);
}
