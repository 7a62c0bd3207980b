import { isIP } from "node:net";

/** An address or a range of them: the first `prefix` of its `size` bits are fixed. */
export type Network = { size: 32 | 128; value: bigint; prefix: number };

/** Reads "203.0.113.7", "203.0.113.0/24", "2001:db8::/48"; null when it is none. */
export function parseNetwork(text: string): Network | null {
  const [address = "", length, ...rest] = text.split("/");
  if (rest.length > 0 || address.includes("%") || (length !== undefined && !/^\d{1,3}$/.test(length))) return null;
  const bare = bits(address);
  if (!bare) return null;
  const asked = length === undefined ? bare.size : Number(length);
  if (asked > bare.size) return null;
  if (!isMapped(bare)) return { ...bare, value: masked(bare, asked), prefix: asked };
  return asked < mappedBits ? null : { ...unmapped(bare), prefix: asked - mappedBits };
}

/** The one way a network is written, without the bits it does not fix. */
export function networkText({ size, value, prefix }: Network): string {
  const address = size === 32 ? v4Text(masked({ size, value }, prefix)) : v6Text(masked({ size, value }, prefix));
  return prefix === size ? address : `${address}/${prefix}`;
}

/** Whether an address lies in one of the networks. What cannot be read lies in none. */
export function isWithin(address: string | null, networks: readonly Network[]): boolean {
  const at = address === null ? null : bits(withoutPort(address));
  if (!at) return false;
  const { size, value } = isMapped(at) ? unmapped(at) : at;
  return networks.some((one) => one.size === size && masked({ size, value }, one.prefix) === masked(one, one.prefix));
}

type Bits = { size: 32 | 128; value: bigint };

/** Sockets that listen for both families name an IPv4 caller as ::ffff:203.0.113.7. */
const mappedBits = 96;
const isMapped = ({ size, value }: Bits) => size === 128 && value >> 32n === 0xffffn;
const unmapped = ({ value }: Bits): Bits => ({ size: 32, value: value & 0xffffffffn });

function masked({ size, value }: Bits, prefix: number): bigint {
  const free = BigInt(size - prefix);
  return (value >> free) << free;
}

/** Some proxies add the port they were called from. */
function withoutPort(address: string): string {
  return /^\[(.*)\](?::\d+)?$/.exec(address)?.[1] ?? /^([\d.]+):\d+$/.exec(address)?.[1] ?? address;
}

function bits(address: string): Bits | null {
  const [bare = ""] = address.split("%");
  if (isIP(bare) === 4) return { size: 32, value: BigInt(`0x${bare.split(".").map(byteHex).join("")}`) };
  if (isIP(bare) !== 6) return null;
  const [head = "", tail] = canonical(bare).split("::");
  const left = head.split(":").filter(Boolean);
  const right = (tail ?? "").split(":").filter(Boolean);
  const groups = [...left, ...Array<string>(8 - left.length - right.length).fill("0"), ...right];
  return { size: 128, value: BigInt(`0x${groups.map((group) => group.padStart(4, "0")).join("")}`) };
}

const byteHex = (byte: string) => Number(byte).toString(16).padStart(2, "0");

function v4Text(value: bigint): string {
  return [24n, 16n, 8n, 0n].map((shift) => (value >> shift) & 255n).join(".");
}

function v6Text(value: bigint): string {
  const groups = Array.from({ length: 8 }, (_, i) => ((value >> BigInt(112 - 16 * i)) & 0xffffn).toString(16));
  return canonical(groups.join(":"));
}

/** Lower case, the longest run of zeros left out, no dotted end. */
function canonical(v6: string): string {
  return new URL(`http://[${v6}]/`).hostname.slice(1, -1);
}
