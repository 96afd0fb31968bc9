import {LIMIT} from '#contract';
import {targetIds} from '../alert/alert';
import type {AlertRecord} from '../alert/record';
import {compareProblems} from '../alert/severity';
import {cut, neutralize} from '../text';
import {type Texts, textsOf} from '../texts';
import type {PostContent, PostOptions} from './alert_post';
import {fitting, lineOf} from './summary_post';

/** The rest is counted. */
const MOST_LINES = 40;
/** Leaves room for the other lines. */
const MOST_TEXT = LIMIT.message - 300;

type Options = Pick<PostOptions, 'openitcockpitUrl' | 'linkStyle' | 'language' | 'emojis'>;

/** One post about the problems that quiet hours have collected and that are still open, the worst first. It mentions nobody. */
export const renderQuietList = (records: readonly AlertRecord[], options: Options): PostContent => {
    const texts = textsOf(options.language).loudness;
    const sorted = records
        .map((record) => ({record, problem: problemOf(record)}))
        .toSorted((one, other) => compareProblems(one.problem, other.problem));
    const shown = fitting(
        sorted
            .slice(0, MOST_LINES)
            .map(({record, problem}) => `- ${lineOf(problem, options)}${handledBy(record, texts)}`),
        MOST_TEXT,
    );
    const left = sorted.length - shown.length;
    const lines = [
        `**${texts.collected(records.length)}**`,
        ...shown,
        ...(left > 0 ? [`- ${texts.andMore(left)}`] : []),
        '',
        texts.ownPosts,
    ];
    return {message: cut(lines.join('\n'), LIMIT.message), type: '', props: {}};
};

const problemOf = ({alert: {target, state, output}, look, inDowntime, flapping}: AlertRecord) => ({
    target: targetIds(target),
    hostName: target.host.name,
    ...(target.service ? {serviceName: target.service.name} : {}),
    state,
    output,
    acknowledged: look === 'acknowledged',
    inDowntime,
    flapping,
});

const handledBy = ({look, ack, inDowntime}: AlertRecord, texts: Texts['loudness']): string => {
    const said = [
        ...(look !== 'acknowledged' ? [] : [ack ? texts.acknowledgedBy(neutralize(ack.author)) : texts.acknowledged]),
        ...(inDowntime ? [texts.inDowntime] : []),
    ];
    return said.length === 0 ? '' : ` (${said.join(', ')})`;
};
