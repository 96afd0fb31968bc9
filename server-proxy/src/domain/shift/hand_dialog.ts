import {type Dialog, FieldError, fieldsOf, textField} from '../action/dialog';
import {cut} from '../text';
import {type Language, textsOf} from '../texts';
import {type HandDialogState, signHandDialog} from './shift_token';

/** Must differ from the dialogs that the webapp knows. */
const CALLBACK_ID = 'oitcshift';
export const PERSON_FIELD = 'person';

/** Asks whom to hand over to. @param count problems that are theirs */
export const renderHandDialog = (
    count: number,
    state: HandDialogState,
    {language, secret, nowSeconds}: {language: Language; secret: string; nowSeconds: number},
): Dialog => {
    const texts = textsOf(language).shift;
    return {
        callback_id: CALLBACK_ID,
        title: cut(texts.dialogTitle, 24),
        introduction_text: texts.dialogIntro(count),
        elements: [{display_name: cut(texts.person, 24), name: PERSON_FIELD, type: 'select', data_source: 'users'}],
        submit_label: texts.dialogTitle,
        notify_on_cancel: false,
        state: signHandDialog(state, secret, nowSeconds),
    };
};

/** @returns the person's Mattermost id, as the client sent it @throws FieldError */
export const parseHandDialog = (submission: unknown, language: Language): string => {
    const userId = textField(fieldsOf(submission), PERSON_FIELD);
    if (userId === '') {
        throw new FieldError(PERSON_FIELD, textsOf(language).shift.noPerson);
    }
    return userId;
};
