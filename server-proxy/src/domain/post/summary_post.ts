import {ACTION_PICK, LIMIT, type State} from '#contract';
import {alertKey} from '../alert/alert_key';
import type {SeenObject} from '../alert/found_record';
import {compareProblems} from '../alert/severity';
import {stateEmoji} from '../alert/state';
import {cut, link, neutralize, oneLine} from '../text';
import {textsOf} from '../texts';
import type {PostContent, PostOptions} from './alert_post';
import {nameOf} from './found_post';
import {deepLinks} from './links';
import {type Missed, missedLines} from './missed_post';

type Problem = SeenObject & {readonly state: State};

export interface SummaryOptions extends Pick<PostOptions, 'openitcockpitUrl' | 'linkStyle' | 'language' | 'emojis'> {
    /** Nothing was known of openITCOCKPIT before. */
    readonly isFirst: boolean;
    /** The slash command is there. */
    readonly hasCommands: boolean;
    /** undefined: two-way integration is off. */
    readonly menu?: ListMenu | undefined;
    /** What came and went meanwhile. */
    readonly missed?: Missed | undefined;
    readonly timeZone: string;
}

/** Address of our action route, and the token of the menu. */
interface ListMenu {
    readonly url: string;
    readonly token: string;
}

/** The rest is counted. */
const MOST_LINES = 25;
/** Beside open problems, what is over matters less. */
const MOST_MISSED = 5;
/** Leaves room for the other lines. */
const MOST_TEXT = LIMIT.message - 500;
const MAX_OUTPUT = 100;
/** People search in a menu by typing; a longer one takes the web client long to draw. */
const MOST_CHOICES = 100;
const MAX_CHOICE = 100;

/** One post about many problems, the worst first. */
export const renderSummary = (problems: readonly Problem[], options: SummaryOptions): PostContent => {
    const texts = textsOf(options.language).catchUp;
    const sorted = problems.toSorted(compareProblems);
    const missed = options.missed ? ['', ...missedLines(options.missed, options, MOST_MISSED)] : [];
    const room = MOST_TEXT - missed.join('\n').length;
    const shown = fitting(
        sorted.slice(0, MOST_LINES).map((problem) => `- ${lineOf(problem, options)}`),
        room,
    );
    const left = sorted.length - shown.length;
    const lines = [
        `**${(options.isFirst ? texts.openBefore : texts.untold)(problems.length)}**`,
        ...shown,
        ...(left > 0 ? [`- ${texts.andMore(left)}`] : []),
        ...missed,
        '',
        options.hasCommands ? `${texts.ownPosts} ${texts.howToAct('`/openitcockpit problems`')}` : texts.ownPosts,
    ];
    return {message: cut(lines.join('\n'), LIMIT.message), type: '', props: menuOf(sorted, options)};
};

/** A menu that brings one of them into the channel. */
const menuOf = (sorted: readonly Problem[], options: SummaryOptions): PostContent['props'] => {
    const {menu, language} = options;
    if (!menu) {
        return {};
    }
    const texts = textsOf(language).catchUp;
    const left = sorted.length - MOST_CHOICES;
    const select = {
        id: ACTION_PICK,
        type: 'select',
        name: texts.choose,
        options: sorted.slice(0, MOST_CHOICES).map((problem) => ({
            text: oneLine(`${problem.state} ${nameOf(problem, options)}`, MAX_CHOICE),
            value: alertKey(problem.target),
        })),
        integration: {url: menu.url, context: {token: menu.token}},
    };
    const text = left > 0 ? `${texts.howToChoose} ${texts.menuIsFull(left)}` : texts.howToChoose;
    return {attachments: [{text, actions: [select]}]};
};

export const fitting = (lines: readonly string[], room: number): readonly string[] => {
    let length = 0;
    return lines.filter((line) => {
        length += line.length + 1;
        return length <= room;
    });
};

/** State, name with link, output. */
export const lineOf = (
    problem: Pick<Problem, 'target' | 'hostName' | 'serviceName' | 'output' | 'state'>,
    options: Pick<PostOptions, 'openitcockpitUrl' | 'linkStyle' | 'language' | 'emojis'>,
): string => {
    const {host, service} = deepLinks(options.openitcockpitUrl, options.linkStyle, problem.target);
    const emoji = options.emojis ? `${stateEmoji(problem.state)} ` : '';
    const output = oneLine(problem.output, MAX_OUTPUT);
    const name = link(oneLine(nameOf(problem, options), LIMIT.name), service || host);
    return `${emoji}${problem.state} ${name}${output === '' ? '' : `: ${neutralize(output)}`}`;
};
