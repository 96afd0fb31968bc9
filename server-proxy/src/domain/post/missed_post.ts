import {LIMIT, type State} from '#contract';
import {cut, neutralize, oneLine} from '../text';
import {type Language, textsOf} from '../texts';
import type {PostContent} from './alert_post';
import {clockFormat} from './clock_format';

/** A problem that is over, and of which nobody was told. Times in Unix seconds. */
export interface MissedProblem {
    readonly hostName: string;
    readonly serviceName?: string;
    /** The worst of the last time. */
    readonly state: State;
    readonly from: number;
    readonly to: number;
    /** How often it came and went. */
    readonly times: number;
}

/** All of a gap, in the order in which they began. */
export interface Missed {
    readonly problems: readonly MissedProblem[];
    readonly from: number;
    readonly to: number;
}

interface MissedOptions {
    readonly language: Language;
    readonly timeZone: string;
}

/** The rest is counted. */
const MOST_LINES = 25;
const DAY_SECONDS = 86_400;

/** A message about what is over: nothing in it can be acted on. */
export const renderMissed = (missed: Missed, options: MissedOptions): PostContent => ({
    message: cut(missedLines(missed, options, MOST_LINES).join('\n'), LIMIT.message),
    type: '',
    props: {},
});

/** Its lines, of which `most` are about problems. */
export const missedLines = (
    {problems, from, to}: Missed,
    {language, timeZone}: MissedOptions,
    most: number,
): readonly string[] => {
    const texts = textsOf(language).catchUp;
    const time = clockFormat(language, timeZone, to - from < DAY_SECONDS);
    const left = problems.length - most;
    return [
        `**${texts.cameAndWent(problems.length, time(from), time(to))}**`,
        ...problems.slice(0, most).map((one) => {
            const name = nameOf(one, language);
            const lasting = texts.fromTo(time(one.from), time(one.to));
            const said =
                one.times === 1
                    ? texts.was(name, one.state, lasting)
                    : texts.wasOften(name, one.state, one.times, lasting);
            return `- ${said}`;
        }),
        ...(left > 0 ? [`- ${texts.andMore(left)}`] : []),
    ];
};

const nameOf = ({hostName, serviceName}: MissedProblem, language: Language): string => {
    const host = neutralize(oneLine(hostName, LIMIT.name));
    return serviceName === undefined
        ? host
        : `${neutralize(oneLine(serviceName, LIMIT.name))} ${textsOf(language).alerts.on} ${host}`;
};
