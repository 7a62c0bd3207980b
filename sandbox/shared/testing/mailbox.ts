import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";

export type Posted = { body: string; headers: IncomingHttpHeaders };

export type Reply = { status: number; location?: string; body?: string };

type Taken = Reply | undefined;

export type Mailbox = { url: string; port: number; close: () => Promise<void> };

/** An address that takes what a stand-in posts to it: it answers as it is told, and 200 when it is told nothing. */
export async function openMailbox(take: (posted: Posted) => Taken | Promise<Taken>): Promise<Mailbox> {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const told = await take({ body: Buffer.concat(chunks).toString("utf8"), headers: request.headers });
    const { status, location, body }: Reply = told ?? { status: 200 };
    response.writeHead(status, location ? { location } : {}).end(body);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/hook`,
    close: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };
}
