import { createServer } from "node:net";
import { Refusal } from "./refusal.mjs";

/** Whether the web app will be able to listen where it should, found out before anything is started. */
export function requireFreePort({ host, port }) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) =>
      reject(
        new Refusal(
          sentences[error.code]?.(host, port) ?? `HOST ${host} and PORT ${port} cannot be used: ${error.message}`,
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(resolve));
  });
}

const sentences = {
  EADDRINUSE: (host, port) =>
    `PORT ${port} is already in use on ${host}. Stop the program that listens there, or choose another port, for example: PORT=${port + 1} npm start`,
  EACCES: (_host, port) =>
    `PORT ${port} may not be opened by this user. Choose one above 1023, for example: PORT=3000 npm start`,
  EADDRNOTAVAIL: (host) =>
    `HOST ${host} is not an address of this machine. Set HOST to one that is, or leave it unset for 127.0.0.1.`,
  ENOTFOUND: (host) =>
    `HOST ${host} is not known. Set HOST to an address of this machine, or leave it unset for 127.0.0.1.`,
};
