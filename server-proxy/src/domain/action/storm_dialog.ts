import {FIELD, LIMIT} from '#contract';
import {cut} from '../text';
import {textsOf} from '../texts';
import type {DialogOptions} from './ack_dialog';
import {boolElement, type Dialog} from './dialog';
import {type StormDialogState, signStormDialog} from './storm_token';

/** Asks for the comment of all acknowledgements of a storm. @param count of its problems that need one */
export const renderStormDialog = (count: number, state: StormDialogState, options: DialogOptions): Dialog => {
    const {alerts: texts, storms} = textsOf(options.language);
    const {defaults} = options;
    return {
        callback_id: 'storm',
        title: cut(storms.dialogTitle, 24),
        introduction_text: storms.dialogIntro(count),
        elements: [
            {
                display_name: texts.comment,
                name: FIELD.comment,
                type: 'textarea',
                placeholder: texts.commentPlaceholder,
                help_text: texts.commentHelp,
                optional: !defaults.commentRequired,
                min_length: defaults.commentRequired ? defaults.commentMinLength : 0,
                max_length: LIMIT.comment,
            },
            boolElement(texts.sticky, FIELD.sticky, texts.stickyHelp, defaults.sticky),
            boolElement(texts.notify, FIELD.notify, texts.notifyHelp, defaults.notify),
        ],
        submit_label: texts.submit,
        notify_on_cancel: false,
        state: signStormDialog(state, options.secret, options.nowSeconds),
    };
};
