import {ApiError, actionFailed, channelNotFound, invalidBodyParam, permissionDenied} from './api_error';
import type {Directory} from './directory';
import {type DoubleEvent, eventOf} from './events';
import {goJsonError} from './go_json';
import type {Integrations} from './integration_call';
import {isObject, type Json, objectOf, omitEmpty, stringOf} from './json';
import type {Triggers} from './triggers';

export interface OpenedDialog {
    /** The short trigger id, by which the client recognises its own press. */
    readonly trigger_id: string;
    readonly url: string;
    readonly dialog: Json;
}

export class Dialogs {
    private readonly newest = new Map<string, OpenedDialog>();

    constructor(
        private readonly directory: Directory,
        private readonly integrations: Integrations,
        private readonly triggers: Triggers,
        private readonly publish: (event: DoubleEvent) => void,
    ) {}

    /** Needs no session: the trigger id is the authority, and may be used again while it is valid. */
    open(body: Json): void {
        if (stringOf(body.url) === '') throw invalidBodyParam('url');
        const {short, userId} = this.triggers.verify(stringOf(body.trigger_id));
        const opened = {trigger_id: short, url: stringOf(body.url), dialog: this.dialogOf(objectOf(body.dialog))};
        this.newest.set(userId, opened);
        this.publish(eventOf(this.directory.rules, 'open_dialog', {dialog: JSON.stringify(opened)}, {userId}));
    }

    newestOf(userId: string): OpenedDialog | undefined {
        return this.newest.get(userId);
    }

    /** Everything but the user is taken from the caller: url, state, submission. */
    async submit(body: Json, userId: string): Promise<Json> {
        const url = stringOf(body.url);
        if (url === '') throw invalidBodyParam('url');
        this.checkPlace(body, userId);
        const text = await this.integrations.post(
            url,
            {
                type: 'dialog_submission',
                callback_id: stringOf(body.callback_id),
                state: stringOf(body.state),
                user_id: userId,
                channel_id: stringOf(body.channel_id),
                team_id: stringOf(body.team_id),
                submission: isObject(body.submission) ? body.submission : null,
                cancelled: body.cancelled === true,
            },
            userId,
        );
        return this.answerOf(text);
    }

    private checkPlace(body: Json, userId: string): void {
        const {rules} = this.directory;
        const channelId = stringOf(body.channel_id);
        const channel = this.directory.channels.get(channelId);
        if (!channel && rules.unknownChannelOnSubmit === 404) throw channelNotFound(rules, channelId);
        if (!channel || !this.directory.isMember(userId, channel)) {
            throw permissionDenied(rules, userId, rules.readPermission);
        }
        const team = this.directory.teams.get(stringOf(body.team_id));
        if (!this.directory.isSystemAdmin(userId) && !team?.members.has(userId)) {
            throw permissionDenied(rules, userId, 'view_team');
        }
    }

    private answerOf(text: string): Json {
        if (text === '') return {};
        const problem = goJsonError(text, 'model.SubmitDialogResponse');
        if (problem !== undefined) return this.undecodable(problem);
        const answer = objectOf(JSON.parse(text));
        if (answer.error !== undefined && answer.error !== null && typeof answer.error !== 'string') {
            return this.undecodable('json: cannot unmarshal object into Go struct field SubmitDialogResponse.error');
        }
        if (answer.errors !== undefined && answer.errors !== null && !isObject(answer.errors)) {
            throw actionFailed(this.directory.rules, 'json: cannot unmarshal errors');
        }
        return omitEmpty({error: stringOf(answer.error), errors: answer.errors});
    }

    private undecodable(problem: string): Json {
        if (!this.directory.rules.dialogTextFails) return {};
        throw new ApiError(
            500,
            'app.submit_interactive_dialog.decode_json_error',
            'Encountered an error decoding the JSON of the interactive dialog.',
            problem,
        );
    }

    private dialogOf(dialog: Json): Json {
        const {rules} = this.directory;
        return {
            callback_id: stringOf(dialog.callback_id),
            title: stringOf(dialog.title),
            introduction_text: stringOf(dialog.introduction_text),
            icon_url: stringOf(dialog.icon_url),
            elements: Array.isArray(dialog.elements) ? dialog.elements.filter(isObject).map(elementOf) : null,
            submit_label: stringOf(dialog.submit_label),
            notify_on_cancel: dialog.notify_on_cancel === true,
            state: stringOf(dialog.state),
            ...(rules.serverVersion.startsWith('11.') && stringOf(dialog.source_url) !== ''
                ? {source_url: dialog.source_url}
                : {}),
        };
    }
}

const lengthOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const elementOf = (element: Json): Json => ({
    display_name: stringOf(element.display_name),
    name: stringOf(element.name),
    type: stringOf(element.type),
    subtype: stringOf(element.subtype),
    default: stringOf(element.default),
    placeholder: stringOf(element.placeholder),
    help_text: stringOf(element.help_text),
    optional: element.optional === true,
    min_length: lengthOf(element.min_length),
    max_length: lengthOf(element.max_length),
    data_source: stringOf(element.data_source),
    options: Array.isArray(element.options) ? element.options : null,
});
