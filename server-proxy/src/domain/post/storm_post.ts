import {ACTION_STORM_ACKNOWLEDGE, ACTION_STORM_LIST, LIMIT} from '#contract';
import {signStorm} from '../action/storm_token';
import {HANDLED_COLOUR, INFO_COLOUR, stateColour, stateEmoji} from '../alert/state';
import {type ListLine, type ListSummary, seen} from '../storm/list_line';
import {isOn, type Storm} from '../storm/storm';
import {cut, link, neutralize, oneLine} from '../text';
import {type Texts, textsOf} from '../texts';
import type {PostContent, PostOptions} from './alert_post';
import {clockFormat} from './clock_format';
import {nameOf} from './found_post';
import {deepLinks} from './links';

export interface StormPostOptions extends Pick<PostOptions, 'openitcockpitUrl' | 'linkStyle' | 'language' | 'emojis'> {
    readonly timeZone: string;
    /** What becomes of what is left. */
    readonly left: 'posts' | 'listed';
    readonly nowSeconds: number;
    /** undefined: two-way integration is off. */
    readonly buttons?: {readonly url: string; readonly secret: string} | undefined;
}

/** How much a storm's post shows. */
export const MOST_IN_STORM = {worst: 10, hosts: 5};
const MAX_OUTPUT = 80;
const DAY_SECONDS = 86_400;

/** One post about many problems: what they come to, the worst, and buttons for all. */
export const renderStormPost = (storm: Storm, summary: ListSummary, options: StormPostOptions): PostContent => {
    const texts = textsOf(options.language).storms;
    const [[worst = undefined] = []] = summary.states;
    const emoji = options.emojis && worst ? `${stateEmoji(worst)} ` : '';
    const parts = [titleOf(storm, options), standOf(storm, summary, texts), statesOf(summary)];
    return {
        message: cut(`${emoji}${parts.filter((part) => part !== '').join(' · ')}`, LIMIT.message),
        type: '',
        props: {
            attachments: [
                {
                    color: colourOf(summary),
                    text: noteOf(storm, summary, texts, options),
                    fields: fieldsOf(storm, summary, texts, options),
                    ...actionsOf(storm, summary, texts, options),
                },
            ],
        },
    };
};

/** Calm once somebody takes care of everything, as the posts of single problems are. */
const colourOf = ({open, states, acknowledged, inDowntime}: ListSummary): string => {
    const [[worst = undefined] = []] = states;
    if (!worst) {
        return INFO_COLOUR;
    }
    return open === acknowledged + inDowntime ? HANDLED_COLOUR : stateColour(worst);
};

const titleOf = ({total, since, overAt}: Storm, {language, timeZone, nowSeconds}: StormPostOptions): string => {
    const texts = textsOf(language).storms;
    const time = clockFormat(language, timeZone, (overAt ?? nowSeconds) - since < DAY_SECONDS);
    return overAt === undefined ? texts.title(total, time(since)) : texts.over(total, time(since), time(overAt));
};

const standOf = ({total, moved}: Storm, {open}: ListSummary, texts: Texts['storms']): string => {
    const own = moved > 0 ? `, ${texts.moved(moved)}` : '';
    return open + moved === 0 ? texts.allRecovered(total) : `${texts.openOf(open, total)}${own}`;
};

const statesOf = ({states}: ListSummary): string => states.map(([state, count]) => `${count} ${state}`).join(', ');

const noteOf = (storm: Storm, {open}: ListSummary, texts: Texts['storms'], {left}: StormPostOptions): string => {
    if (isOn(storm)) {
        return texts.noOwnPosts;
    }
    return open === 0 ? '' : left === 'posts' ? texts.leftPosted : texts.leftListed;
};

const fieldsOf = (storm: Storm, summary: ListSummary, texts: Texts['storms'], options: StormPostOptions) => {
    const {open, worst, hosts, hostCount} = summary;
    const recovered = Math.max(0, storm.total - open - storm.moved);
    const fields = [
        {
            title: texts.states,
            value: [statesOf(summary), recovered > 0 ? texts.recovered(recovered) : '']
                .filter((part) => part !== '')
                .join(', '),
            short: true,
        },
        {title: texts.handled, value: open === 0 ? '' : handledOf(storm, summary, texts), short: true},
        {
            title: texts.worst(worst.length, open),
            value: worst.map((line) => `- ${worstOf(line, options)}`).join('\n'),
            short: false,
        },
        {
            title: `${texts.hosts} (${texts.onHosts(hostCount)})`,
            value:
                open === 0
                    ? ''
                    : hosts.map(([name, count]) => `${neutralize(oneLine(name, LIMIT.name))}: ${count}`).join(' · '),
            short: false,
        },
    ];
    return fields.filter(({value}) => value !== '');
};

const handledOf = ({pressed}: Storm, summary: ListSummary, texts: Texts['storms']): string =>
    [
        texts.acknowledged(summary.acknowledged, summary.open),
        ...(summary.underWay > 0 ? [texts.underWay(summary.underWay)] : []),
        ...(summary.inDowntime > 0 ? [texts.inDowntime(summary.inDowntime)] : []),
        ...(summary.failed > 0 ? [texts.failed(summary.failed)] : []),
        ...(pressed ? [texts.pressedBy(neutralize(`@${pressed.username}`), pressed.count)] : []),
    ].join('\n');

const worstOf = (line: ListLine, options: StormPostOptions): string => {
    const {host, service} = deepLinks(options.openitcockpitUrl, options.linkStyle, line.target);
    const emoji = options.emojis ? `${stateEmoji(line.state)} ` : '';
    const output = oneLine(line.output, MAX_OUTPUT);
    const name = link(oneLine(nameOf(seen(line), options), LIMIT.name), service || host);
    const done = line.handled === 'acknowledged' ? ' ✓' : '';
    return `${emoji}${line.state} ${name}${done}${output === '' ? '' : `: ${neutralize(output)}`}`;
};

const actionsOf = ({id}: Storm, summary: ListSummary, texts: Texts['storms'], options: StormPostOptions) => {
    const {buttons, nowSeconds} = options;
    if (!buttons || summary.open === 0) {
        return {};
    }
    const button = (action: string, does: 'acknowledge' | 'list', name: string, style: string) => ({
        id: action,
        type: 'button',
        name,
        style,
        integration: {
            url: buttons.url,
            context: {token: signStorm({does, id}, buttons.secret, nowSeconds)},
        },
    });
    const isLeft = summary.open > summary.acknowledged + summary.underWay;
    return {
        actions: [
            ...(isLeft ? [button(ACTION_STORM_ACKNOWLEDGE, 'acknowledge', texts.acknowledgeAll, 'primary')] : []),
            button(ACTION_STORM_LIST, 'list', texts.showList, 'default'),
        ],
    };
};
