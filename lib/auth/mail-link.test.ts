import { beforeAll, describe, expect, it, vi } from "vitest";

vi.mock("@/lib/env", () => ({
  env: () => ({ APP_URL: "https://billing.kianda.example", NEXTAUTH_SECRET: "u7Qm2xVd9KpZr4TnBc8WsLe1HyGf6JaO" }),
}));

let links: typeof import("./mail-link");
beforeAll(async () => {
  links = await import("./mail-link");
});

const id = "tok_01jd8z5x";
const tokenOf = (url: string) => new URL(url).searchParams.get("token") ?? "";

describe("a mailed link", () => {
  it("opens what it was made for", () => {
    const url = links.mailLinkUrl("/sign-in/link", id, "sign_in");
    expect(url).toMatch(/^https:\/\/billing\.kianda\.example\/sign-in\/link\?token=tok_01jd8z5x\.[\w-]{43}$/);
    expect(links.readMailLink(tokenOf(url), "sign_in")).toBe(id);
  });

  it("does not open anything else", () => {
    const token = tokenOf(links.mailLinkUrl("/sign-in/link", id, "sign_in"));
    expect(links.readMailLink(token, "password_reset")).toBeNull();
  });

  it("is worthless with another id or a changed signature", () => {
    const token = tokenOf(links.mailLinkUrl("/sign-in/link", id, "sign_in"));
    expect(links.readMailLink(token.replace("tok_01", "tok_02"), "sign_in")).toBeNull();
    const last = token.at(-2) === "A" ? "B" : "A";
    expect(links.readMailLink(token.slice(0, -2) + last + token.at(-1), "sign_in")).toBeNull();
  });

  it.each(["", ".", id, `${id}.`, `${id}.short`, `.${"a".repeat(43)}`, `tok_x;drop.${"a".repeat(43)}`])(
    "answers nothing for %j",
    (token) => expect(links.readMailLink(token, "sign_in")).toBeNull(),
  );

  it("names its row before it is proven, so that a purpose may depend on the row", () => {
    const token = tokenOf(links.mailLinkUrl("/invitation", "inv_7", "invitation:2"));
    expect(links.claimedId(token)).toBe("inv_7");
    expect(links.readMailLink(token, "invitation:1")).toBeNull();
    expect(links.readMailLink(token, "invitation:2")).toBe("inv_7");
  });
});
