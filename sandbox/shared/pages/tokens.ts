import { createHmac, timingSafeEqual } from "node:crypto";

/** Proof that a form came from our page: other sites can send a form, but not read the page it stands on. */
export class Tokens {
  constructor(private readonly secret: string) {}

  of(page: string): string {
    return createHmac("sha256", this.secret).update(page).digest("base64url");
  }

  fits(page: string, given: string): boolean {
    const [right, sent] = [Buffer.from(this.of(page)), Buffer.from(given)];
    return right.length === sent.length && timingSafeEqual(right, sent);
  }
}
