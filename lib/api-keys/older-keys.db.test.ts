import { readFile } from "node:fs/promises";
import postgres from "postgres";
import { afterAll, expect, it } from "vitest";
import { makeApiKey } from "@/lib/gate/api-key";
import { closeStage, workspaceWith } from "@/lib/team/testing";
import { createApiKey } from "./create-api-key";
import { findApiKey } from "./data";

const owner = postgres(process.env.DATABASE_MIGRATOR_URL ?? "", { max: 1, onnotice: () => {} });

afterAll(async () => {
  await owner.end();
  await closeStage();
});

it("a key from before recipients had a scope shows them as its maker's role does", async () => {
  const { owner: maker, members } = await workspaceWith(["developer"]);
  const developer = members[0]?.ctx ?? maker.ctx;
  const made = async (ctx: typeof developer, scopes: ("usage:read" | "credits:read")[]) =>
    (await createApiKey(ctx, { name: "Old", scopes, secret: makeApiKey() })).id;
  const ids = [
    await made(maker.ctx, ["usage:read"]),
    await made(maker.ctx, ["credits:read"]),
    await made(developer, ["usage:read"]),
  ];
  await owner.unsafe(await readFile("db/migrations/0015_recipients_scope.sql", "utf8"));
  const kept = await Promise.all(ids.map((id) => findApiKey(maker.ctx, "Africa/Luanda", id)));
  expect(kept.map((key) => key?.scopes)).toEqual([["usage:read", "recipients:read"], ["credits:read"], ["usage:read"]]);
  const walls =
    await owner`select relname from pg_class where relname in ('api_keys', 'memberships') and relforcerowsecurity`;
  expect(walls).toHaveLength(2);
});
