import {expect, test} from 'vitest';
import {goMissing} from '../../../build/go_modules';
import {decodeAll} from '../../support/wire/decode_all';
import {buildGo, run} from '../../support/wire/go';
import {NaiveDecoder} from '../../support/wire/naive_decode';
import {reencode} from '../../support/wire/redescribe';
import {loadVectors, type Vector} from '../../support/wire/vectors';

/** One line of input for test/peer/gobcheck. */
const pairOf = ({name, hex}: Vector): string => {
    const stream = Buffer.from(hex, 'hex');
    const decoded = decodeAll([stream]);
    const {contents} = new NaiveDecoder(stream);
    const types: Record<string, unknown> = {};
    for (let id = 64; id < 1_000; id++) {
        types[id] = decoded.decoder.typeOf(id);
    }
    return JSON.stringify({
        name,
        original: hex,
        again: reencode(decoded, contents).toString('hex'),
        tops: decoded.types,
        types,
        contents: Object.fromEntries(contents),
    });
};

test("Go's own decoder finds the same values in our streams as in its own", {timeout: 180_000}, async (context) => {
    const missing = goMissing();
    context.skip(missing !== undefined, missing);
    const {file, skip} = buildGo('gobcheck');
    context.skip(skip !== undefined, skip);
    const control = JSON.stringify({name: 'control: 1 is not 2', original: '03040002', again: '03040004', tops: [2]});
    const input = [control, ...loadVectors().map(pairOf)].join('\n');
    const failures = JSON.parse(await run(file as string, [], input)) as string[];
    expect(failures).toEqual([expect.stringContaining('control: 1 is not 2: value 0 differs')]);
});
