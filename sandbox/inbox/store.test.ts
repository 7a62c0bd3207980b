import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { readMail } from "./read-mail";
import { Store } from "./store";

it("keeps only the newest mails, in memory and on disk", async () => {
  const folder = await mkdtemp(join(tmpdir(), "saldo-store-"));
  const store = await Store.open(folder, 3);
  for (let n = 1; n <= 5; n++) {
    await store.add(
      await readMail(Buffer.from(`Subject: ${n}\r\n\r\nx`), { from: "a@b.example", to: ["c@d.example"] }),
    );
  }
  expect(store.list().map((mail) => mail.subject)).toEqual(["5", "4", "3"]);
  expect(await readdir(folder)).toHaveLength(3);
  await rm(folder, { recursive: true });
});
