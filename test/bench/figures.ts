import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {cpus, loadavg, totalmem} from 'node:os';
import {inRepository} from '../../build/paths';
import {figuresIn, putFigures} from '../support/put_figures';
import {besideLastRun, readTable} from './last_run';
import {type Row, tableOf} from './measure';

const PAGE = 'docs/performance.md';

/** When and where a run began: now, on this machine. @param node the version of Node that is measured */
export const runBegins = (node: string = process.versions.node): string => {
    const date = new Date().toLocaleDateString('en-GB', {day: 'numeric', month: 'long', year: 'numeric'});
    const machine = `${cpus().length} × ${cpus()[0]?.model.trim()}, ${(totalmem() / 2 ** 30).toFixed(0)} GB`;
    const load = (loadavg()[0] ?? 0).toFixed(1);
    return `on ${date}: ${machine}, Node ${node.split('.').slice(0, 2).join('.')}, a load of ${load} before it.`;
};

/**
 * Prints the table of a run beside that of the last committed one; with `--write` among the arguments, puts it into the page too.
 * @param command that writes it, which names its place in the page
 * @param began of {@link runBegins}
 */
export const showFigures = (command: string, began: string, rows: readonly Row[]): void => {
    const run = `One run of \`${command.replace(/( --)? --write$/, '')}\` ${began}`;
    const last = readTable(figuresIn(committed(), command) ?? []);
    console.log(`\n${run}\n\n${besideLastRun(rows, last).join('\n')}`);
    if (process.argv.includes('--write')) {
        putFigures(PAGE, command, [run, '', ...tableOf(rows)]);
    }
};

/** The page as it was committed last; as it is where there is no git. */
const committed = (): string => {
    try {
        return execFileSync('git', ['show', `HEAD:${PAGE}`], {
            cwd: inRepository(),
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
        });
    } catch {
        return readFileSync(inRepository(PAGE), 'utf8');
    }
};
