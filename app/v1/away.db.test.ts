import { afterAll, expect, it, vi } from "vitest";
import { closeBooks } from "@/app/_api/testing";
import { makeApiKey } from "@/lib/gate/api-key";
import { log } from "@/lib/log";
import { GET } from "./credits/route";

// Nothing listens there, and nothing has read the settings yet.
process.env.DATABASE_URL = "postgres://nobody:nothing@127.0.0.1:9/nowhere";

afterAll(closeBooks);

it("while the database is away every request is answered 503 and when to come again, with one line in the log", async () => {
  const said = vi.spyOn(log, "error");
  for (let i = 0; i < 5; i++) {
    const headers = { authorization: `Bearer ${makeApiKey().key}` };
    const answer = await GET(new Request("http://localhost:3000/v1/credits", { headers }));
    expect(answer.status).toBe(503);
    expect(answer.headers.get("retry-after")).toBe("2");
    expect(await answer.json()).toMatchObject({ error: { code: "unavailable", request_id: expect.any(String) } });
  }
  expect(said).toHaveBeenCalledTimes(1);
});
