import type {EndingAck} from '../action/ack_end';
import {durationIn} from '../action/downtime_presets';
import {signToken, verifyToken} from '../action/signature';
import type {AckQuestion} from '../alert/ack_details';
import {targetIds} from '../alert/alert';
import type {AlertRecord} from '../alert/record';
import {neutralize} from '../text';
import {type Language, type Texts, textsOf} from '../texts';
import {type PostContent, subjectOf, type TimeFormat} from './alert_post';
import {deepLinks, type LinkStyle} from './links';

export type QuestionAct = 'extend' | 'release';

/** What a button of the question carries, signed. Clients never see it. */
export interface QuestionToken {
    readonly act: QuestionAct;
    /** Where its record is stored, unless the object has had another problem since. */
    readonly key: string;
    /** Of the question. */
    readonly mark: string;
    readonly userId: string;
}

/** Pressed later than this, nobody would know what it was about. */
const LIFETIME_SECONDS = 7 * 86_400;

export const signQuestion = (token: QuestionToken, secret: string, nowSeconds: number): string =>
    signToken({use: 'ack_end', ...token, exp: nowSeconds + LIFETIME_SECONDS}, secret);

/** @returns undefined for a token of another use @throws AppError `bad_signature` or `expired` */
export const verifyQuestion = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): QuestionToken | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'ack_end' ? (fields as unknown as QuestionToken) : undefined;
};

export interface QuestionOptions {
    readonly language: Language;
    /** In the person's zone. */
    readonly formatTime: TimeFormat;
    readonly actionsUrl: string;
    readonly secret: string;
    readonly nowSeconds: number;
    readonly openitcockpitUrl: string;
    readonly linkStyle: LinkStyle;
}

/** The direct message while it can be answered. */
export const questionPost = (
    record: AlertRecord,
    ack: EndingAck,
    question: Pick<AckQuestion, 'mark' | 'userId'>,
    options: QuestionOptions,
): PostContent => {
    const {language, actionsUrl, secret, nowSeconds} = options;
    const words = textsOf(language).ackEnds;
    const {mark, userId} = question;
    const names: Readonly<Record<QuestionAct, string>> = {
        extend: words.extend(durationIn(ack.lasts ?? 0, language)),
        release: words.release,
    };
    const actions = (['extend', 'release'] as const).map((act) => ({
        id: `ackend${act}`,
        name: names[act],
        type: 'button',
        style: act === 'extend' ? 'primary' : 'default',
        integration: {
            url: actionsUrl,
            context: {token: signQuestion({act, key: record.key, mark, userId}, secret, nowSeconds)},
        },
    }));
    const text = [words.askWhat, words.comment(neutralize(ack.comment))].join('\n');
    return {
        message: messageOf(record, ack.until, options),
        type: '',
        props: {attachments: [{...headOf(record, options), text, actions}]},
    };
};

export type QuestionAnswer = keyof Texts['ackEnds']['answer'];

type Words = Omit<QuestionOptions, 'actionsUrl' | 'secret' | 'nowSeconds'>;

/** The same once it is decided or over: what came of it, and no buttons. */
export const answeredPost = (
    record: AlertRecord,
    question: AckQuestion,
    answer: QuestionAnswer,
    options: Words,
): PostContent => {
    const words = textsOf(options.language).ackEnds.answer;
    const text = answer === 'extended' ? words.extended(options.formatTime(question.extendedTo ?? 0)) : words[answer];
    return {
        message: messageOf(record, question.until, options),
        type: '',
        props: {attachments: [{...headOf(record, options), text}]},
    };
};

const messageOf = (record: AlertRecord, until: number, {language, formatTime}: Words): string => {
    const {alerts, ackEnds} = textsOf(language);
    return ackEnds.ask(neutralize(subjectOf(record, alerts)), formatTime(until));
};

const headOf = ({alert}: AlertRecord, {language, openitcockpitUrl, linkStyle}: Words) => {
    const links = deepLinks(openitcockpitUrl, linkStyle, targetIds(alert.target));
    const url = links.service || links.host;
    return {
        title: neutralize(`${alert.state} · ${subjectOf({alert}, textsOf(language).alerts)}`),
        ...(url === '' ? {} : {title_link: url}),
    };
};
