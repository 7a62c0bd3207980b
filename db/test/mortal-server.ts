import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmbedded } from "../embedded/cluster.mjs";
import { createDatabase, databaseUrls, prepareRoles } from "../embedded/databases.mjs";
import { removePlace } from "../embedded/place.mjs";
import { migrate } from "../migrate";

const adminPassword = "for-tests";
const passwords = { migrator: "for-tests", app: "for-tests", worker: "for-tests" };

/** A database server as durable as a real one, for a test that kills it. Everything of the process then asks this one. */
export class MortalServer {
  readonly #dataDir = mkdtempSync(join(tmpdir(), "saldo-kills-"));
  #server: Awaited<ReturnType<typeof startEmbedded>> | undefined;

  async start(): Promise<void> {
    chmodSync(this.#dataDir, 0o711);
    const server = await startEmbedded({ dataDir: this.#dataDir, adminPassword });
    this.#server = server;
    await prepareRoles({ adminUrl: server.adminUrl, passwords });
    await createDatabase({ adminUrl: server.adminUrl, name: "saldo" });
    const urls = databaseUrls({ port: server.port, name: "saldo", passwords, adminPassword });
    await migrate({ migratorUrl: urls.migrator, workerUrl: urls.worker, appUrl: urls.app });
    Object.assign(process.env, {
      DATABASE_URL: urls.app,
      DATABASE_MIGRATOR_URL: urls.migrator,
      DATABASE_WORKER_URL: urls.worker,
      DATABASE_ADMIN_URL: urls.admin,
    });
  }

  /** No goodbye and no last write, neither of the server nor of those of its processes that are named; then up again on the same files. */
  async killAndRestart(backends: readonly number[] = []): Promise<void> {
    if (!this.#server) throw new Error("the server was never started");
    for (const pid of [...backends, this.#server.pid]) strike(pid);
    this.#server = await startEmbedded({ dataDir: this.#dataDir, adminPassword, port: this.#server.port });
  }

  async remove(): Promise<void> {
    await this.#server?.stop();
    removePlace(this.#dataDir);
  }
}

function strike(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // The others of its kind may have taken it with them.
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}
