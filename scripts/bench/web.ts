import { type ChildProcess, spawn } from "node:child_process";
import { Agent, request } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/db/embedded/ports.mjs";
import { isBuilt } from "@/scripts/supervisor/sources.mjs";

const server = ".next/standalone/server.js";

export type Web = {
  /** Anything but 200 is an error. */
  ask: (method: "GET" | "POST", path: string, key?: string, body?: string) => Promise<void>;
  port: number;
  pid: number;
  stop: () => void;
};

/** The web app as `npm start` runs it, on the bench's database; null where what was built is not what the sources say. */
export async function startWeb(): Promise<Web | null> {
  if (!isBuilt()) return null;
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const child = spawn(
    process.execPath,
    ["--import", join(process.cwd(), "scripts/edge.mjs"), join(process.cwd(), server)],
    {
      stdio: "ignore",
      env: { ...process.env, PORT: String(port), HOSTNAME: "127.0.0.1", APP_URL: address, NEXTAUTH_URL: address },
    },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  const web: Web = {
    ask: (method, path, key, body) => ask({ agent, port, child, method, path, key, body }),
    port,
    pid: child.pid ?? 0,
    stop: () => {
      agent.destroy();
      child.kill();
    },
  };
  await answers(web);
  return web;
}

async function answers(web: Web): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await web.ask("GET", "/healthz");
    } catch (error) {
      if (attempt === 150) throw error;
      await sleep(200);
    }
  }
}

type Asking = {
  agent: Agent;
  port: number;
  child: ChildProcess;
  method: string;
  path: string;
  key: string | undefined;
  body: string | undefined;
};

function ask({ agent, port, child, method, path, key, body }: Asking): Promise<void> {
  if (child.exitCode !== null) throw new Error("the web app ended");
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", ...(key && { authorization: `Bearer ${key}` }) };
    const sent = request({ agent, host: "127.0.0.1", port, method, path, headers }, (answer) => {
      answer.resume();
      answer.once("end", () => {
        if (answer.statusCode === 200) resolve();
        else reject(new Error(`${method} ${path} was answered with ${answer.statusCode}`));
      });
      answer.once("error", reject);
    });
    sent.once("error", reject);
    sent.end(body);
  });
}
