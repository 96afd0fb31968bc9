import type {Dialog, DialogElement} from '../../domain/action/dialog';
import {OPEN_DIALOG_REQUEST} from '../../plugin_api/mattermost_types';
import type {PluginApi} from '../../plugin_api/plugin_api';
import {gob} from '../../wire';

const DIALOG = gob.struct('Z_Args', {A: OPEN_DIALOG_REQUEST});

/** As ChatPort's. */
export const openDialog = async (
    api: PluginApi,
    triggerId: string,
    callbackUrl: string,
    dialog: Dialog,
): Promise<void> => {
    await api.call('OpenInteractiveDialog', DIALOG, {
        A: {
            TriggerId: triggerId,
            URL: callbackUrl,
            Dialog: {
                CallbackId: dialog.callback_id,
                Title: dialog.title,
                IntroductionText: dialog.introduction_text,
                Elements: dialog.elements.map(goElement),
                SubmitLabel: dialog.submit_label,
                NotifyOnCancel: dialog.notify_on_cancel,
                State: dialog.state,
            },
        },
    });
};

const goElement = (element: DialogElement) => ({
    DisplayName: element.display_name,
    Name: element.name,
    Type: element.type,
    SubType: element.subtype ?? '',
    Default: element.default ?? '',
    Placeholder: element.placeholder ?? '',
    HelpText: element.help_text ?? '',
    Optional: element.optional ?? false,
    MinLength: element.min_length ?? 0,
    MaxLength: element.max_length ?? 0,
    DataSource: element.data_source ?? '',
    Options: (element.options ?? []).map(({text, value}) => ({Text: text, Value: value})),
});
