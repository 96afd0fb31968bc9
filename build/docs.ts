// `npm run docs`: writes what is generated from the settings' schema and texts: the tables of docs/settings.md, the
// settings page in plugin.json, and build/packaging/settings.env.example.
import {readFileSync, writeFileSync} from 'node:fs';
import {inRepository} from './paths';
import {GENERATED} from './settings/generated';

for (const [file, generate] of Object.entries(GENERATED)) {
    const current = readFileSync(inRepository(file), 'utf8');
    const wanted = generate(current);
    writeFileSync(inRepository(file), wanted);
    console.log(`${file}: ${current === wanted ? 'as it was' : 'written'}`);
}
