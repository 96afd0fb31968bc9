import {cut} from '../text';
import {textsOf} from '../texts';
import {ackElements, type DialogOptions} from './ack_dialog';
import type {Dialog} from './dialog';
import {type StormDialogState, signStormDialog} from './storm_token';

/** Asks for the comment of all acknowledgements of a storm. @param count of its problems that need one */
export const renderStormDialog = (count: number, state: StormDialogState, options: DialogOptions): Dialog => {
    const {alerts: texts, storms} = textsOf(options.language);
    return {
        callback_id: 'storm',
        title: cut(storms.dialogTitle, 24),
        introduction_text: storms.dialogIntro(count),
        elements: ackElements(texts, options.defaults),
        submit_label: texts.submit,
        notify_on_cancel: false,
        state: signStormDialog(state, options.secret, options.nowSeconds),
    };
};
