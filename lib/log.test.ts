import { describe, expect, it } from "vitest";
import { makeLog } from "./log";

function logged(write: (log: ReturnType<typeof makeLog>) => void): { line: string; fields: Record<string, unknown> } {
  const lines: string[] = [];
  write(makeLog({ write: (line: string) => void lines.push(line) }));
  expect(lines).toHaveLength(1);
  const line = lines[0] ?? "";
  expect(line.endsWith("\n")).toBe(true);
  expect(line.trimEnd()).not.toContain("\n");
  return { line, fields: JSON.parse(line) };
}

describe("a log line", () => {
  it("is one JSON object with time, level, sentence and the facts of the request", () => {
    const { fields } = logged((log) =>
      log.info(
        { request_id: "req_1", workspace_id: "ws_1", actor: "user:usr_1", route: "/w", status: 200, ms: 12 },
        "done",
      ),
    );
    expect(Object.keys(fields)).toEqual([
      "level",
      "ts",
      "request_id",
      "workspace_id",
      "actor",
      "route",
      "status",
      "ms",
      "msg",
    ]);
    expect(fields.ts).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(fields).toMatchObject({ level: "info", msg: "done", status: 200 });
  });

  it.each([
    ["password", { password: "hunter22222" }],
    ["a nested password", { input: { currentPassword: "hunter22222" } }],
    ["a password in a list", { inputs: [{ new_password: "hunter22222" }] }],
    ["cookie header", { headers: { cookie: "session=hunter22222" } }],
    ["set-cookie header", { headers: { "set-cookie": ["a=hunter22222"] } }],
    ["authorization header", { headers: { Authorization: "Bearer hunter22222" } }],
    ["api key", { api_key: "hunter22222" }],
    ["token", { sessionToken: "hunter22222" }],
    ["secret", { webhook_secret: "hunter22222" }],
    ["key inside a sentence", { note: "used saldo_live_abc_hunter22222_x1" }],
    ["bearer inside a sentence", { note: "sent Bearer hunter22222" }],
    ["link in a text", { url: "http://localhost:3000/sign-in/link?token=tok_1.hunter22222&next=/" }],
    ["connection string", { note: "postgres://saldo_app:hunter22222@127.0.0.1:5432/saldo" }],
    ["mail link token", { note: "tok_01abc.hunter22222hunter22222hunter22222" }],
  ])("never holds a %s", (_what, fields) => {
    expect(logged((log) => log.info(fields, "seen")).line).not.toContain("hunter22222");
  });

  it.each([
    ["a recipient field", { to: "+244923000111" }, "+244923000111"],
    ["a recipient object", { to: { name: "Ana", address: "ana@kianda.example" } }, "ana@"],
    ["an address inside a sentence", { note: "550 no such user ana.silva@kianda.example" }, "ana.silva@"],
    ["an address with letters of its language", { note: "joão@café.example" }, "joão@"],
  ])("names a person by pseudonym in %s", (_what, fields, plain) => {
    expect(logged((log) => log.info(fields, "seen")).line).not.toContain(plain);
  });

  it("gives the same person the same pseudonym", () => {
    const [a, b, c] = ["ana@kianda.example", "ANA@kianda.example", "rui@kianda.example"].map(
      (email) => logged((log) => log.info({ email }, "seen")).fields.email,
    );
    expect(a).toBe(b);
    expect(a).not.toBe(c);
  });

  it("tells what broke without the parameters of the statement", () => {
    const cause = Object.assign(new Error("duplicate key"), { code: "23505", parameters: ["hunter22222"] });
    const error = new Error("Failed query: insert into users values ($1)\nparams: hunter22222,a\nb", { cause });
    const { line, fields } = logged((log) => log.error({ err: error }, "broke"));
    expect(line).not.toContain("hunter22222");
    expect(fields.err).toMatchObject({ type: "Error", cause: { code: "23505", message: "duplicate key" } });
    expect(String(Object(fields.err).stack)).toContain("log.test.ts");
  });

  it("hides secrets in the sentence itself", () => {
    expect(logged((log) => log.info("ana@kianda.example used Bearer hunter22222")).line).not.toMatch(/ana@|hunter/);
  });
});
