// A zip of files that are not compressed, as a document of Word is one.

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {Uint8Array} bytes */
export const crc32 = (bytes) => {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 0xff];
  return (sum ^ 0xffffffff) >>> 0;
};

const DAY = 33; // the first of January 1980, as a zip writes it
/** @param {[size: number, value: number][]} fields little-endian numbers of so many bytes */
const packed = (fields) => Uint8Array.from(
  fields.flatMap(([size, value]) => Array.from({ length: size }, (_, n) => (value >>> (8 * n)) & 0xff))
);

/**
 * @param {[path: string, words: string][]} files
 * @returns {Uint8Array<ArrayBuffer>}
 */
export const zip = (files) => {
  const encoder = new TextEncoder();
  /** @type {Uint8Array[]} */
  const parts = [];
  /** @type {Uint8Array[]} */
  const listed = [];
  let offset = 0;
  for (const [path, words] of files) {
    const [name, data] = [encoder.encode(path), encoder.encode(words)];
    /** @type {[number, number][]} */
    const facts = [
      [2, 20], [2, 0x800], [2, 0], [2, 0], [2, DAY], [4, crc32(data)],
      [4, data.length], [4, data.length], [2, name.length], [2, 0],
    ];
    const head = packed([[4, 0x04034b50], ...facts]);
    parts.push(head, name, data);
    listed.push(packed([[4, 0x02014b50], [2, 20], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), name);
    offset += head.length + name.length + data.length;
  }
  const size = listed.reduce((sum, part) => sum + part.length, 0);
  const end = packed([[4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, offset], [2, 0]]);
  const all = [...parts, ...listed, end];
  const made = new Uint8Array(offset + size + end.length);
  let place = 0;
  for (const part of all) {
    made.set(part, place);
    place += part.length;
  }
  return made;
};
