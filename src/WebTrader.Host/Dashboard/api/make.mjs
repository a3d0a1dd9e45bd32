// Makes the types of the REST surface from its description: node api/make.mjs < openapi.json. With --check it only says whether
// the ones that are checked in are those.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import openapiTS, { astToString } from 'openapi-typescript';

const file = fileURLToPath(new URL('./types.d.ts', import.meta.url));
const head = '// Made by make.mjs from the description of the REST surface; not written by hand.\n';
const wanted = head + astToString(await openapiTS(JSON.parse(await text(process.stdin)), { alphabetize: true }));
if (process.argv.includes('--check')) {
  if (await readFile(file, 'utf8').catch(() => '') === wanted) process.exit(0);
  console.error('api/types.d.ts is not what the REST surface is described as. Make it anew: curl -s localhost:5080/openapi/v1.json | npm --prefix src/WebTrader.Host/Dashboard run api');
  process.exit(1);
}
await writeFile(file, wanted);
