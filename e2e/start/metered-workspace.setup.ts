import { closeConnections, inWorkspace } from "@/db";
import { apiKeys } from "@/db/schema/workspaces";
import { makeApiKey } from "@/lib/gate/api-key";
import { newId } from "@/lib/ids";
import { workspaceWith } from "@/lib/metering/testing";

// A workspace with a key and credits, beside the running product: told as one line of JSON.
const ctx = await workspaceWith({ promo: 1_000_000 }, new Date());
const { key, ...kept } = makeApiKey();
const { workspaceId, now: createdAt } = ctx;
await inWorkspace(ctx, (tx) =>
  tx
    .insert(apiKeys)
    .values({ ...kept, workspaceId, id: newId("key"), name: "Kills", scopes: ["usage:write"], createdAt }),
);
console.log(JSON.stringify({ api_key: key }));
await closeConnections();
