import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { administrator, databaseUrl } from "./cluster.mjs";

export const roles = { migrator: "saldo_migrator", app: "saldo_app", worker: "saldo_worker" };
const sandboxRole = "saldo_sandbox";

/**
 * The three accounts of the product. None is a superuser and none may pass over row-level security.
 * @param {{ adminUrl: string, passwords: { migrator: string, app: string, worker: string } }} options
 */
export async function prepareRoles({ adminUrl, passwords }) {
  await asAdministrator(adminUrl, async (sql) => {
    for (const [part, role] of Object.entries(roles)) await keepRole(sql, role, passwords[part]);
  });
}

/**
 * Makes the database when it is missing, as a copy of a template where one is named, and says who may do what in it.
 * @param {{ adminUrl: string, name?: string, template?: string }} options
 */
export async function createDatabase({ adminUrl, name = "saldo", template }) {
  await asAdministrator(adminUrl, async (sql) => {
    const [present] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!present)
      await sql.unsafe(`create database ${name} owner ${roles.migrator} ${template ? `template ${template}` : ""}`);
    await sql.unsafe(`revoke all on database ${name} from public`);
    await sql.unsafe(`grant connect, temporary on database ${name} to ${roles.app}, ${roles.worker}`);
    // The job queue of the worker brings its own schema.
    await sql.unsafe(`grant create on database ${name} to ${roles.worker}`);
  });
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await asAdministrator(url.href, async (sql) => {
    await sql.unsafe(`alter schema public owner to ${roles.migrator}`);
    await sql.unsafe("revoke create on schema public from public");
    await sql.unsafe(`grant usage on schema public to ${roles.app}, ${roles.worker}`);
    await sql.unsafe("create extension if not exists pg_stat_statements");
  });
}

/**
 * The stand-ins for money keep what they know in a database of their own, beside the product's, under an account of their
 * own: neither side may even connect to the other's.
 * @param {{ adminUrl: string, password: string, name?: string }} options
 */
export async function prepareSandbox({ adminUrl, password, name = sandboxRole }) {
  await asAdministrator(adminUrl, async (sql) => {
    await keepRole(sql, sandboxRole, password);
    const [present] = await sql`select 1 from pg_database where datname = ${name}`;
    if (!present) await sql.unsafe(`create database ${name} owner ${sandboxRole}`);
    await sql.unsafe(`revoke all on database ${name} from public`);
  });
}

/** @param {{ port: number, password: string, name?: string }} options */
export function sandboxUrl({ port, password, name = sandboxRole }) {
  return databaseUrl({ user: sandboxRole, password, port, database: name });
}

/**
 * The addresses of one database, one for each account.
 * @param {{ port: number, name?: string, passwords: { migrator: string, app: string, worker: string }, adminPassword: string }} options
 */
export function databaseUrls({ port, name = "saldo", passwords, adminPassword }) {
  const url = (user, password) => databaseUrl({ user, password, port, database: name });
  return {
    app: url(roles.app, passwords.app),
    migrator: url(roles.migrator, passwords.migrator),
    worker: url(roles.worker, passwords.worker),
    admin: url(administrator, adminPassword),
  };
}

async function keepRole(sql, role, password) {
  const [present] = await sql`select 1 from pg_roles where rolname = ${role}`;
  await sql.unsafe(
    `${present ? "alter" : "create"} role ${role} login nosuperuser nocreatedb nocreaterole nobypassrls noreplication password '${password.replaceAll("'", "''")}'`,
  );
}

async function asAdministrator(url, work) {
  // Loaded here and by path, because the supervisor starts before the packages are installed.
  const driver = join(import.meta.dirname, "../../node_modules/postgres/src/index.js");
  const { default: postgres } = await import(pathToFileURL(driver).href);
  const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
  try {
    return await work(sql);
  } catch (error) {
    if (error.code !== "28P01") throw error;
    throw new Error(
      "The embedded database refuses the password in secrets.json of the data folder. Bring back the file that belongs to this database, or remove the data folder to start anew.",
    );
  } finally {
    await sql.end();
  }
}
