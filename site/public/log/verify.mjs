#!/usr/bin/env node
// Proves that a downloaded file is in the public log of the platform it comes from, or says what is wrong.
// One file, Node 20 or later, nothing else. Formats: RFC 9162 (Merkle tree), C2SP signed-note, tlog-checkpoint, tlog-tiles.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const usage = `verify FILE [--proof FILE] [--key KEY] [--log DIR|URL] [--since FILE] [--entry FILE] [--max-age DAYS]

  FILE       what was downloaded; left out, only the log is checked
  --proof    /datasets/ID/VERSION/proof.json of it; otherwise proof.json beside FILE, if there is one
  --key      a public key of the log (name+id+key), or a file with such keys or with /log/keys; without it, of --log
  --log      the whole log, at a portal (https://…) or in a directory like its /log: what was signed earlier must
             still be in it, and what it says of the version since is told
  --since    a checkpoint kept from an earlier day, which the log must still contain
  --entry    /datasets/ID.json, which must say what the log vouches for
  --max-age  days that the newest checkpoint may be old; 2 with --log, otherwise any

exit code 0: proven; 1: something is wrong; 2: it could not be checked
`;

/** Something that was checked is wrong. */
class Wrong extends Error {}
/** Nothing could be checked. */
class Unusable extends Error {}

/** What others wrote cannot speak to the terminal. */
const plainly = (line) => line.replace(/[\p{Cc}\p{Cf}]/gu, '\u{fffd}');
const said = (line) => console.log(plainly(`= ${line}`));
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const leafHash = (text) => sha256(Uint8Array.of(0), text);
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right);
const base64 = (text) => Buffer.from(text, 'base64');
const json = (text, what) => {
  try {
    return JSON.parse(text);
  } catch {
    throw new Wrong(`${what} is not JSON: it was cut off or changed`);
  }
};

/** The root over hashes, as RFC 9162, 2.1.1 divides them. */
function rootOf(hashes) {
  if (hashes.length === 0) return sha256('');
  if (hashes.length === 1) return hashes[0];
  const half = 2 ** (31 - Math.clz32(hashes.length - 1));
  return nodeHash(rootOf(hashes.slice(0, half)), rootOf(hashes.slice(half)));
}

/** The root that a leaf and the hashes beside its way lead to (RFC 9162, 2.1.3.2); undefined when they fit no such tree. */
function rootByPath(leaf, index, size, path) {
  let [hash, place, last] = [leafHash(leaf), index, size - 1];
  for (const beside of path.map(base64)) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(beside, hash);
      while (place % 2 === 0 && place !== 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, beside);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? hash : undefined;
}

/** Keys by name and id, each with the times between which it is good. */
function readKeys(text) {
  const told = text.trimStart().startsWith('{') ? json(text, 'the list of keys').keys : undefined;
  const keys =
    told ??
    text
      .split('\n')
      .filter((line) => line.trim())
      .map((line) => ({ key: line.trim() }));
  return keys.map(({ key, from, until }) => {
    // The key itself is in base64, which has plus signs of its own.
    const [, name, id, encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(key) ?? [];
    const bytes = base64(encoded);
    const own = sha256(`${name}\n`, bytes).toString('hex', 0, 4);
    if (bytes.length !== 33 || bytes[0] !== 1 || own !== id)
      throw new Unusable(`"${key}" is no Ed25519 key of a log`);
    const spki = Buffer.concat([base64('MCowBQYDK2VwAyEA'), bytes.subarray(1)]);
    return { name, id, from, until, publicKey: createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
  });
}

/** The checkpoint in a signed note, its signature checked. */
function openCheckpoint(note, keys, what) {
  const end = note.indexOf('\n\n') + 1;
  const text = note.slice(0, end);
  const [origin, size, root, at = ''] = text.split('\n');
  if (end === 0 || !/^\d+$/.test(size) || base64(root).length !== 32)
    throw new Wrong(`${what} is no checkpoint`);
  const lines = note
    .slice(end + 1)
    .split('\n')
    .filter((line) => line.startsWith('— '));
  const signed = lines.map((line) => {
    const bytes = base64(line.slice(line.lastIndexOf(' ') + 1));
    return {
      name: line.slice(2, line.lastIndexOf(' ')),
      id: bytes.toString('hex', 0, 4),
      signature: bytes.subarray(4),
    };
  });
  // A key that was retired and signs again stands there once for each time.
  const known = signed.flatMap((each) =>
    keys
      .filter(({ name, id }) => name === each.name && id === each.id)
      .map((key) => ({ key, signature: each.signature })),
  );
  const names = signed.map(({ name, id }) => `${name}+${id}`).join(', ') || 'nobody';
  if (known.length === 0)
    throw new Wrong(
      `the key is unknown: ${what} is signed by ${names}, and the keys given are ${keys.map(({ name, id }) => `${name}+${id}`).join(', ')}`,
    );
  if (!known.every(({ key, signature }) => verify(null, Buffer.from(text), key.publicKey, signature)))
    throw new Wrong(`the signature is wrong: ${what} is not what ${names} signed`);
  const moment = /^at (\S+)$/.exec(at)?.[1];
  if (!moment || Number.isNaN(Date.parse(moment))) throw new Wrong(`${what} does not say when it was signed`);
  if (!known.some(({ key: { from, until } }) => (!from || from <= moment) && (!until || moment < until)))
    throw new Wrong(`the key was not in use at ${moment}: ${what} is signed outside the times of ${names}`);
  return { origin, size: Number(size), root: base64(root), at: moment };
}

/** Reads files of a log: below a directory, or below /log of a portal. */
function opened(log) {
  const isUrl = /^https?:\/\//.test(log);
  const base = isUrl ? log.replace(/\/(?:log\/?)?$/, '') : log;
  return async (path, isNeeded = true) => {
    if (isUrl) {
      const answer = await fetch(`${base}/log/${path}`).catch((error) => {
        throw new Unusable(`${base}/log/${path}: ${error.cause?.message ?? error.message}`);
      });
      if (answer.ok) return Buffer.from(await answer.arrayBuffer());
      if (answer.status !== 404) throw new Unusable(`${base}/log/${path}: ${answer.status}`);
    } else if (existsSync(join(base, path))) return readFileSync(join(base, path));
    if (!isNeeded) return undefined;
    throw new Wrong(`the log lacks ${path}`);
  };
}

/** As of 1234567: `x001/x234/567`. */
const tileIndex = (index) =>
  String(index)
    .padStart(Math.ceil(Math.max(String(index).length, 3) / 3) * 3, '0')
    .replace(/\d{3}(?=\d)/g, 'x$&/');

/** All leaves of a log, and their hashes as its tiles have them. */
async function readLeaves(read, size) {
  const [leaves, hashes] = [[], []];
  for (let first = 0; first < size; first += 256) {
    const width = Math.min(256, size - first);
    const name = `${tileIndex(first / 256)}${width < 256 ? `.p/${width}` : ''}`;
    const bundle = await read(`tile/entries/${name}`);
    const tile = await read(`tile/0/${name}`);
    for (let at = 0; at + 2 <= bundle.length; at += 2 + bundle.readUInt16BE(at))
      leaves.push(bundle.toString('utf8', at + 2, at + 2 + bundle.readUInt16BE(at)));
    for (let at = 0; at < tile.length; at += 32) hashes.push(tile.subarray(at, at + 32));
  }
  return { leaves, hashes };
}

/** The log as a whole: its leaves are those that it signed. */
async function checkLog(read, keys) {
  const head = openCheckpoint((await read('checkpoint')).toString(), keys, 'the checkpoint of the log');
  const { leaves, hashes } = await readLeaves(read, head.size);
  const changed = hashes.findIndex(
    (hash, index) => leaves[index] === undefined || !leafHash(leaves[index]).equals(hash),
  );
  const isRight = hashes.length === head.size && rootOf(hashes).equals(head.root);
  if (!isRight)
    throw new Wrong(
      `the log is not what it signed: the hashes of its ${head.size} leaves lead to another root`,
    );
  if (changed >= 0 || leaves.length !== head.size)
    throw new Wrong(
      `leaf ${changed >= 0 ? changed : head.size} of the log was changed: it is not the one that was signed`,
    );
  said(`the log ${head.origin} has ${head.size} leaves, signed at ${head.at}`);
  return { ...head, hashes, leaves: leaves.map((leaf) => json(leaf, 'a leaf of the log')) };
}

/** A checkpoint of an earlier day is one of this log, which has only grown. */
function checkConsistent(earlier, log, what) {
  if (earlier.origin !== log.origin)
    throw new Wrong(`${what} is of another log: ${earlier.origin}, not ${log.origin}`);
  if (earlier.size > log.size)
    throw new Wrong(`the log shrank: ${what} was signed over ${earlier.size} leaves, and it has ${log.size}`);
  if (!rootOf(log.hashes.slice(0, earlier.size)).equals(earlier.root))
    throw new Wrong(
      `the log was rewritten: its first ${earlier.size} leaves are not those that ${what} was signed over at ${earlier.at}`,
    );
  said(`the log still has all that ${what} was signed over`);
}

function checkAge(at, days) {
  const age = (Date.now() - Date.parse(at)) / 86_400_000;
  if (age < -1) throw new Wrong(`the newest checkpoint is of a day to come: ${at}`);
  if (age > days)
    throw new Wrong(`the newest checkpoint is ${Math.floor(age)} days old (${at}): more than ${days}`);
}

/** The leaves of a proof: each is in the tree that was signed. */
function checkInclusion({ leaf, index, path }, { size, root }, what) {
  const found =
    Number.isSafeInteger(index) && index >= 0 && index < size
      ? rootByPath(leaf, index, size, path)
      : undefined;
  if (!found?.equals(root))
    throw new Wrong(`${what} is not in the log: leaf ${index} and its path lead to another root`);
  return json(leaf, what);
}

/** What the proof says, checked against its checkpoint. */
function checkProof(text, keys) {
  const proof = json(text, 'the proof');
  if (typeof proof.checkpoint !== 'string' || !Array.isArray(proof.version) || !proof.entry)
    throw new Wrong('the proof is none: take it from /datasets/ID/VERSION/proof.json');
  const head = openCheckpoint(proof.checkpoint, keys, 'the checkpoint of the proof');
  const parts = proof.version.map((each) => checkInclusion(each, head, 'the version'));
  const entry = checkInclusion(proof.entry, head, 'the catalogue entry');
  const [version] = parts;
  if (
    version?.type !== 'version' ||
    parts.some((part) => part.dataset !== version.dataset || part.version !== version.version)
  )
    throw new Wrong(`the proof is of no version that is open: ${version?.type ?? 'nothing'}`);
  if (entry.type !== 'entry' || entry.dataset !== version.dataset)
    throw new Wrong('the proof has the catalogue entry of another dataset');
  if (sha256(proof.entry.document).toString('hex') !== entry.sha256)
    throw new Wrong(
      'the catalogue entry was changed after it was logged: its text has another hash than its leaf',
    );
  said(
    `version ${version.version} of ${version.dataset}, published ${version.issued}, is leaf ${proof.version[0].index} of ${head.origin}`,
  );
  const document = json(proof.entry.document, 'the catalogue entry');
  said(`its catalogue entry “${document.title}” is leaf ${proof.entry.index}`);
  return {
    head,
    entry,
    document,
    version,
    files: parts.flatMap((part) => part.files),
    index: proof.version[0].index,
    entryIndex: proof.entry.index,
  };
}

/** The bytes are those that were published under some name. */
function checkFile(file, { files, version }) {
  const actual = sha256(readFileSync(file)).toString('hex');
  const found = files.find((each) => each.sha256 === actual);
  if (found) return said(`${file} is ${found.name} of it: sha256 ${actual}`);
  const named = files.find(({ name }) => name === basename(file));
  if (named)
    throw new Wrong(`the bytes of ${file} differ: expected sha256 ${named.sha256}, actual ${actual}`);
  throw new Wrong(
    `${file} (sha256 ${actual}) is not in version ${version.version} of ${version.dataset}, which has ${files.map(({ name }) => name).join(', ') || 'no open file'}`,
  );
}

/** What the platform tells of an entry by itself, beside what the publisher wrote: no leaf speaks of that. */
const untold = new Set(
  'status firstPublished lastPublished withdrawn flags opening disputed versions links'.split(' '),
);
/** How the platform read the file. */
const reading = new Set(['data', 'attachments']);

/** A description of today says what the log vouches for, and nothing in the publisher's name beside it. */
function checkEntry(text, { document, version: { version }, files }) {
  const told = json(text, 'the catalogue entry');
  const plain = (value) =>
    JSON.stringify(value, (_, each) =>
      each && typeof each === 'object' && !Array.isArray(each)
        ? Object.fromEntries(Object.entries(each).sort())
        : each,
    );
  const agencies = ['publisher', 'responsibleDepartment'];
  const given = (name) => (agencies.includes(name) ? told[name]?.id : told[name]);
  const names = new Set([...Object.keys(document), ...Object.keys(told)]);
  const differing = [...names]
    .filter((name) => !untold.has(name) && !reading.has(name))
    .filter((name) => plain(given(name)) !== plain(document[name]));
  const hashes = (of) => plain(of.map(({ name, bytes, sha256 }) => [name, bytes, sha256]));
  const own = told.versions?.find(({ number, withdrawn }) => number === version && !withdrawn);
  if (own && hashes(own.distributions) !== hashes(files)) differing.push(`files of version ${version}`);
  if (differing.length > 0)
    throw new Wrong(`the catalogue entry says something else than the log: ${differing.join(', ')}`);
  said('the description says what the log vouches for');
}

/** What the log says of a version since, at last: what was taken offline for a time stands again. */
function tellSince({ leaves }, { dataset, version }, index, entryIndex) {
  const since = leaves.slice(index).filter((leaf) => leaf.dataset === dataset);
  const own = since.findLast((leaf) => leaf.version === version);
  if (own?.type === 'version-withdrawn')
    throw new Wrong(`version ${version} of ${dataset} was withdrawn at ${own.at}`);
  const whole = since.findLast(({ type }) => type === 'entry' || type === 'dataset-withdrawn');
  if (whole?.type === 'dataset-withdrawn') throw new Wrong(`${dataset} was withdrawn at ${whole.at}`);
  const later = leaves.findLastIndex((leaf) => leaf.type === 'entry' && leaf.dataset === dataset);
  if (later > entryIndex && leaves[later].sha256 !== leaves[entryIndex].sha256)
    said(`its catalogue entry was changed after that: leaf ${later}`);
}

/** Without a proof: the version that the log says has these bytes, or a file of this name. */
function findInLog(file, { leaves }) {
  const actual = sha256(readFileSync(file)).toString('hex');
  const isVersion = ({ type }) => type === 'version';
  const place = leaves.findLastIndex(
    (leaf) => isVersion(leaf) && leaf.files.some((each) => each.sha256 === actual),
  );
  if (place < 0) throw new Wrong(`${file} (sha256 ${actual}) is not in the log: no version has these bytes`);
  const { dataset, version, issued } = leaves[place];
  said(`${file} is of version ${version} of ${dataset}, published ${issued}: leaf ${place}`);
  tellSince(
    { leaves },
    { dataset, version },
    place,
    leaves.findLastIndex((leaf) => leaf.type === 'entry' && leaf.dataset === dataset),
  );
}

async function run() {
  const text = { type: 'string' };
  const options = { proof: text, key: text, log: text, since: text, entry: text, 'max-age': text };
  const { values, positionals } = parseArgs({ allowPositionals: true, options });
  const [file] = positionals;
  const beside = file && join(dirname(file), 'proof.json');
  const proofFile = values.proof ?? (beside && existsSync(beside) ? beside : undefined);
  if (
    positionals.length > 1 ||
    (!file && !values.log) ||
    (file && !proofFile && !values.log) ||
    (values.entry && !proofFile)
  )
    throw new Unusable(usage);
  const days =
    values['max-age'] === undefined ? (values.log ? 2 : Number.POSITIVE_INFINITY) : Number(values['max-age']);
  if (Number.isNaN(days)) throw new Unusable('--max-age takes a number of days');
  const read = values.log && opened(values.log);
  const given = values.key && (existsSync(values.key) ? readFileSync(values.key, 'utf8') : values.key);
  const told = given ?? (read && (await read('keys', false))?.toString());
  if (!told)
    throw new Unusable('name the public key of the log: --key KEY, as you took it from the portal before');
  if (!given)
    console.log('! the keys are those that the log itself tells now: keep them, and name them with --key');
  const keys = readKeys(told);
  const proven = proofFile && checkProof(readFileSync(proofFile, 'utf8'), keys);
  if (file && proven) checkFile(file, proven);
  if (values.entry && proven) checkEntry(readFileSync(values.entry, 'utf8'), proven);
  if (values.since && !read)
    throw new Unusable('--since needs the log that it is held against: --log DIR|URL');
  const log = read && (await checkLog(read, keys));
  if (log && proven) {
    checkConsistent(proven.head, log, 'the checkpoint of the proof');
    tellSince(log, proven.version, proven.index, proven.entryIndex);
  } else if (log && file) findInLog(file, log);
  if (log && values.since)
    checkConsistent(
      openCheckpoint(readFileSync(values.since, 'utf8'), keys, 'the kept checkpoint'),
      log,
      'the kept checkpoint',
    );
  checkAge((log ?? proven.head).at, days);
}

try {
  await run();
  console.log('= proven');
} catch (error) {
  const isWrong = error instanceof Wrong;
  console.error(plainly(isWrong ? `x ${error.message}` : error.message));
  process.exitCode = isWrong ? 1 : 2;
}
