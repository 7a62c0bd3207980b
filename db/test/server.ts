import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { migrate } from "@/db/migrate";
import { startEmbedded } from "../embedded/cluster.mjs";
import { createDatabase, databaseUrls, prepareRoles } from "../embedded/databases.mjs";
import { removePlace } from "../embedded/place.mjs";

const adminPassword = "for-tests";
const passwords = { migrator: "for-tests", app: "for-tests", worker: "for-tests" };
const template = "saldo_template";

export type TestServer = {
  port: number;
  adminUrl: string;
  adminPassword: string;
  passwords: typeof passwords;
  template: string;
};

declare module "vitest" {
  export interface ProvidedContext {
    databaseServer: TestServer;
  }
}

/** One server for the whole run, and in it one migrated database that every test file gets a copy of. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "saldo-test-"));
  chmodSync(dataDir, 0o711);
  const server = await startEmbedded({ dataDir, adminPassword, durable: false });
  const close = async () => {
    await server.stop();
    removePlace(dataDir);
  };
  try {
    await prepareRoles({ adminUrl: server.adminUrl, passwords });
    await createDatabase({ adminUrl: server.adminUrl, name: template });
    const urls = databaseUrls({ port: server.port, name: template, passwords, adminPassword });
    await migrate({ migratorUrl: urls.migrator, workerUrl: urls.worker, appUrl: urls.app });
  } catch (error) {
    await close();
    throw error;
  }
  project.provide("databaseServer", {
    port: server.port,
    adminUrl: server.adminUrl,
    adminPassword,
    passwords,
    template,
  });
  return close;
}
