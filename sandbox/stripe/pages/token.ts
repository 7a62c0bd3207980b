import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import type { Sql } from "postgres";

/** Proof that a form came from our page: other sites can send a form, but not read the page it stands on. */
export class Tokens {
  private constructor(private readonly secret: string) {}

  static async open(sql: Sql): Promise<Tokens> {
    const [kept] = await sql<{ value: string }[]>`
      insert into stripe_sandbox.settings (name, value)
      values ('page_secret', to_jsonb(${randomBytes(32).toString("hex")}::text))
      on conflict (name) do update set value = settings.value returning value`;
    if (!kept) throw new Error("The secret of the pages was not kept.");
    return new Tokens(kept.value);
  }

  of(page: string): string {
    return createHmac("sha256", this.secret).update(page).digest("base64url");
  }

  fits(page: string, given: string): boolean {
    const [right, sent] = [Buffer.from(this.of(page)), Buffer.from(given)];
    return right.length === sent.length && timingSafeEqual(right, sent);
  }
}
