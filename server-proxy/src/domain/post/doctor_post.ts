import {ACTION_DOCTOR, DOCTOR_PROP} from '#contract';
import {signToken, verifyToken} from '../action/signature';
import {type Language, textsOf} from '../texts';

import type {PostContent} from './alert_post';

/** A test alert is pressed at once or not at all. */
const LIFETIME_SECONDS = 900;

/** What the button of a test alert carries. It names no host, so it cannot change anything in openITCOCKPIT. */
export interface DoctorToken {
    /** The report's post, which is continued after the press; empty if the caller who pressed continues it. */
    readonly report: string;
    readonly language: Language;
}

export const signDoctor = (token: DoctorToken, secret: string, nowSeconds: number): string =>
    signToken({use: 'doctor', ...token, exp: nowSeconds + LIFETIME_SECONDS}, secret);

/** @returns undefined for a token of another use @throws AppError `bad_signature` or `expired` */
export const verifyDoctor = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): DoctorToken | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'doctor' ? (fields as unknown as DoctorToken) : undefined;
};

export interface TestAlertOptions {
    readonly actionsUrl: string;
    readonly token: string;
    readonly language: Language;
    /** false: two-way integration is off, the post carries no button. */
    readonly twoWay: boolean;
}

/** An alert like any other to Mattermost: a message, one attachment, one button. */
export const testAlert = ({actionsUrl, token, language, twoWay}: TestAlertOptions): PostContent => {
    const texts = textsOf(language).doctor;
    const button = {
        id: ACTION_DOCTOR,
        type: 'button',
        name: texts.testButton,
        style: 'primary',
        integration: {url: actionsUrl, context: {token}},
    };
    return {
        message: texts.testAlert,
        type: '',
        props: {[DOCTOR_PROP]: 'waiting', attachments: [{text: texts.testAlertText, actions: twoWay ? [button] : []}]},
    };
};

/** What the handler makes of the test alert when its button is pressed. */
export const answeredTestAlert = (language: Language): PostContent => ({
    message: textsOf(language).doctor.testAnswered,
    type: '',
    props: {[DOCTOR_PROP]: 'answered', attachments: []},
});
