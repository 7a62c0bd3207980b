import { createServer } from "node:net";

/** A port nobody listens on, and none of those that are spoken for but not listened on yet. */
export async function freePort(spokenFor = []) {
  for (;;) {
    const port = await unusedPort();
    if (!spokenFor.includes(port)) return port;
  }
}

function unusedPort(host = "127.0.0.1") {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, host, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
