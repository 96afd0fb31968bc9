import {FIELD} from '#contract';
import type {AppError} from '../errors';
import {cut} from '../text';
import {type Language, textsOf} from '../texts';
import {type Dialog, FieldError, fieldsOf, textField} from './dialog';
import {signToken, verifyToken} from './signature';

/** What the dialog carries, signed: for whom it was opened, and where. */
export interface ConnectState {
    readonly userId: string;
    readonly channelId: string;
    readonly nonce: string;
}

/** Long enough to make a key in openITCOCKPIT meanwhile. */
const LIFETIME_SECONDS = 3600;
/** openITCOCKPIT's column; its keys have 160 characters, more than a text field of Mattermost takes without being told. */
const LONGEST_KEY = 255;
/** Must differ from the dialogs that the webapp knows. */
const CALLBACK_ID = 'oitcconnect';

export const renderConnectDialog = (
    state: ConnectState,
    options: {
        readonly language: Language;
        readonly secret: string;
        readonly nowSeconds: number;
        readonly openitcockpitUrl: string;
    },
): Dialog => {
    const words = textsOf(options.language).people;
    return {
        callback_id: CALLBACK_ID,
        title: cut(words.connectTitle, 24),
        introduction_text: words.connectIntro(options.openitcockpitUrl),
        elements: [
            {
                display_name: cut(words.apiKey, 24),
                name: FIELD.apiKey,
                type: 'text',
                subtype: 'password',
                help_text: cut(words.apiKeyHelp, 150),
                max_length: LONGEST_KEY,
            },
        ],
        submit_label: words.connectSubmit,
        notify_on_cancel: false,
        state: signToken({use: 'connect', ...state, exp: options.nowSeconds + LIFETIME_SECONDS}, options.secret),
    };
};

/** @returns undefined when it is another dialog's @throws AppError `bad_signature` or `expired` */
export const verifyConnectState = (
    token: unknown,
    secrets: readonly string[],
    nowSeconds: number,
): ConnectState | undefined => {
    const fields = verifyToken(token, secrets, nowSeconds);
    return fields.use === 'connect' ? (fields as unknown as ConnectState) : undefined;
};

/** @returns the key as typed, without blanks around it @throws FieldError, which never repeats it */
export const parseApiKey = (submission: unknown, language: Language): string => {
    const key = textField(fieldsOf(submission), FIELD.apiKey).trim();
    if (!/^[\x21-\x7e]+$/.test(key) || key.length > LONGEST_KEY) {
        throw new FieldError(FIELD.apiKey, textsOf(language).people.notAKey);
    }
    return key;
};

/** Shows a refusal at the field. */
export const atKeyField = (error: AppError, language: Language): FieldError =>
    new FieldError(FIELD.apiKey, error.sentence(language));
