import { describe, expect, it } from "vitest";
import { passwordProblem } from "./password-rules";

const email = "ana.silva@kianda.example";

describe("a new password", () => {
  it.each([
    "cedar lantern 48 rivers",
    "um rio sem ponte",
    "kopi pagi di beranda",
    "xK2!vq9#Lm",
    "日本語のとても長い合言葉",
  ])("%j is good enough", (password) => expect(passwordProblem(password, email)).toBeNull());

  it("has at least ten characters, counted as a reader counts them", () => {
    expect(passwordProblem("xK2!vq9#L", email)).toBe("too_short");
    expect(passwordProblem("😀😃😄😁😆😅😂🙂🙃", email)).toBe("too_short");
  });

  it("has at most 1,024 characters", () => {
    const long = "cedar lantern 48 rivers ".repeat(50);
    expect(passwordProblem(long, email)).toBe("too_long");
    expect(passwordProblem(`z9 ${long.slice(0, 1000)}`, email)).toBeNull();
  });

  it.each([
    "password123",
    "P@ssw0rd2026!",
    "Passwort1234",
    "1234567890",
    "9876543210",
    "qwertyuiop",
    "qwertyuiop123",
    "1q2w3e4r5t",
    "aaaaaaaaaaaa",
    "abababababab",
    "saldosaldo",
    "Welcome-2026",
    "iloveyou1234",
    "minhasenha123",
    "kata sandi 2026",
    "abcdefghijkl",
  ])("%j is refused as easy to guess", (password) => expect(passwordProblem(password, email)).toBe("weak_password"));

  it.each(["ana.silva@kianda.example", "AnaSilva2026", "kianda.example", "kianda12345".slice(0, 10)])(
    "%j is refused because it is the person's own address",
    (password) => expect(passwordProblem(password, email)).toBe("weak_password"),
  );
});
