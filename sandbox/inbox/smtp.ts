import { setTimeout as delay } from "node:timers/promises";
import { SMTPServer, type SMTPServerDataStream } from "smtp-server";
import { readMail } from "./read-mail";
import type { Store } from "./store";

/** `reject` answers every mail with a temporary failure, `slow` takes two seconds over each. */
export type Fault = "reject" | "slow" | null;

const slowMs = 2_000;

export function smtpServer(store: Store, fault: () => Fault): SMTPServer {
  return new SMTPServer({
    name: "inbox.localhost",
    banner: "Saldo inbox stand-in",
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    disableReverseLookup: true,
    size: 10 * 1024 * 1024,
    onAuth: (_given, _session, done) => done(null, { user: "anyone" }),
    onMailFrom: (_address, _session, done) => {
      if (fault() === "reject") return done(Object.assign(new Error("Try again later"), { responseCode: 451 }));
      done();
    },
    onData: (stream, { envelope }, done) => {
      const to = envelope.rcptTo.map(({ address }) => address);
      const from = envelope.mailFrom ? envelope.mailFrom.address : "";
      receive(stream)
        .then(async (source) => {
          if (fault() === "slow") await delay(slowMs);
          await store.add(await readMail(source, { from, to }));
        })
        .then(
          () => done(),
          (error: Error) => done(error),
        );
    },
  });
}

async function receive(stream: SMTPServerDataStream): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  if (stream.sizeExceeded) throw Object.assign(new Error("The mail is too large"), { responseCode: 552 });
  return Buffer.concat(pieces);
}
