// `npm run soak [-- --door service|plugin] [--minutes 30] [--rate 200] [--presses 20] [--seed 1] [--write]`: builds, then load
// with faults, and whether everything came right. `--write` puts the result into docs/long_runs.md.
import {cpus, loadavg} from 'node:os';
import {parseArgs} from 'node:util';
import {buildAll} from '../../build/build_all';
import {printTable, tableOf} from '../bench/measure';
import {putFigures} from '../support/put_figures';
import {isGood, rowsOf} from './report';
import {type Sample, soak} from './soak_run';

const {values} = parseArgs({
    options: {
        door: {type: 'string', default: 'service'},
        minutes: {type: 'string', default: '30'},
        rate: {type: 'string', default: '200'},
        presses: {type: 'string', default: '20'},
        seed: {type: 'string', default: '1'},
        write: {type: 'boolean', default: false},
    },
});

const SHOWN = 10;

const {door} = values;
if (door !== 'service' && door !== 'plugin') {
    throw new Error(`There is no door ${door}; there are service and plugin.`);
}
await buildAll();
console.log(`${cpus().length} × ${cpus()[0]?.model}, load before ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`);

const tell = ({at, fault, handler, doubles, lateMs, inFlight}: Sample): void =>
    console.log(
        `${at.toFixed(0).padStart(5)} s  ${fault.padEnd(22)}  handler ${handler?.toFixed(0) ?? '–'} MB, ` +
            `doubles ${doubles.toFixed(0)} MB, late ${lateMs.map((ms) => ms.toFixed(0)).join('/')} ms, ` +
            `${inFlight} notifications under way`,
    );

const outcome = await soak({
    door,
    seed: Number(values.seed),
    minutes: Number(values.minutes),
    notificationsPerSecond: Number(values.rate),
    pressesPerSecond: Number(values.presses),
    quietSeconds: 120,
    tell,
});
for (const [name, found] of Object.entries(outcome.verdict)) {
    for (const sentence of found.slice(0, SHOWN)) {
        console.log(`${name}: ${sentence}`);
    }
}
for (const [reason, times] of outcome.givenUp) {
    console.log(`${times} notifications given up: ${reason}`);
}
console.log(`What the handler logged last:\n${outcome.log.slice(-2000)}`);
const rows = rowsOf(outcome);
printTable(rows);
if (values.write) {
    putFigures('docs/long_runs.md', `npm run soak -- --door ${door} --write`, tableOf(rows));
}
process.exit(isGood(rows) ? 0 : 1);
