// The licences of the packages that end up in the bundles: most ask that their notice is kept.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { root } from './process.mjs';

/** The text of THIRD-PARTY-NOTICES, from the paths of the bundled files. Throws where a package brings no licence. */
export function noticesOf(inputs) {
  const packages = new Set();
  for (const input of inputs) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (name !== null) packages.add(name[0]);
  }
  return [...packages]
    .sort()
    .map(noticeOf)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

function noticeOf(relative) {
  const folder = path.join(root, relative);
  const { name, version, license, homepage } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined && license === undefined) throw new Error(`${relative} says nothing about its licence.`);
  const text = file === undefined ? `Licence: ${license}` : readFileSync(path.join(folder, file), 'utf8').trim();
  return `${[`${name} ${version}`, homepage].filter(Boolean).join('\n')}\n\n${text}\n`;
}
