import type { AddressInfo } from "node:net";
import { requireLoopback } from "../shared/loopback";
import { httpServer } from "./http";
import { type Fault, smtpServer } from "./smtp";
import { Store } from "./store";

export type Inbox = { smtp: string; url: string; close: () => Promise<void> };

export type InboxOptions = { folder: string; host?: string; smtpPort?: number; httpPort?: number };

export async function startInbox({
  folder,
  host = "127.0.0.1",
  smtpPort = 0,
  httpPort = 0,
}: InboxOptions): Promise<Inbox> {
  requireLoopback("The inbox stand-in", host);
  const store = await Store.open(folder);
  let fault: Fault = null;
  const smtp = smtpServer(store, () => fault);
  // A client that hangs up in the middle of a mail is its own business.
  smtp.on("error", (error) => console.warn(`SMTP: ${error.message}`));
  const http = httpServer(store, {
    get: () => fault,
    set: (next) => {
      fault = next;
    },
  });
  await listening((done, fail) => {
    smtp.server.once("error", fail);
    smtp.listen(smtpPort, host, done);
  });
  await listening((done, fail) => {
    http.once("error", fail);
    http.listen(httpPort, host, done);
  });
  return {
    smtp: `smtp://${host}:${portOf(smtp.server.address())}`,
    url: `http://${host}:${portOf(http.address())}`,
    close: async () => {
      http.closeAllConnections();
      await Promise.all([
        new Promise<void>((done) => http.close(() => done())),
        new Promise<void>((done) => smtp.close(done)),
      ]);
    },
  };
}

function listening(start: (done: () => void, fail: (error: Error) => void) => void): Promise<void> {
  return new Promise(start);
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === "string") throw new Error("The server has no port.");
  return address.port;
}
