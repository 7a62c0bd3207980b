import { startEmbedded } from "../../db/embedded/cluster.mjs";
import { createDatabase, prepareRoles, prepareSandbox } from "../../db/embedded/databases.mjs";
import { say, step } from "./output.mjs";

/** The embedded database, up, with its accounts and the database of the product. */
export async function startDatabase(plan, { secrets, sandboxPassword, port, onStarted }) {
  let server;
  await step("database", "starting the embedded PostgreSQL", async () => {
    server = await startEmbedded({ dataDir: plan.dataDir, adminPassword: secrets.postgres.admin, port });
    onStarted(server);
    await prepareRoles({ adminUrl: server.adminUrl, passwords: secrets.postgres });
    await createDatabase({ adminUrl: server.adminUrl });
    if (sandboxPassword) await prepareSandbox({ adminUrl: server.adminUrl, password: sandboxPassword });
    return `ready on port ${server.port}`;
  });
  return server;
}

export function sayExternal() {
  say("database", "using the server that DATABASE_URL names");
}
