import { createServer } from "node:net";
import { Refusal } from "./refusal.mjs";

/** Whether the web app will be able to listen where it should, found out before anything is started. */
export function requireFreePort({ host, port }, name = "PORT") {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) =>
      reject(
        new Refusal(
          sentences[error.code]?.(host, port, name) ??
            `HOST ${host} and ${name} ${port} cannot be used: ${error.message}`,
        ),
      ),
    );
    probe.listen(port, host, () => probe.close(resolve));
  });
}

const sentences = {
  EADDRINUSE: (host, port, name) =>
    `${name} ${port} is already in use on ${host}. Stop the program that listens there, or choose another port, for example: ${name}=${port + 1} npm ${name === "PORT" ? "start" : "run sandbox"}`,
  EACCES: (_host, port, name) =>
    `${name} ${port} may not be opened by this user. Choose one above 1023, for example: ${name}=3000`,
  EADDRNOTAVAIL: (host) =>
    `HOST ${host} is not an address of this machine. Set HOST to one that is, or leave it unset for 127.0.0.1.`,
  ENOTFOUND: (host) =>
    `HOST ${host} is not known. Set HOST to an address of this machine, or leave it unset for 127.0.0.1.`,
};
