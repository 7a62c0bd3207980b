import { Agent, request } from "node:http";
import { Agent as SecureAgent, request as secureRequest } from "node:https";
import { performance } from "node:perf_hooks";
import type { Attempt, Letter } from "./post-office";

/** Puts letters into mailboxes: one POST, no redirect followed, the whole answer within ten seconds. */
export class Post {
  private readonly plain: Agent;
  private readonly secure: SecureAgent;

  constructor(
    together: number,
    private readonly answerWithinMs = 10_000,
  ) {
    this.plain = new Agent({ keepAlive: true, maxSockets: together });
    this.secure = new SecureAgent({ keepAlive: true, maxSockets: together });
  }

  send(url: string, letter: Letter, at: Date): Promise<Attempt> {
    const began = performance.now();
    const attempt = (status: number | null, error: string | null): Attempt => ({
      at: at.toISOString(),
      status,
      error,
      ms: Math.round(performance.now() - began),
    });
    return new Promise((resolve) => {
      // From the first byte to the last: who answers a byte at a time is as late as who does not answer.
      const late = setTimeout(() => {
        outgoing.destroy(new Error(`no answer within ${this.answerWithinMs / 1000} s`));
      }, this.answerWithinMs);
      const done = (made: Attempt) => {
        clearTimeout(late);
        resolve(made);
      };
      const isSecure = url.startsWith("https:");
      const outgoing = (isSecure ? secureRequest : request)(url, {
        method: "POST",
        agent: isSecure ? this.secure : this.plain,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "content-length": Buffer.byteLength(letter.body),
          ...letter.headers,
        },
      });
      outgoing.on("response", (incoming) => {
        incoming.resume();
        incoming.on("end", () => done(attempt(incoming.statusCode ?? null, null)));
        incoming.on("error", (error) => done(attempt(null, error.message)));
      });
      outgoing.on("error", (error) => done(attempt(null, error.message)));
      outgoing.end(letter.body);
    });
  }

  close(): void {
    this.plain.destroy();
    this.secure.destroy();
  }
}
