import {LIMIT, type State} from '#contract';
import type {SeenObject} from '../alert/found_record';
import {compareProblems} from '../alert/severity';
import {stateEmoji} from '../alert/state';
import {cut, link, neutralize, oneLine} from '../text';
import {textsOf} from '../texts';
import type {PostContent, PostOptions} from './alert_post';
import {nameOf} from './found_post';
import {deepLinks} from './links';

type Problem = SeenObject & {readonly state: State};

export interface SummaryOptions extends Pick<PostOptions, 'openitcockpitUrl' | 'linkStyle' | 'language' | 'emojis'> {
    /** Nothing was known of openITCOCKPIT before. */
    readonly isFirst: boolean;
    /** The slash command is there. */
    readonly hasCommands: boolean;
}

/** The rest is counted. */
const MOST_LINES = 25;
/** Leaves room for the other lines. */
const MOST_TEXT = LIMIT.message - 500;
const MAX_OUTPUT = 100;

/** One post about many problems, the worst first. */
export const renderSummary = (problems: readonly Problem[], options: SummaryOptions): PostContent => {
    const texts = textsOf(options.language).catchUp;
    const sorted = problems.toSorted(compareProblems);
    const shown = fitting(sorted.slice(0, MOST_LINES).map((problem) => `- ${lineOf(problem, options)}`));
    const left = sorted.length - shown.length;
    const lines = [
        `**${(options.isFirst ? texts.openBefore : texts.untold)(problems.length)}**`,
        ...shown,
        ...(left > 0 ? [`- ${texts.andMore(left)}`] : []),
        '',
        options.hasCommands ? `${texts.ownPosts} ${texts.howToAct('`/openitcockpit problems`')}` : texts.ownPosts,
    ];
    return {message: cut(lines.join('\n'), LIMIT.message), type: '', props: {}};
};

const fitting = (lines: readonly string[]): readonly string[] => {
    let length = 0;
    return lines.filter((line) => {
        length += line.length + 1;
        return length <= MOST_TEXT;
    });
};

const lineOf = (problem: Problem, options: SummaryOptions): string => {
    const {host, service} = deepLinks(options.openitcockpitUrl, options.linkStyle, problem.target);
    const emoji = options.emojis ? `${stateEmoji(problem.state)} ` : '';
    const output = oneLine(problem.output, MAX_OUTPUT);
    const name = link(oneLine(nameOf(problem, options), LIMIT.name), service || host);
    return `${emoji}${problem.state} ${name}${output === '' ? '' : `: ${neutralize(output)}`}`;
};
