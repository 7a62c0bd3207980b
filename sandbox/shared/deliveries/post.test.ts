import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { Post } from "./post";

async function sentTo(answer: (response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    request.resume();
    answer(response);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const post = new Post(1, 300);
  onTestFinished(() => {
    post.close();
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return post.send(`http://127.0.0.1:${port}/`, { body: "{}", headers: {} }, new Date());
}

const late = { status: null, error: "no answer within 0.3 s" };

test("who answers in time is heard, whatever the answer", async () => {
  expect(await sentTo((response) => response.end("taken"))).toMatchObject({ status: 200, error: null });
  expect(await sentTo((response) => response.writeHead(500).end())).toMatchObject({ status: 500, error: null });
});

test("who never answers is left", async () => {
  expect(await sentTo(() => undefined)).toMatchObject(late);
});

test("who answers a byte at a time, or without end, is left as well", async () => {
  const slow = await sentTo((response) => {
    response.writeHead(200);
    const dripping = setInterval(() => response.write("x"), 20);
    response.on("close", () => clearInterval(dripping));
  });
  expect(slow).toMatchObject(late);
});
