import type {GobStruct, GobValue} from '../../../server-proxy/src/wire';
import {boolOf, numberOf, stringOf, structOf} from '../../../server-proxy/src/wire/go_values';
import type {Json} from '../mattermost/json';

/** A plugin's OpenDialogRequest in the form clients use over REST. */
export const dialogOf = (request: GobStruct): Json => {
    const dialog = structOf(request.Dialog);
    return {
        trigger_id: stringOf(request.TriggerId),
        url: stringOf(request.URL),
        dialog: {
            callback_id: stringOf(dialog.CallbackId),
            title: stringOf(dialog.Title),
            introduction_text: stringOf(dialog.IntroductionText),
            icon_url: stringOf(dialog.IconURL),
            elements: Array.isArray(dialog.Elements) ? dialog.Elements.map(elementOf) : [],
            submit_label: stringOf(dialog.SubmitLabel),
            notify_on_cancel: boolOf(dialog.NotifyOnCancel),
            state: stringOf(dialog.State),
        },
    };
};

const elementOf = (value: GobValue): Json => {
    const element = structOf(value);
    return {
        display_name: stringOf(element.DisplayName),
        name: stringOf(element.Name),
        type: stringOf(element.Type),
        subtype: stringOf(element.SubType),
        default: stringOf(element.Default),
        placeholder: stringOf(element.Placeholder),
        help_text: stringOf(element.HelpText),
        optional: boolOf(element.Optional),
        min_length: numberOf(element.MinLength),
        max_length: numberOf(element.MaxLength),
        data_source: stringOf(element.DataSource),
        options: Array.isArray(element.Options)
            ? element.Options.map(structOf).map(({Text, Value}) => ({text: stringOf(Text), value: stringOf(Value)}))
            : null,
    };
};
