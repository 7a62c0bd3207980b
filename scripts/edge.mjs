// Preloaded into the web process: settles what a request says about its own origin before the framework reads it.
// A caller could otherwise name any host, address or protocol it likes in headers that only a proxy of ours may set.
import { Server } from "node:http";

const ours = new URL(process.env.APP_URL ?? "http://localhost:3000");
const behindProxy = process.env.TRUSTED_PROXY === "1";
const isLoopback = (host) => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/.test(host);
const onlyInside = [
  "forwarded",
  "x-forwarded-host",
  "x-forwarded-port",
  "x-middleware-subrequest",
  "x-nonce",
  "x-saldo-path",
];

export function settle(request) {
  const { headers, socket } = request;
  for (const name of onlyInside) delete headers[name];
  const said = behindProxy ? headers["x-forwarded-for"]?.split(",").at(-1)?.trim() : undefined;
  headers["x-forwarded-for"] = said || (socket.remoteAddress ?? "").replace(/^::ffff:/, "");
  headers["x-forwarded-proto"] = ours.protocol.slice(0, -1);
  const host = headers.host ?? "";
  if (!(isLoopback(ours.host) && isLoopback(host))) headers.host = ours.host;
}

const emit = Server.prototype.emit;
Server.prototype.emit = function (event, ...rest) {
  if (event === "request" || event === "upgrade") settle(rest[0]);
  return emit.call(this, event, ...rest);
};
