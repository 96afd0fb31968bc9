import type {DoctorStep} from '#contract';
import {neutralize} from '../text';
import {type Language, textsOf} from '../texts';

const SIGNS = {ok: '✓', note: '!', failed: '✗', skipped: '–'} as const;
const EMOJI = {ok: ':white_check_mark:', note: ':warning:', failed: ':x:', skipped: ':white_circle:'} as const;

/** One line for a terminal: sign, name, milliseconds, sentence. */
export const stepLine = ({name, result, milliseconds, sentence}: DoctorStep, language: Language): string => {
    const {names, verdicts} = textsOf(language).doctor;
    const took = milliseconds === null ? '' : `${milliseconds} ms`;
    return `${SIGNS[result]} ${names[name].padEnd(20)} ${took.padStart(8)}  ${sentence || verdicts[result]}`.trimEnd();
};

/** Skipped steps need no look: one that was not reached always follows a failure. */
export const isWell = (steps: readonly DoctorStep[]): boolean => steps.every(({result}) => result !== 'failed');

/**
 * A report as Markdown.
 * @param state `press`: waiting for the user to press the test alert
 * @param waiting sentence saying what else Doctor is waiting for
 */
export const reportPost = (
    steps: readonly DoctorStep[],
    language: Language,
    state: 'running' | 'press' | 'done',
    waiting = '',
): string => {
    const texts = textsOf(language).doctor;
    const lines = steps.map(({name, result, milliseconds, sentence}) => {
        const took = milliseconds === null ? '' : ` (${milliseconds} ms)`;
        return `${EMOJI[result]} **${texts.names[name]}**${took}: ${sentence === '' ? texts.verdicts[result] : neutralize(sentence)}`;
    });
    const heading = {running: texts.running, press: texts.pressNow, done: isWell(steps) ? texts.allWell : texts.notYet};
    const last = waiting === '' ? [] : [`:hourglass_flowing_sand: ${neutralize(waiting)}`];
    return [`#### openITCOCKPIT ${texts.title}`, `**${heading[state]}**`, ...lines, ...last].join('\n');
};
