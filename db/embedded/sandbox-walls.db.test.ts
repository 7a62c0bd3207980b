import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { prepareSandbox, sandboxUrl } from "./databases.mjs";

const { adminUrl, port } = inject("databaseServer");
const name = `sandbox_${process.pid}`;
const password = "of-the-sandbox";
const own = sandboxUrl({ port, password, name });
const product = new URL(process.env.DATABASE_URL ?? "").pathname;

beforeAll(() => prepareSandbox({ adminUrl, password, name }));
afterAll(() => ask(adminUrl, `drop database ${name} with (force)`));

test("the sandbox owns its database, and a second start finds it as it was", async () => {
  await ask(own, "create schema stripe_sandbox");
  await ask(own, "create table stripe_sandbox.objects as select 1 as id");
  await prepareSandbox({ adminUrl, password, name });
  expect(await ask(own, "select id from stripe_sandbox.objects")).toEqual([{ id: 1 }]);
});

test.each(["DATABASE_URL", "DATABASE_WORKER_URL", "DATABASE_MIGRATOR_URL"])(
  "the account in %s can read nothing of the sandbox",
  async (setting) => {
    const url = new URL(process.env[setting] ?? "");
    await expect(ask(url.href, "select 1 as id")).resolves.toEqual([{ id: 1 }]);
    url.pathname = `/${name}`;
    await expect(ask(url.href, "select 1 as id")).rejects.toMatchObject({ code: "42501" });
  },
);

test("the sandbox can read nothing of the product", async () => {
  const url = new URL(own);
  url.pathname = product;
  await expect(ask(url.href, "select 1 as id")).rejects.toMatchObject({ code: "42501" });
});

test("the sandbox's account is none of the strong ones and a member of nobody", async () => {
  const rights = "rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication";
  expect(await ask(own, `select ${rights} from pg_roles where rolname = current_user`)).toEqual([
    { rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false, rolreplication: false },
  ]);
  expect(await ask(own, "select 1 from pg_auth_members where member = current_user::regrole")).toEqual([]);
});

async function ask(url: string, statement: string): Promise<object[]> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    return [...(await sql.unsafe(statement))];
  } finally {
    await sql.end({ timeout: 1 });
  }
}
