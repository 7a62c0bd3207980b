import { sql } from "drizzle-orm";
import { afterAll, expect, it } from "vitest";
import { closeConnections, database, systemDatabase } from "@/db";
import { env } from "@/lib/env";
import { makeApiKey, openApiKey } from "@/lib/gate/api-key";
import { mayReadMetrics } from "./may-read";
import { countRefusal } from "./refusals";
import { observeRequest } from "./requests";
import { scrape } from "./scrape";

afterAll(() => closeConnections());

it("tells the figures of the work behind the pages", async () => {
  await database().execute(sql`select jobs.enqueue('mail.send', '{}'::json)`);
  await database().execute(sql`insert into worker_heartbeats values ('pool-1', now(), now() - interval '7 seconds')`);
  observeRequest("/v1/credits", "GET", 200, 12);
  countRefusal("team.invite");
  const { key } = makeApiKey();
  for (const junk of ["not a key", key]) {
    await expect(openApiKey(junk, "credits:read", new Date(), "req_test")).rejects.toThrow();
  }
  const { text, contentType } = await scrape();
  expect(contentType).toContain("text/plain");
  for (const line of [
    "database_up 1",
    "jobs_waiting 1",
    "jobs_dead 0",
    "outbox_dead_total 0",
    "db_pool_in_use 0",
    "db_pool_waiting 0",
  ]) {
    expect(text.split("\n")).toContain(line);
  }
  expect(text).toMatch(/worker_heartbeat_age_seconds [78]\./);
  expect(text).toContain('http_request_duration_seconds_count{route="/v1/credits",method="GET",status="200"} 1');
  expect(text).toContain('auth_failures_total{reason="api_key"} 2');
  expect(text).toContain('authz_denied_total{route="team.invite"} 1');
});

it("tells of the audit chains what the last verification found, and nothing before the first one", async () => {
  expect((await scrape()).text).not.toMatch(/^audit_/m);
  await systemDatabase().execute(sql`insert into audit_verdicts values (true, '2026-06-24T10:00:00Z', 3, 40, 0)`);
  expect((await scrape()).text).toMatch(/^audit_chain_ok 1$/m);
  await systemDatabase().execute(sql`update audit_verdicts set broken = 1`);
  const { text } = await scrape();
  expect(text).toMatch(/^audit_chain_ok 0$/m);
  expect(text).toMatch(/^audit_verified_timestamp_seconds 1782295200$/m);
});

it("tells of the books what the last look found, and nothing before the first one", async () => {
  expect((await scrape()).text).not.toMatch(/^books_/m);
  await systemDatabase().execute(sql`insert into book_verdicts values (true, '2026-06-24T10:00:00Z', 3, 40, 400, 0)`);
  expect((await scrape()).text).toMatch(/^books_ok 1$/m);
  await systemDatabase().execute(sql`update book_verdicts set wrong = 2`);
  const { text } = await scrape();
  expect(text).toMatch(/^books_ok 0$/m);
  expect(text).toMatch(/^books_wrong_rows 2$/m);
  expect(text).toMatch(/^books_checked_timestamp_seconds 1782295200$/m);
});

it("opens to the token of the settings and to nothing else", () => {
  expect(mayReadMetrics(`Bearer ${env().METRICS_TOKEN}`)).toBe("yes");
  expect(mayReadMetrics(`bearer ${env().METRICS_TOKEN}`)).toBe("yes");
  for (const wrong of [
    null,
    "",
    "Bearer",
    `Bearer ${env().METRICS_TOKEN}x`,
    String(env().METRICS_TOKEN),
    "Basic abc",
  ]) {
    expect(mayReadMetrics(wrong)).toBe("no");
  }
});
