import { createHash } from 'node:crypto';

/*
 * An entry is the payload, then a trailer: magic, length of the payload, SHA-256 of it. It stands behind the payload
 * so that an entry that is a shared library can be loaded as it is: loaders ignore what follows.
 */
const magic = Buffer.from('warpfld1');
const trailerLength = magic.length + 8 + 32;

export function encodeEntry(payload: Uint8Array): Buffer {
  return Buffer.concat([payload, trailerOf(payload)]);
}

function trailerOf(payload: Uint8Array): Buffer {
  const trailer = Buffer.alloc(trailerLength);
  magic.copy(trailer);
  trailer.writeBigUInt64LE(BigInt(payload.length), magic.length);
  createHash('sha256')
    .update(payload)
    .digest()
    .copy(trailer, magic.length + 8);
  return trailer;
}

/** The payload; undefined where the entry is truncated, damaged or not ours. */
export function decodeEntry(entry: Buffer): Buffer | undefined {
  const length = entry.length - trailerLength;
  if (length < 0) return undefined;
  const payload = entry.subarray(0, length);
  return trailerOf(payload).equals(entry.subarray(length)) ? payload : undefined;
}
