export const passwordMinimum = 10;
export const passwordMaximum = 1024;

export type PasswordProblem = "too_short" | "too_long" | "weak_password";

/** What a new password must not be; null when it is good enough. Nothing is asked about digits or signs. */
export function passwordProblem(password: string, email: string): PasswordProblem | null {
  const length = [...password].length;
  if (length < passwordMinimum) return "too_short";
  if (password.length > passwordMaximum) return "too_long";
  return isGuessable(password, email) ? "weak_password" : null;
}

function isGuessable(password: string, email: string): boolean {
  const plain = password.toLowerCase().trim();
  if (new Set(plain).size < 5) return true;
  const words = plain.replace(/[\s._-]+/g, "");
  const stem = withoutTail(words);
  const readings = [words, stem, unleeted(words), unleeted(stem)];
  if (readings.some((text) => common.has(text) || isRepeated(text))) return true;
  if ([words, stem].some((text) => text.length >= 6 && runs.some((run) => run.includes(text)))) return true;
  return isOwnName(words, email.toLowerCase());
}

/** What people add when a page asks for more: figures and signs at the end. */
function withoutTail(text: string): string {
  return text.replace(/[^\p{L}]+$/u, "");
}

const leet: Record<string, string> = {
  "@": "a",
  "4": "a",
  "3": "e",
  "1": "i",
  "!": "i",
  "0": "o",
  "5": "s",
  $: "s",
  "7": "t",
};

function unleeted(text: string): string {
  return text.replace(/[@4310!5$7]/g, (sign) => leet[sign] ?? sign);
}

/** "abcabcabcabc" is as long as it looks and as good as "abc". */
function isRepeated(text: string): boolean {
  return /^(.{1,5})\1+.?$/.test(text);
}

function isOwnName(words: string, email: string): boolean {
  const [local = "", domain = ""] = email.split("@");
  const names = [email, local, domain, domain.split(".")[0] ?? ""].map((name) => name.replace(/[._-]+/g, ""));
  return names.some((name) => name.length >= 4 && words.includes(name) && words.length - name.length < 5);
}

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890123456789",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "1q2w3e4r5t6y7u8i9o0p",
  "1qaz2wsx3edc4rfv5tgb6yhn",
  "qazwsxedcrfvtgbyhnujm",
];
const runs = rows.flatMap((row) => [row, [...row].reverse().join("")]);

/** The words behind most guessed passwords, in the languages of the product; a tail of figures changes nothing. */
const common = new Set(
  `password passwords passwort motdepasse contrasena contraseña senha senhasenha minhasenha senhasegura palavrapasse
  palavrapassesegura katasandi katasandiku rahasia rahasiaku bismillah sayangku indonesia indonesiaraya indonesiaku
  alhamdulillah jakarta surabaya bandung luanda luandaangola angola angolaangola portugal lisboa benfica sporting
  saopaulo brasil corinthians flamengo palmeiras india bharat mumbai delhi krishna ganesha jaimatadi
  iloveyou iloveyouforever ilovejesus iloveindia teamo euteamo teamomuito akucintakamu akusayangkamu
  letmein letmeinplease welcome welcomehome welcometo changeme changemenow changeit default admin administrator
  administrador adminadmin superadmin superuser rootroot toor master masterkey mastermind login loginlogin guest
  test testtest testing testpassword passwordtest temporary temppassword newpassword mypassword yourpassword
  thepassword nopassword secret secretpassword topsecret supersecret trustno hello helloworld hellohello goodbye
  qwerty qwertyqwerty qwertyuiop asdfasdf asdfghjkl zxcvbnm zxcvbnmasdfghjkl qweasdzxc qweasd qazwsx
  football baseball basketball softball soccer superman batman spiderman starwars pokemon dragon dragonball princess
  sunshine shadow monkey michael jennifer jordan charlie liverpool chelsea arsenal manchester manchesterunited
  barcelona realmadrid juventus whatever computer internet samsung android google facebook instagram whatsapp telegram
  microsoft windows apple iphone linkedin twitter youtube company business billing credits payment payments money
  saldo saldosaldo mysaldo correcthorsebatterystaple access accessdenied freedom jesuschrist godisgood jesusislord
  summer winter spring autumn january february monday friday christmas birthday anniversary`.split(/\s+/),
);
